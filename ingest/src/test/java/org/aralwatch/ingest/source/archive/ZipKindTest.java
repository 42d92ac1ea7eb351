package org.aralwatch.ingest.source.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipKindTest {
  @ParameterizedTest
  @CsvSource({
    "XLSX, '[Content_Types].xml xl/workbook.xml _rels/.rels'",
    "XLSX, 'xl/workbook.xml _rels/.rels'",
    "XLSX, '[content_types].xml book/other.xml'",
    "XLSB, '[Content_Types].xml xl/workbook.bin'",
    "OTHER_DOCUMENT, '[Content_Types].xml word/document.xml'",
    "OTHER_DOCUMENT, '[Content_Types].xml ppt/presentation.xml'",
    "ODS, 'content.xml META-INF/manifest.xml'",
    "FILES, 'a.csv b/c.csv'",
    "FILES, 'content.xml'",
    "FILES, 'book.xlsx'",
    "FILES, ''"
  })
  void theMembersTellWhatAnArchiveIs(ZipKind kind, String members) throws IOException {
    ZipBuilder zip = new ZipBuilder();
    for (String member : members.split(" ")) {
      if (!member.isEmpty()) {
        zip.add(member, "");
      }
    }
    assertThat(ZipKind.sniff(new ByteArrayInputStream(zip.build()))).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "ODS, spreadsheet",
    "ODS, spreadsheet-template",
    "OTHER_DOCUMENT, text",
    "OTHER_DOCUMENT, presentation"
  })
  void anOpenDocumentSaysItsType(ZipKind kind, String type) throws IOException {
    byte[] zip =
        new ZipBuilder()
            .add("mimetype", "application/vnd.oasis.opendocument." + type)
            .add("content.xml", "")
            .build();
    assertThat(ZipKind.sniff(new ByteArrayInputStream(zip))).contains(kind);
  }

  @Test
  void whatIsNoArchiveHasNoKind() throws IOException {
    byte[] text = "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8);
    assertThat(ZipKind.sniff(new ByteArrayInputStream(text))).isEmpty();
    assertThat(ZipKind.sniff(new ByteArrayInputStream(new byte[0]))).isEmpty();
  }
}
