package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where header, data, totals and matrices are found. */
class LayoutProposalTest {
  private static String days(String row) {
    return IntStream.rangeClosed(1, 30)
        .mapToObj(day -> String.format(Locale.ROOT, row, day, day % 7))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void titlesAboveTheHeaderAreSkippedByLine() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Кыргызгидромет\n\n15194 р. Ала-Арча - устье р. Кашка-Суу\n\nДата;Расход, м3/с\n"
                + days("%02d.01.2001;1%d,5"));

    assertThat(Detected.at(proposal, "/header/skip")).isEqualTo("4");
    assertThat(Detected.at(proposal, "/header/rows")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/station/cell/row")).isEqualTo("3");
    assertThat(Detected.at(proposal, "/station/cell/column")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/title")).startsWith("Кыргызгидромет");
  }

  @Test
  void aRowOfUnitsBelongsToTheHeader() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Дата;Пост;Расход;Температура\n;;м³/с;°C\n" + days("%02d.01.2001;15194;1%d,5;2,1"));

    assertThat(Detected.at(proposal, "/header/rows")).isEqualTo("2");
    assertThat(Detected.at(proposal, "/header/names")).isEqualTo("first");
    assertThat(Detected.at(proposal, "/columns/Расход/unit")).isEqualTo("m3/s");
    assertThat(Detected.at(proposal, "/columns/Температура/unit")).isEqualTo("Cel");
  }

  @Test
  void aRowThatNumbersTheColumnsBelongsToTheHeader() {
    Proposal proposal =
        Detected.text(
            "a.csv", "Дата;Пост;Расход, м3/с\n1;2;3\n" + days("%02d.01.2001;15194;1%d,5"));

    assertThat(Detected.at(proposal, "/header/rows")).isEqualTo("2");
    assertThat(Detected.evidence(proposal, "header.numbered")).isPresent();
  }

  @Test
  void mergedTextsAboveNamesAreJoined() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Дата;15194;;15189;\n;Q, м3/с;H, см;Q, м3/с;H, см\n"
                + days("%02d.01.2001;1%d,5;120;3,5;98"));

    assertThat(Detected.at(proposal, "/header/names")).isEqualTo("joined");
    assertThat(Detected.at(proposal, "/columns/15194 ~1 Q, м3~1с/property")).isEqualTo("discharge");
    assertThat(Detected.at(proposal, "/columns/15194 ~1 Q, м3~1с/station")).isEqualTo("15194");
    assertThat(Detected.at(proposal, "/columns/15189 ~1 H, см/property")).isEqualTo("stage");
    assertThat(Detected.at(proposal, "/columns/15189 ~1 H, см/station")).isEqualTo("15189");
    assertThat(Detected.at(proposal, "/columns/15189 ~1 H, см/unit")).isEqualTo("cm");
  }

  @Test
  void mergedPropertiesAboveStatisticsAreJoined() {
    Proposal proposal =
        Detected.text(
            "15194.csv",
            "Дата;Расход воды, м3/с;;\n;мин;сред;макс\n" + days("%02d.01.2001;1%d,5;12,5;13,5"));

    assertThat(Detected.at(proposal, "/columns/Расход воды, м3~1с ~1 мин/statistic"))
        .isEqualTo("min");
    assertThat(Detected.at(proposal, "/columns/Расход воды, м3~1с ~1 макс/statistic"))
        .isEqualTo("max");
    assertThat(Detected.at(proposal, "/columns/Расход воды, м3~1с ~1 мин/unit")).isEqualTo("m3/s");
  }

  @Test
  void aTableWithoutHeaderNumbersItsColumns() {
    Proposal proposal = Detected.text("15194_Q.csv", days("%02d.01.2001;15194;1%d,5"));

    assertThat(Detected.at(proposal, "/header/rows")).isEqualTo("0");
    assertThat(Detected.at(proposal, "/time/column")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("2");
    assertThat(Detected.at(proposal, "/value/column")).isEqualTo("3");
    assertThat(Detected.at(proposal, "/properties/value/property")).isEqualTo("discharge");
  }

  @Test
  void commentLinesAreLeftOut() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "# made by hand\n# 2001\nDate,Discharge (m3/s)\n"
                + days("2001-01-%02d,1%d.5")
                + "# end\n");

    assertThat(Detected.at(proposal, "/csv/comment")).isEqualTo("#");
    assertThat(Detected.at(proposal, "/value/column")).isEqualTo("Discharge (m3/s)");
  }

  @Test
  void aHeaderWrittenAsACommentIsTaken() {
    Proposal proposal =
        Detected.text(
            "a.csv", "# station 15194\n# Date,Discharge (m3/s)\n" + days("2001-01-%02d,1%d.5"));

    assertThat(Detected.at(proposal, "/csv/comment")).isEmpty();
    assertThat(Detected.at(proposal, "/header/skip")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/time/column")).isEqualTo("# Date");
  }

  @Test
  void totalsAndNotesBelowAreIgnored() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Дата;Пост;Расход, м3/с\n"
                + days("%02d.01.2001;15194;1%d,5")
                + "Среднее;;12,3\nИтого;;370,0\nПримечание: данные предварительные;;\n");

    String rule = Detected.at(proposal, "/ignoreRows/pattern");
    assertThat(Detected.at(proposal, "/ignoreRows/column")).isEqualTo("Дата");
    Pattern pattern = Pattern.compile(rule);
    assertThat(List.of("Среднее", "ИТОГО за месяц", "Примечание: другое"))
        .allMatch(text -> pattern.matcher(text).find());
    assertThat(pattern.matcher("01.01.2001").find()).isFalse();
  }

  @Test
  void rowsOfStrangeTextAreAskedAbout() {
    Proposal proposal =
        Detected.text(
            "a.csv", "Дата;Пост;Расход, м3/с\n" + days("%02d.01.2001;15194;1%d,5") + "лёд;х;у\n");

    assertThat(Detected.asked(proposal)).contains("rows.strange");
  }

  @Test
  void thousandsOfRowsOfNothingButSeparatorsAreNoData() {
    StringBuilder text =
        new StringBuilder("Дата,Пост,Расход (м3/с)\n" + days("%02d.01.2001,15194,1%d.5"));
    text.append(",,\n".repeat(8_000));
    Proposal proposal = Detected.text("a.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("dd.MM.yyyy");
    assertThat(Detected.asked(proposal)).doesNotContain("rows.undated", "rows.strange");
  }

  @ParameterizedTest
  @CsvSource({
    "12, month",
    "36, dekad",
    "72, pentad",
    "365, day",
    "366, day",
    "347, day",
  })
  void aYearBesideColumnsOfNumbersIsAMatrix(int columns, String step) {
    StringBuilder text = new StringBuilder();
    for (int year = 1990; year < 2005; year++) {
      text.append('"').append(year).append('"');
      for (int i = 0; i < columns; i++) {
        double value = 20 + 15 * Math.sin(2 * Math.PI * i / columns) + (year * 7 + i * 3) % 5 * 0.1;
        text.append(',').append(String.format(Locale.ROOT, "%.1f", value));
      }
      text.append('\n');
    }
    Proposal proposal = Detected.text("decadal_Q_Ala_Archa_15194.csv", text.toString());

    assertThat(Detected.at(proposal, "/layout")).isEqualTo("matrix");
    assertThat(Detected.at(proposal, "/matrix/step")).isEqualTo(step);
    assertThat(Detected.at(proposal, "/matrix/from")).isEqualTo("2");
    assertThat(Detected.at(proposal, "/matrix/to")).isEqualTo(String.valueOf(columns + 1));
    assertThat(Detected.at(proposal, "/time/column")).isEqualTo("1");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("yyyy");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo(step);
    assertThat(Detected.at(proposal, "/matrix/series/property")).isEqualTo("discharge");
    assertThat(Detected.at(proposal, "/station/fileName")).isNotEmpty();
    assertThat(Detected.asked(proposal)).contains("unit.open", "property.confirm");
  }

  @Test
  void twelveColumnsWithoutASeasonMayBeStationsAndAreAskedAbout() {
    StringBuilder text = new StringBuilder();
    for (int year = 1990; year < 2005; year++) {
      text.append(year);
      for (int i = 0; i < 12; i++) {
        text.append(',').append(i * 37 % 11 * 10 + (year + i) % 3).append(".5");
      }
      text.append('\n');
    }
    Proposal proposal = Detected.text("flow.csv", text.toString());

    assertThat(Detected.asked(proposal)).contains("matrix.open");
  }

  @Test
  void aYearCutShortIsToldWithItsDays() {
    StringBuilder text = new StringBuilder();
    for (int year = 2000; year < 2010; year++) {
      text.append(year);
      for (int i = 0; i < 347; i++) {
        text.append(',').append(i < 50 && year == 2000 ? "" : String.valueOf(i % 100));
      }
      text.append('\n');
    }
    Proposal proposal = Detected.text("daily_SNOW.csv", text.toString());

    assertThat(Detected.evidence(proposal, "matrix.cut").orElseThrow().sentence().in("en"))
        .contains("347")
        .contains("last 18 days");
  }

  @Test
  void monthsInTheHeaderMakeAMatrixAndTheMeanIsLeftOut() {
    List<String> rows = new ArrayList<>();
    for (int year = 1990; year < 2000; year++) {
      rows.add("15194;" + year + ";1,1;1,2;1,3;2,1;5,2;9,3;12,1;10,2;6,3;3,1;2,2;1,3;4,6");
    }
    for (String months :
        List.of(
            "I;II;III;IV;V;VI;VII;VIII;IX;X;XI;XII",
            "январь;февраль;март;апрель;май;июнь;июль;август;сентябрь;октябрь;ноябрь;декабрь",
            "Jan;Feb;Mar;Apr;May;Jun;Jul;Aug;Sep;Oct;Nov;Dec",
            "yanvar;fevral;mart;aprel;may;iyun;iyul;avgust;sentabr;oktabr;noyabr;dekabr",
            "қаңтар;ақпан;наурыз;сәуір;мамыр;маусым;шілде;тамыз;қыркүйек;қазан;қараша;желтоқсан",
            "1;2;3;4;5;6;7;8;9;10;11;12")) {
      Proposal proposal =
          Detected.text(
              "a.csv",
              "Расходы воды, м3/с\nПост;Год;"
                  + months
                  + ";Средний\n"
                  + String.join("\n", rows)
                  + "\n");

      String[] names = months.split(";");
      assertThat(Detected.at(proposal, "/matrix/step")).as(months).isEqualTo("month");
      assertThat(Detected.at(proposal, "/matrix/from")).as(months).isEqualTo(names[0]);
      assertThat(Detected.at(proposal, "/matrix/to")).as(months).isEqualTo(names[11]);
      assertThat(Detected.at(proposal, "/matrix/series/property")).isEqualTo("discharge");
      assertThat(Detected.at(proposal, "/matrix/series/unit")).isEqualTo("m3/s");
      assertThat(Detected.at(proposal, "/station/column")).isEqualTo("Пост");
      assertThat(Detected.at(proposal, "/time/column")).isEqualTo("Год");
    }
  }

  @Test
  void dekadsBelowMonthsMakeAMatrix() {
    StringBuilder head = new StringBuilder("Год");
    StringBuilder below = new StringBuilder();
    for (String month :
        "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь"
            .split(" ")) {
      head.append(';').append(month).append(";;");
      below.append(";I;II;III");
    }
    StringBuilder text = new StringBuilder("Расход воды, м3/с\n" + head + "\n" + below + "\n");
    for (int year = 1990; year < 2000; year++) {
      text.append(year).append(";1,5".repeat(36)).append('\n');
    }
    Proposal proposal = Detected.text("15194.csv", text.toString());

    assertThat(Detected.at(proposal, "/matrix/step")).isEqualTo("dekad");
    assertThat(Detected.at(proposal, "/matrix/from")).isEqualTo("Январь / I");
    assertThat(Detected.at(proposal, "/matrix/to")).isEqualTo("Декабрь / III");
  }

  @Test
  void daysOfAMonthInARowMakeAMatrix() {
    StringBuilder text = new StringBuilder("Пост;Год;Месяц");
    IntStream.rangeClosed(1, 31).forEach(day -> text.append(';').append(day));
    text.append('\n');
    for (int month = 1; month <= 12; month++) {
      text.append("15194;2001;").append(month).append(";12".repeat(31)).append('\n');
    }
    Proposal proposal = Detected.text("Уровни воды, см.csv", text.toString());

    assertThat(Detected.at(proposal, "/matrix/step")).isEqualTo("day-of-month");
    assertThat(Detected.at(proposal, "/time/parts"))
        .isEqualTo("{\"year\":\"Год\",\"month\":\"Месяц\"}");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo("day");
    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("Пост");
  }

  @Test
  void hoursOfADayInARowMakeAMatrix() {
    StringBuilder text = new StringBuilder("Дата");
    IntStream.range(0, 24).forEach(hour -> text.append(String.format(";%02d:00", hour)));
    text.append('\n');
    for (int day = 1; day <= 28; day++) {
      text.append(String.format("%02d.02.2001", day)).append(";12,5".repeat(24)).append('\n');
    }
    Proposal proposal = Detected.text("Температура воздуха 38457.csv", text.toString());

    assertThat(Detected.at(proposal, "/matrix/step")).isEqualTo("hour");
    assertThat(Detected.at(proposal, "/matrix/to")).isEqualTo("23:00");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("dd.MM.yyyy");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo("PT1H");
  }

  @Test
  void columnsOfStationsNameThem() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Среднесуточные расходы воды, м3/с\nДата;15194;15189;16279\n"
                + days("%02d.01.2001;1%d,5;3,5;4,5"));

    assertThat(Detected.at(proposal, "/layout")).isEqualTo("wide");
    assertThat(Detected.at(proposal, "/columns/15189"))
        .isEqualTo(
            "{\"property\":\"discharge\",\"statistic\":\"mean\",\"unit\":\"m3/s\",\"station\":\"15189\"}");
    assertThat(Detected.at(proposal, "/station")).isEmpty();
  }

  @Test
  void columnsOfTheSameNameAreCalledByTheirPlace() {
    Proposal proposal =
        Detected.text(
            "15194.csv", "Дата;Расход, м3/с;Расход, м3/с\n" + days("%02d.01.2001;1%d,5;3,5"));

    assertThat(Detected.asked(proposal)).contains("columns.same");
    assertThat(Detected.question(proposal, "columns.same").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("#2", "#3");
  }

  @Test
  void linesWithBlanksBetweenAreSplit() {
    Proposal proposal =
        Detected.text("a.txt", "Date Station Discharge,m3/s\n" + days("2001-01-%02d 15194 1%d.5"));

    assertThat(Detected.at(proposal, "/csv/delimiter")).isEqualTo(" ");
    assertThat(Detected.at(proposal, "/time/column")).isEqualTo("Date");
  }

  @Test
  void decimalCommasBetweenQuotesInAFileOfCommasAreRead() {
    Proposal proposal =
        Detected.text(
            "Soil.csv",
            "WATERSHED_ID,Date,\"Температура воздуха, °C\"\n"
                + days("NWB_00001,%02d.01.2000,\"10%d,15\""));

    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(",");
    assertThat(Detected.at(proposal, "/csv/delimiter")).isEqualTo(",");
    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("WATERSHED_ID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1234.5  | .
          1234,5  | ,
          0,123   | ,
          0.123   | .
          1.5e3   | .
          12      | .
          """)
  void theDecimalSignIsSeen(String number, String decimal) {
    Proposal proposal =
        Detected.text("a.csv", "Дата;Пост;Расход\n" + days("%02d.01.2001;15194;" + number));

    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(decimal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          296,235.7   | .  | decimal.grouped
          1 234,5     | ,  | decimal.grouped
          1.234.567,8 | ,  | decimal.grouped
          1'234.5     | .  | decimal.grouped
          1,234       | ,  | decimal.unclear
          """)
  void digitsInGroupsAreTold(String number, String decimal, String question) {
    Proposal proposal =
        Detected.text("a.csv", "Дата;Пост;Население\n" + days("%02d.01.2001;15194;" + number));

    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(decimal);
    assertThat(Detected.asked(proposal)).contains(question);
  }

  @Test
  void bothDecimalSignsInOneFileAreTold() {
    Proposal proposal =
        Detected.text(
            "a.csv",
            "Дата;Пост;Расход\n" + days("%02d.01.2001;15194;1%d,5") + "01.02.2001;15194;12.75\n");

    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(",");
    assertThat(Detected.question(proposal, "decimal.mixed").orElseThrow().sentence().in("en"))
        .contains("12.75");
  }
}
