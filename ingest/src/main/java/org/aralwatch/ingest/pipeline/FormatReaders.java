package org.aralwatch.ingest.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.ingest.mapping.CsvFormat;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.archive.ZipKind;
import org.aralwatch.ingest.source.archive.ZipTables;
import org.aralwatch.ingest.source.csv.CsvTable;
import org.aralwatch.ingest.source.json.JsonTable;
import org.aralwatch.ingest.source.json.OpenAqTable;
import org.aralwatch.ingest.source.json.SensorThingsTable;
import org.aralwatch.ingest.source.kn15.Kn15Table;
import org.aralwatch.ingest.source.netcdf.NetcdfTable;
import org.aralwatch.ingest.source.netcdf.NetcdfTable.Grids;
import org.aralwatch.ingest.source.sheet.OdsTable;
import org.aralwatch.ingest.source.sheet.XlsxTable;
import org.aralwatch.ingest.source.waterml.WaterMl2Table;

/**
 * Which reader reads a file, as its mapping wants it. A ZIP archive of files is read member by
 * member. Text in columns and workbooks take each other's place: rows of a workbook that were
 * corrected may come back as text.
 */
final class FormatReaders {
  private static final Set<FileFormat> TABLES =
      Set.of(FileFormat.CSV, FileFormat.XLSX, FileFormat.ODS);

  /** Endings of members that are read where the mapping does not name them. */
  private static final List<String> TEXTS =
      List.of(".csv", ".tsv", ".txt", ".dat", ".xlsx", ".ods");

  private final Mapping mapping;
  private final Instant received;

  private FormatReaders(Mapping mapping, Instant received) {
    this.mapping = mapping;
    this.received = received;
  }

  /**
   * The reader of a file.
   *
   * @param received when the file came in: telegrams give no month
   */
  static TableReader of(Mapping mapping, SourceFile file, Instant received) throws IOException {
    FormatReaders readers = new FormatReaders(mapping, received);
    Optional<ZipKind> zip = zipKind(file);
    if (zip.isEmpty()) {
      // A workbook that is none says so itself, unless it may be text.
      return TABLES.contains(mapping.format()) && !isWorkbook(file)
          ? new CsvTable(mapping.csv())
          : readers.of(mapping.format());
    }
    return switch (zip.get()) {
      case FILES -> new ZipTables(readers::ofMember);
      case XLSX -> readers.ofTables(FileFormat.XLSX);
      case ODS -> readers.ofTables(FileFormat.ODS);
      case XLSB, OTHER_DOCUMENT -> new XlsxTable();
    };
  }

  /** The reader of a format of which no mapping is known yet. */
  static TableReader ofFormat(FileFormat format, Instant received) {
    return switch (format) {
      case CSV -> new CsvTable(CsvFormat.USUAL);
      case XLSX -> new XlsxTable();
      case ODS -> new OdsTable();
      case KN15 -> Kn15Table.received(received, ZoneOffset.UTC, StandardCharsets.UTF_8);
      case OPENAQ -> new OpenAqTable();
      case SENSORTHINGS -> new SensorThingsTable();
      case JSON -> new JsonTable();
      case WATERML2 -> new WaterMl2Table();
      case NETCDF -> new NetcdfTable(Grids.CELLS);
    };
  }

  private static Optional<ZipKind> zipKind(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      byte[] mark = in.readNBytes(4);
      if (mark.length < 4 || mark[0] != 'P' || mark[1] != 'K' || mark[2] > 8 || mark[3] > 8) {
        return Optional.empty();
      }
    }
    try (InputStream in = file.open()) {
      return ZipKind.sniff(in);
    }
  }

  /** By the mark of OLE's containers: an old or an encrypted workbook. */
  private static boolean isWorkbook(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      byte[] mark = in.readNBytes(4);
      return mark.length == 4
          && (mark[0] & 0xff) == 0xd0
          && (mark[1] & 0xff) == 0xcf
          && (mark[2] & 0xff) == 0x11
          && (mark[3] & 0xff) == 0xe0;
    }
  }

  private TableReader ofTables(FileFormat found) {
    return of(TABLES.contains(mapping.format()) ? found : mapping.format());
  }

  private Optional<TableReader> ofMember(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean wanted =
        mapping.tables().isPresent()
            ? mapping.tables().get().matcher(name).find()
                || lower.endsWith(".xlsx")
                || lower.endsWith(".ods")
            : !TABLES.contains(mapping.format()) || TEXTS.stream().anyMatch(lower::endsWith);
    if (!wanted) {
      return Optional.empty();
    }
    if (TABLES.contains(mapping.format())) {
      FileFormat format =
          lower.endsWith(".xlsx")
              ? FileFormat.XLSX
              : lower.endsWith(".ods") ? FileFormat.ODS : FileFormat.CSV;
      return Optional.of(of(format));
    }
    return Optional.of(of(mapping.format()));
  }

  private TableReader of(FileFormat format) {
    return switch (format) {
      case CSV -> new CsvTable(mapping.csv());
      case XLSX -> new XlsxTable();
      case ODS -> new OdsTable();
      case KN15 ->
          new Kn15Table(
              mapping
                  .reading()
                  .received()
                  .orElseGet(() -> LocalDate.ofInstant(received, mapping.time().zone())),
              mapping.csv().encoding());
      case OPENAQ -> new OpenAqTable();
      case SENSORTHINGS -> new SensorThingsTable();
      case JSON -> new JsonTable(mapping.reading().records());
      case WATERML2 -> new WaterMl2Table();
      case NETCDF -> new NetcdfTable(mapping.reading().cells() ? Grids.CELLS : Grids.REFUSED);
    };
  }
}
