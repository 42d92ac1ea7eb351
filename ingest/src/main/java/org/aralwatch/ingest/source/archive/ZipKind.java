package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;

/** What a ZIP archive is, by its members and not by its name. */
public enum ZipKind {
  /** Office Open XML workbook. */
  XLSX("an Excel workbook"),
  /** Excel's binary workbook: XML's place is taken by records of its own. */
  XLSB("a binary Excel workbook (.xlsb)"),
  ODS("an OpenDocument spreadsheet"),
  /** A text, a presentation, a form of the office programs. */
  OTHER_DOCUMENT("a document of an office program, but no spreadsheet"),
  /** An archive of files. */
  FILES("a ZIP archive");

  private static final int LONGEST_TYPE = 200;
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  private final String description;

  ZipKind(String description) {
    this.description = description;
  }

  /** As a message names it: "an Excel workbook". */
  public String description() {
    return description;
  }

  /**
   * What the input is; empty when it is no ZIP archive. The input is not closed.
   *
   * @throws BadFileException when the archive is damaged
   */
  public static Optional<ZipKind> sniff(InputStream in) throws IOException {
    try (Spool file = Spool.of(in)) {
      if (!ZipContainer.isZip(file.bytes(0, 4))) {
        return Optional.empty();
      }
      try (ZipContainer zip = ZipContainer.of(file)) {
        return Optional.of(of(zip));
      }
    }
  }

  public static ZipKind of(ZipContainer zip) throws IOException {
    Optional<ZipMember> type = zip.find("mimetype");
    if (type.isPresent() && type.get().size() <= LONGEST_TYPE) {
      try (InputStream in = zip.open(type.get())) {
        String text = new String(in.readNBytes(LONGEST_TYPE), StandardCharsets.US_ASCII);
        if (text.startsWith(OPEN_DOCUMENT)) {
          return text.startsWith("spreadsheet", OPEN_DOCUMENT.length()) ? ODS : OTHER_DOCUMENT;
        }
      }
    }
    if (zip.find("[Content_Types].xml").isPresent() || zip.find("_rels/.rels").isPresent()) {
      return openXml(zip);
    }
    // Programs that write ODS by hand forget the type.
    boolean openDocument =
        zip.find("content.xml").isPresent() && zip.find("META-INF/manifest.xml").isPresent();
    return openDocument ? ODS : FILES;
  }

  private static ZipKind openXml(ZipContainer zip) {
    if (zip.find("xl/workbook.bin").isPresent()) {
      return XLSB;
    }
    if (zip.find("word/document.xml").isPresent() || zip.find("ppt/presentation.xml").isPresent()) {
      return OTHER_DOCUMENT;
    }
    return XLSX;
  }
}
