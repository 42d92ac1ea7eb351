package org.aralwatch.ingest.source.kn15;

import static org.aralwatch.ingest.source.kn15.ReadTelegrams.RECEIVED;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.full;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.read;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, dates and what is none of the code; telegrams as in {@link DailySectionTest}. */
class Kn15TableTest {
  @Test
  void theFirstRowNamesTheColumns() {
    List<String> header = new ArrayList<>();
    read(
        new Kn15Table(RECEIVED, StandardCharsets.UTF_8),
        new ByteArrayInputStream("12345 14081 10417=".getBytes(StandardCharsets.UTF_8)),
        row -> {
          if (header.isEmpty()) {
            for (int i = 0; i < row.size(); i++) {
              header.add(row.text(i));
            }
          }
        });
    assertThat(header)
        .containsExactly(
            "station",
            "property",
            "statistic",
            "unit",
            "begin",
            "end",
            "time",
            "value",
            "qualifier",
            "flag",
            "remark");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-04-15, 14081, 2024-04-14",
    "2024-04-15, 15081, 2024-04-15",
    "2024-04-15, 16081, 2024-03-16",
    "2024-04-30, 31081, 2024-03-31",
    "2024-01-20, 25081, 2023-12-25",
    "2024-01-01, 31081, 2023-12-31",
    "2024-03-01, 29081, 2024-02-29",
    "2024-03-01, 01081, 2024-03-01",
    "2024-02-29, 29081, 2024-02-29",
    "2024-12-31, 31081, 2024-12-31"
  })
  void theDayIsTheNearestOfItsNumberNotAfterReceipt(
      LocalDate received, String group, LocalDate day) {
    assertThat(rows(received, "12345 " + group + " 10417="))
        .containsExactly("stage-morning " + day + "T08:00 417 cm");
  }

  @ParameterizedTest
  @CsvSource({
    "2023-03-01, 29081",
    "2024-03-01, 30081",
    "2024-05-30, 31081",
    "2024-04-15, 32081",
    "2024-04-15, 00081",
    "2024-04-15, 14251",
    "2024-04-15, 14080",
    "2024-04-15, 14086",
    "2024-04-15, 14089"
  })
  void aTelegramWithoutAUsableDateIsRefusedWhole(LocalDate received, String group) {
    assertThat(rows(received, "12345 " + group + " 10417 20021="))
        .singleElement()
        .asString()
        .startsWith("not-understood  12345 " + group + " 10417 20021 (");
  }

  @Test
  void theDayOfReceiptIsThatOfThePosts() {
    Kn15Table table =
        Kn15Table.received(
            Instant.parse("2024-03-31T20:00:00Z"),
            ZoneId.of("Asia/Bishkek"),
            StandardCharsets.UTF_8);
    List<String> times = new ArrayList<>();
    read(
        table,
        new ByteArrayInputStream("12345 01081 10417=".getBytes(StandardCharsets.UTF_8)),
        row -> times.add(row.text(6)));
    assertThat(times).containsExactly("time", "2024-04-01T08:00");
  }

  @Test
  void theLineIsThatOfTheGroupAndThePostThatOfTheTelegram() {
    assertThat(full("HHZZ\r\r\n17005 14081\r\r\n10487 20022\r30489=\n\n17006 14081 10203="))
        .extracting(row -> row.line() + " " + row.station() + " " + row.value())
        .containsExactly("3 17005 487", "3 17005 -2", "4 17005 489", "6 17006 203");
  }

  @Test
  void headingsNothingToReportAndMessageBoundsAreNoData() {
    assertThat(
            rows(
                "\u0001\r\r\n123\r\r\nSRUR42 UKMS 100500 RRA\r\r\nhhzz\r\r\n17015 NIL=\n17018 nil="
                    + "\n18001 \u041d\u0418\u041b=\nNIL=\n\u0416\u0414\u0423\u0426\n17005 14081 10487 20022"
                    + "\r\r\nNNNN\nZCZC\n\u041d\u041d\u0417\u0417 17006 14081 10203=\u0003"))
        .containsExactly(
            "stage-morning 2024-04-14T08:00 487 cm",
            "stage-change 2024-04-14T08:00 -2 cm",
            "stage-morning 2024-04-14T08:00 203 cm");
  }

  @Test
  void lettersThatLookLikeDigitsAreReadAndTold() {
    assertThat(full("12345 14081 1O417 20\u041e21 \u04170410="))
        .extracting(row -> row.value() + " " + row.flag() + " " + row.remark())
        .containsExactly(
            "417 letter-for-digit written 1O417, read as 10417",
            "2 letter-for-digit written 20\u041e21, read as 20021",
            "410 letter-for-digit written \u04170410, read as 30410");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234O 14081 10417=", "12345 14O81 10417=", "12345 14082 966O4 10212="})
  void lettersInPostDateOrMarkAreNotGuessed(String telegram) {
    assertThat(full(telegram)).allMatch(row -> row.property().equals("not-understood"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1251", "KOI8-R", "IBM866", "UTF-8"})
  void wordsMayBeOfAnyEncoding(String encoding) {
    Charset charset = Charset.forName(encoding);
    byte[] bytes =
        "\u041d\u041d\u0417\u0417\n18007 \u043c\u0438\u043d\u0438\u043c \u0442\u0435\u043c\u043f +3.0=\n12345 14081 1\u041e417="
            .getBytes(charset);
    assertThat(rows(RECEIVED, bytes, charset))
        .containsExactly(
            "not-understood  \u041d\u041d\u0417\u0417 18007 \u043c\u0438\u043d\u0438\u043c \u0442\u0435\u043c\u043f +3.0 (no telegram: no post code"
                + " with day and hour)",
            "stage-morning 2024-04-14T08:00 417 cm letter-for-digit (written 1\u041e417, read as"
                + " 10417)");
    assertThat(
            rows(
                RECEIVED,
                "\u00ff\u00fe 12345 14081 10417=".getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8))
        .containsExactly("stage-morning 2024-04-14T08:00 417 cm");
  }

  @ParameterizedTest
  @CsvSource({
    "12345 14081 10417 2002 30410=, 2002 30410",
    "12345 14081 10417 200211 30410=, 200211 30410",
    "12345 14081 10417 475//83410=, 475//83410",
    "12345 14081 10417 2OO2X 30410=, 2OO2X 30410",
    "12345 14081 10417 /0021 30410=, /0021 30410",
    "12345 14081 30410 20021 46510=, 20021 46510",
    "12345 14081 10417 10418 20021=, 10418 20021",
    "12345 14081 10417 \u0421\u0420\u041e\u0427\u041d\u041e 30410=, \u0421\u0420\u041e\u0427\u041d\u041e 30410",
    "12345 14081 10417 304, 304"
  })
  void afterAGarbledGroupNothingOfTheSectionIsBelieved(String telegram, String refused) {
    assertThat(full(telegram))
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly(refused.split(" "));
  }

  @Test
  void aGarbledGroupDoesNotSpoilTheNextSection() {
    assertThat(rows("12345 14082 104x7 20021 93301 10212="))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("stage-mean-day");
  }

  @Test
  void aMissingEndOfATelegramDoesNotGiveItsPostTheValuesOfTheNext() {
    assertThat(rows("12345 14081 10417 20021 30410\n78331 14081 70343 80011=\n12347 14081 10001="))
        .containsExactly(
            "stage-morning 2024-04-14T08:00 417 cm",
            "stage-change 2024-04-14T08:00 2 cm",
            "stage-evening 2024-04-13T20:00 410 cm",
            "not-understood  78331 14081 70343 80011 (the sign = seems to be missing before this"
                + " telegram)",
            "stage-morning 2024-04-14T08:00 1 cm");
  }

  @Test
  void aSectionMayBeginALineThatLooksLikeATelegram() {
    assertThat(rows("74162 14082 10079\n96604 10081 21363 32143 40124 50916="))
        .extracting(row -> row.split(" ")[0])
        .containsExactly(
            "stage-morning",
            "stage-measured",
            "discharge-measured",
            "cross-section-area",
            "maximum-depth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "station;date;value\n12345;2024-04-14;10\n",
        "{\"a\": [1, 2, 3]}",
        "HHZZ",
        "= = =",
        " ",
        "10417=20021=30410="
      })
  void aFileWithoutATelegramIsABadFile(String text) {
    assertThatThrownBy(() -> rows(text))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("no KN-15 telegram");
  }

  /** Of Rosgidromet, 6 March 2020, and of Belarus, 10 October 2019, as kclosu/kn15 keeps them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-03-06 | 12010 06081 10204 20000 30204 56565= | 4 | 0",
        "2020-03-06 | 12014 06082 15014 20022 35012 56565 96603 15012 22108 32862 50511= | 7 | 0",
        "2020-03-06 | 12123 06081 10156 20031 30155 56565 00000= | 5 | 0",
        "2020-03-06 | 08928 06081 10380 20011 40262 51301= | 5 | 0",
        "2020-03-06 | 17016 06082 10247 20012 30247 475//83410 93301 43415= | 4 | 1",
        "2020-03-06 | 08937 06085 94406 10349 20198 40008 95506 74150= | 0 | 2",
        "2019-10-10 | 74024 10081 10043 20000 30044 482// 60000 82893 00032= | 8 | 0",
        "2019-10-10 | 74032 10081 10065 20022 30067 41099 60000 82985= | 6 | 0",
        "2019-10-10 | 74162 10081 10079 487// 82305 00062 96610 10079 21363 32143 50916= | 5 | 5",
        "2019-10-10 | 81030 10082 10345 98809 00000 96610 10356 22525 33156 40430 50811= | 5 | 2"
      })
  void realTelegramsAreRead(LocalDate received, String telegram, int understood, int refused) {
    List<String> rows = rows(received, telegram);
    assertThat(rows).filteredOn(row -> !row.startsWith("not-understood")).hasSize(understood);
    assertThat(rows).filteredOn(row -> row.startsWith("not-understood")).hasSize(refused);
  }

  @Test
  void anEmptyFileIsABadFile() {
    assertThatThrownBy(() -> rows(""))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aNulIsNamedWithItsLine() {
    assertThatThrownBy(() -> rows("12345 14081 10417=\n1234\0"))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("line 2: a NUL");
  }

  @Test
  void aTelegramWithoutEndIsToldOnceAndLeftOut() {
    assertThat(rows("12345 14081 " + "10417 ".repeat(100_000) + "=\n12345 14081 10418="))
        .hasSize(2)
        .satisfies(rows -> assertThat(rows.get(0)).contains("more than 500 groups, or a million"))
        .satisfies(rows -> assertThat(rows.get(1)).endsWith("418 cm"));
  }
}
