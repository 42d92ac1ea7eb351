package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.archive.ZipBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSnifferTest {
  private static FormatSniffer.Sniffed sniff(String text) {
    return FormatSniffer.sniff(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Дата;Приток                                                            | CSV
          [m3/s],[mm]                                                            | CSV
          <0.01;5;6                                                              | CSV
          {"meta":{"name":"openaq-api"},"results":[]}                            | OPENAQ
          {"meta":{},"results":[{"parameter":{"name":"pm25"},"value":5}]}        | OPENAQ
          {"value":[{"@iot.id":1,"name":"x"}]}                                   | SENSORTHINGS
          {"@iot.nextLink":"x","value":[]}                                       | SENSORTHINGS
          [{"lat":42.9,"acq_date":"01/01/20"}]                                   | JSON
          {"DataList":[{"mudflow":1}]}                                           | JSON
          [1,2,3]                                                                | JSON
          <?xml version="1.0"?><wml2:Collection xmlns:wml2="http://www.opengis.net/waterml/2.0"/> | WATERML2
          15194 31081 10120 20011 30125 41512=                                   | KN15
          """)
  void textIsKnownByItsShape(String text, FileFormat format) {
    assertThat(sniff(text).format()).contains(format);
  }

  @Test
  void telegramsMayStandBelowWordsAndMissingValues() {
    String text =
        "ГИДРО 01.02.2020\n15194 01081 10120 20012 4//// 00000=\n16279 01081 10098 20001=\n";

    assertThat(sniff(text).format()).contains(FileFormat.KN15);
    assertThat(FormatSniffer.sniff(text.getBytes(Charset.forName("KOI8-R"))).format())
        .contains(FileFormat.KN15);
  }

  @Test
  void tablesOfFiveDigitsAreNoTelegrams() {
    assertThat(sniff("code value\n15194 12345\n16279 23456\n").format()).contains(FileFormat.CSV);
    assertThat(sniff("a=b;c=d\n15194;16279\n").format()).contains(FileFormat.CSV);
  }

  @ParameterizedTest
  @CsvSource({
    "d0cf11e0a1b11ae1, .xlsx",
    "255044462d312e34, PDF",
    "1f8b080000000000, gzip",
    "377abcaf271c0004, 7z",
    "526172211a0701, RAR",
    "89504e470d0a1a0a, picture",
    "ffd8ffe000104a46, picture",
    "49492a0008000000, TIFF",
    "0000270a00000000, shapefile",
    "475249420000, GRIB",
    "504152312020, Parquet",
    "000102030405060708, no text",
    "504b0506000000000000000000000000000000000000, empty",
  })
  void otherFilesAreRefusedWithTheirName(String bytes, String word) {
    assertThatThrownBy(() -> FormatSniffer.sniff(HexFormat.of().parseHex(bytes)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(word);
  }

  @ParameterizedTest
  @CsvSource({"43444601, NETCDF", "43444602, NETCDF", "894844460d0a1a0a, NETCDF"})
  void netcdfIsKnownByItsMark(String bytes, FileFormat format) {
    assertThat(FormatSniffer.sniff(HexFormat.of().parseHex(bytes + "0000")).format())
        .contains(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><table><tr><td>1</td></tr></table></body></html>",
        "<!DOCTYPE html><html/>",
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        "<PAMDataset/>",
        "   \n \n"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> sniff(text)).isInstanceOf(BadFileException.class);
  }

  @Test
  void zipIsKnownByWhatIsInIt() {
    assertThat(FormatSniffer.sniff(zip("xl/workbook.xml")).format()).contains(FileFormat.XLSX);
    assertThat(FormatSniffer.sniff(zip("a.csv")).isArchive()).isTrue();
    assertThatThrownBy(() -> FormatSniffer.sniff(zip("word/document.xml")))
        .hasMessageContaining("no workbook");
    assertThatThrownBy(() -> FormatSniffer.sniff(zip("basin.SHP")))
        .hasMessageContaining("shapefile");
    assertThat(
            FormatSniffer.sniff(
                    new ZipBuilder()
                        .add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                        .build())
                .format())
        .contains(FileFormat.ODS);
  }

  private static byte[] zip(String name) {
    return new ZipBuilder().add(name, "<a/>").build();
  }

  @Test
  void aNameThatSaysOtherwiseIsToldAndNotBelieved() {
    Proposal proposal = Detected.text("report.xlsx", "Дата;Приток\n01.01.2001;5\n02.01.2001;6\n");

    assertThat(proposal.format()).isEqualTo(FileFormat.CSV);
    assertThat(Detected.evidence(proposal, "format.name").orElseThrow().sentence().in("en"))
        .contains("report.xlsx");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatThrownBy(() -> Detected.bytes("a.csv", new byte[0]))
        .isInstanceOf(BadFileException.class)
        .hasMessage("the file is empty");
  }
}
