package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.FileFormat;
import org.aralwatch.ingest.source.archive.ZipBuilder;
import org.aralwatch.ingest.source.sheet.WorkbookBuilder;
import org.junit.jupiter.api.Test;

/**
 * Proposals for workbooks, archives and formats that describe themselves, by their real readers.
 */
class OtherFormatsProposalTest {
  private static Proposal propose(String name, byte[] bytes) {
    return Detected.bytes(name, bytes);
  }

  private static Proposal propose(String name, String text) {
    return propose(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Rows of a sheet: texts inline, numbers as they are. */
  private static String rows(String... rows) {
    StringBuilder xml = new StringBuilder();
    for (int i = 0; i < rows.length; i++) {
      xml.append("<row r='").append(i + 1).append("'>");
      String[] cells = rows[i].split(";", -1);
      for (int cell = 0; cell < cells.length; cell++) {
        String at = (char) ('A' + cell) + String.valueOf(i + 1);
        if (CellText.isNumber(cells[cell])) {
          xml.append("<c r='" + at + "'><v>" + cells[cell] + "</v></c>");
        } else if (!cells[cell].isEmpty()) {
          xml.append("<c r='" + at + "' t='inlineStr'><is><t>" + cells[cell] + "</t></is></c>");
        }
      }
      xml.append("</row>");
    }
    return xml.toString();
  }

  private static String[] days(String... head) {
    String[] rows = java.util.Arrays.copyOf(head, head.length + 28);
    for (int day = 1; day <= 28; day++) {
      rows[head.length + day - 1] = String.format(Locale.ROOT, "2020-02-%02d;1%d.5", day, day % 7);
    }
    return rows;
  }

  @Test
  void sheetsOfYearsAreReadTogetherAndTheFileNamesThePost() {
    Proposal proposal =
        propose(
            "12176_Sihl_example_river_runoff.xlsx",
            new WorkbookBuilder()
                .sheet("2019", rows(days("Дата;Приток")))
                .sheet("2020", rows(days("Дата;Приток")))
                .sheet("заметки", rows("Составил Иванов", "в марте"))
                .build());

    assertThat(proposal.format()).isEqualTo(FileFormat.XLSX);
    assertThat(Detected.at(proposal, "/tables")).isEqualTo("^[0-9]{4}$");
    assertThat(Detected.at(proposal, "/station/fileName")).isNotEmpty();
    assertThat(Detected.at(proposal, "/properties/value/property")).isEqualTo("discharge");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("yyyy-MM-dd");
    assertThat(proposal.mapping().has("csv")).isFalse();
  }

  @Test
  void theCodeOfAStationMayStandInACellOfEachSheet() {
    Proposal proposal =
        propose(
            "runoff.xlsx",
            new WorkbookBuilder()
                .sheet("Sheet1", rows(days("17123 s. n. wi - spec ch", "Дата;Q м3/с")))
                .sheet("Sheet2", rows(days("17456 other r. - hi", "Дата;Q м3/с")))
                .build());

    assertThat(Detected.at(proposal, "/station/cell/row")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/header/skip")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/properties/value/unit")).isEqualTo("m3/s");
    assertThat(proposal.mapping().has("tables")).isFalse();
    assertThat(Detected.faultsOfAnswered(proposal)).isEmpty();
  }

  @Test
  void theCodeOfAStationMayBeTheNameOfASheet() {
    Proposal proposal =
        propose(
            "runoff.xlsx",
            new WorkbookBuilder()
                .sheet("15194", rows(days("Дата;Q м3/с")))
                .sheet("15189 Аламедин", rows(days("Дата;Q м3/с")))
                .build());

    assertThat(Detected.at(proposal, "/station/table")).isNotEmpty();
  }

  @Test
  void daysAsSpreadsheetsCountThemAreKnown() {
    String[] rows = new String[29];
    rows[0] = "Дата;Q м3/с";
    for (int day = 1; day <= 28; day++) {
      rows[day] = (36_525 + day) + ";1" + day % 7 + ".5";
    }
    Proposal proposal = propose("15194.xlsx", new WorkbookBuilder().sheet("a", rows(rows)).build());

    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("excel-serial");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo("day");
  }

  @Test
  void membersOfAnArchiveAreTables() {
    String csv =
        IntStream.rangeClosed(1, 28)
            .mapToObj(day -> String.format("%02d.02.2020;1,%d", day, day % 9))
            .collect(Collectors.joining("\n", "Дата;Расход, м3/с\n", "\n"));
    Proposal proposal =
        propose(
            "files.zip",
            new ZipBuilder()
                .add("q/15194.csv", csv.getBytes(Charset.forName("windows-1251")))
                .add("q/15189.csv", csv.getBytes(Charset.forName("windows-1251")))
                .add("readme.pdf", "%PDF-1.4")
                .build());

    assertThat(proposal.format()).isEqualTo(FileFormat.CSV);
    assertThat(Detected.at(proposal, "/csv/encoding")).isEqualTo("windows-1251");
    assertThat(Detected.at(proposal, "/station/table")).isNotEmpty();
    assertThat(Detected.evidence(proposal, "archive.some").orElseThrow().sentence().in("en"))
        .contains("readme.pdf");
  }

  @Test
  void anArchiveOfNothingReadableIsRefused() {
    assertThatThrownBy(
            () -> propose("a.zip", new ZipBuilder().add("readme.pdf", "%PDF-1.4").build()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("readme.pdf")
        .hasMessageContaining("PDF");
  }

  @Test
  void recordsOfJsonAreATable() {
    String text =
        IntStream.rangeClosed(1, 28)
            .mapToObj(
                day ->
                    String.format(
                        "{\"station\":\"Bishkek\",\"date\":\"2020-02-%02d\",\"PM2.5 (µg/m3)\":1%d.5}",
                        day, day % 7))
            .collect(Collectors.joining(",", "{\"DataList\":[", "]}"));
    Proposal proposal = propose("a.json", text);

    assertThat(proposal.format()).isEqualTo(FileFormat.JSON);
    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("station");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("yyyy-MM-dd");
    assertThat(Detected.at(proposal, "/properties/value/unit")).isEqualTo("ug/m3");
  }

  private static final String HOURS =
      """
      {"meta": {"name": "openaq-api", "website": "/", "page": 1, "limit": 100, "found": 1},
       "results": [
        {"value": 6.0, "flagInfo": {"hasFlags": false},
         "parameter": {"id": 2, "name": "pm25", "units": "µg/m³", "displayName": null},
         "period": {"label": "1hour", "interval": "01:00:00",
           "datetimeFrom": {"utc": "2023-10-16T12:00:00Z", "local": "2023-10-16T17:00:00+05:00"},
           "datetimeTo": {"utc": "2023-10-16T13:00:00Z", "local": "2023-10-16T18:00:00+05:00"}},
         "coordinates": null, "summary": null, "coverage": null}]}
      """;

  @Test
  void openAqComesWithItsMapping() {
    Proposal proposal = propose("hours.json", HOURS);

    assertThat(proposal.format()).isEqualTo(FileFormat.OPENAQ);
    assertThat(Detected.at(proposal, "/properties/values/pm25/property")).isEqualTo("pm2-5");
    assertThat(Detected.asked(proposal)).contains("station.open", "zone.offset", "owner.open");
    assertThat(Detected.evidence(proposal, "template.used")).isPresent();
  }

  @Test
  void telegramsComeWithTheirMapping() {
    Proposal proposal =
        propose("kn15.txt", "15194 01081 10120 20011 30125 41512=\n16279 01081 10098 20001=\n");

    assertThat(proposal.format()).isEqualTo(FileFormat.KN15);
    assertThat(Detected.at(proposal, "/properties/column")).isEqualTo("property");
    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("station");
    assertThat(Detected.asked(proposal)).contains("owner.open");
  }

  @Test
  void twoFilesOfOneSourceFindEachOtherInWorkbooksToo() {
    Proposal one =
        propose(
            "12176_2019.xlsx",
            new WorkbookBuilder().sheet("2019", rows(days("Дата;Приток"))).build());
    Proposal other =
        propose(
            "12176_2020.xlsx",
            new WorkbookBuilder()
                .sheet("2020", rows(days("Дата;Приток")))
                .sheet("2021", rows(days("Дата;Приток")))
                .build());

    assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
  }
}
