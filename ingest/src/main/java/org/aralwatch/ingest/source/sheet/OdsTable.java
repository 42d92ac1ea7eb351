package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.archive.ZipContainer;
import org.aralwatch.ingest.source.archive.ZipKind;
import org.aralwatch.ingest.source.archive.ZipMember;

/**
 * OpenDocument spreadsheets (.ods; OpenDocument 1.3, OASIS 2021, part 3, chapter 9). Every table is
 * one here, hidden ones too. Rows without a filled cell are left out, however often they are
 * repeated; {@link org.aralwatch.ingest.source.Row#line} is the number shown beside the row.
 *
 * <p>Numbers are the characters in the file, dates and times ISO 8601 without zone (a time of day,
 * or a length of time, "13:00"), booleans "true" and "false", errors as shown. Formulas have the
 * value that was calculated last, or are "=A1+B1" when there is none. A merged cell has its value
 * in the first cell. Notes are left out.
 */
public final class OdsTable implements TableReader {
  /**
   * Bytes of the manifest that are searched; a workbook with many pictures has a few hundred kB.
   */
  private static final int MANIFEST = 1 << 22;

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    try (ZipContainer zip = SheetFile.open(in, ZipKind.ODS)) {
      refuseEncrypted(zip);
      ZipMember content =
          zip.find("content.xml")
              .orElseThrow(() -> new BadFileException("the spreadsheet has no part 'content.xml'"));
      try (InputStream xml = zip.open(content)) {
        new OdsReader(xml, sink).read();
      }
    }
  }

  private static void refuseEncrypted(ZipContainer zip) throws IOException {
    boolean encrypted = zip.find("encrypted-package").isPresent();
    Optional<ZipMember> manifest = zip.find("META-INF/manifest.xml");
    if (!encrypted && manifest.isPresent()) {
      // Not parsed: old manifests have a document type declaration.
      try (InputStream in = zip.open(manifest.get())) {
        encrypted =
            new String(in.readNBytes(MANIFEST), StandardCharsets.ISO_8859_1)
                .contains("encryption-data");
      }
    }
    if (encrypted) {
      throw new BadFileException(
          "the spreadsheet is encrypted: save it without a password and send that");
    }
  }
}
