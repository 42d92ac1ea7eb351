package org.aralwatch.ingest.source.kn15;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/**
 * Telegrams and what they say. Those of posts 12345, 16290 and the like are the vectors of the
 * tests of iEasyHydroHF_backend; the rest are real ones out of kclosu/kn15 and
 * spinopel/parser-hydro (read 2026-11-24), as facts.
 */
class Kn15TableTest {
  private static final LocalDate RECEIVED = LocalDate.of(2024, 4, 15);

  /** Rows as "property time value unit", with what else there is; the post is checked apart. */
  private static List<String> rows(String text) {
    return rows(RECEIVED, text);
  }

  private static List<String> rows(LocalDate received, String text) {
    return rows(received, text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static List<String> rows(LocalDate received, byte[] bytes, Charset encoding) {
    List<String> rows = new ArrayList<>();
    read(
        new Kn15Table(received, encoding),
        new ByteArrayInputStream(bytes),
        row -> rows.add(TelegramRow.of(row).brief()));
    return rows.subList(1, rows.size());
  }

  private static List<TelegramRow> full(String text) {
    List<TelegramRow> rows = new ArrayList<>();
    read(
        new Kn15Table(RECEIVED, StandardCharsets.UTF_8),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        row -> rows.add(TelegramRow.of(row)));
    return rows.subList(1, rows.size());
  }

  private static void read(
      Kn15Table table, InputStream in, org.aralwatch.ingest.source.TableReader.RowSink sink) {
    try {
      table.read(in, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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

  @Test
  void levelsAreOfTheMorningAndTheEveningBefore() {
    assertThat(rows("12345 14081 10417 20021 30410="))
        .containsExactly(
            "stage-morning 2024-04-14T08:00 417 cm",
            "stage-change 2024-04-14T08:00 2 cm",
            "stage-evening 2024-04-13T20:00 410 cm");
  }

  @ParameterizedTest
  @CsvSource({
    "10417, 417",
    "10000, 0",
    "14999, 4999",
    "15001, -1",
    "15036, -36",
    "15223, -223",
    "15233, -233",
    "15999, -999",
    "1////, ''"
  })
  void aLevelBelowGaugeDatumIsCodedAboveFiveThousand(String group, String level) {
    assertThat(full("12345 14081 " + group + "=").get(0).value()).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15000", "16000", "19999", "1041/", "1//17"})
  void aLevelWhoseMeaningIsNotSettledIsNotTaken(String group) {
    assertRefused(group);
  }

  @ParameterizedTest
  @CsvSource({"20021, 2", "20022, -2", "20000, 0", "20522, -52", "29991, 999", "2////, ''"})
  void theLastDigitOfAChangeIsItsSign(String group, String change) {
    assertThat(full("12345 14081 " + group + "=").get(0).value()).isEqualTo(change);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20023", "20029", "20020", "2002/", "2//21"})
  void aChangeWithoutASignIsRefused(String group) {
    assertRefused(group);
  }

  @ParameterizedTest
  @CsvSource({
    "46510, 6.5, 10",
    "46560, 6.5, -10",
    "49904, 9.9, 4",
    "40000, 0.0, 0",
    "40051, 0.0, -1",
    "40098, 0.0, -48",
    "411//, 1.1, ''",
    "4//10, '', 10",
    "4////, '', ''"
  })
  void waterIsInTenthsAndAirAboveFiftyIsBelowZero(String group, String water, String air) {
    List<TelegramRow> rows = full("12345 14081 " + group + "=");
    assertThat(rows)
        .extracting(TelegramRow::property)
        .containsExactly("water-temperature", "air-temperature");
    assertThat(rows).extracting(TelegramRow::value).containsExactly(water, air);
  }

  @ParameterizedTest
  @CsvSource({"41099, 10", "41899, 18", "42299, 22"})
  void waterOfTenDegreesAndMoreIsMarkedByNinetyNine(String group, String water) {
    List<TelegramRow> rows = full("12345 14081 " + group + "=");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value()).isEqualTo(water);
  }

  @Test
  void airOfFiftyIsNotGuessed() {
    assertThat(rows("12345 14081 46550="))
        .containsExactly(
            "water-temperature 2024-04-14T08:00 6.5 Cel",
            "not-understood 2024-04-14T08:00 46550"
                + " (air temperature 50: it is not settled whether that is 50 or 0 degrees)");
  }

  @Test
  void phenomenaAreCodesWithANameAndAnIntensity() {
    assertThat(rows("12345 14081 52020 51210 55008 53703 516// 60000 62201 67785="))
        .containsExactly(
            "ice-phenomenon 2024-04-14T08:00 20 (frazil and anchor ice)",
            "ice-phenomenon 2024-04-14T08:00 12 (snow slush; intensity 10 of 10)",
            "ice-phenomenon 2024-04-14T08:00 50 (ice fields; intensity 8 of 10)",
            "ice-phenomenon 2024-04-14T08:00 37 (water on the ice; intensity 3 of 10)",
            "ice-phenomenon 2024-04-14T08:00 16 (ice drift)",
            "water-condition 2024-04-14T08:00 00 (clear)",
            "water-condition 2024-04-14T08:00 22 (plants along the bank; intensity 1 of 10)",
            "water-condition 2024-04-14T08:00 77 (intake above the post)",
            "water-condition 2024-04-14T08:00 85 (dam above the post)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"52902", "55511", "51100", "51211x", "56278", "5//11", "69901", "61201"})
  void anUnknownPhenomenonIsRefused(String group) {
    assertRefused(group);
  }

  @Test
  void iceDischargeAndPrecipitationAreRead() {
    assertThat(rows("12345 14081 70530 82559 90021 00051="))
        .containsExactly(
            "ice-thickness 2024-04-14T08:00 53 cm",
            "snow-on-ice-class 2024-04-14T08:00 0 (no snow on the ice)",
            "discharge 2024-04-14T08:00 55.9 m3/s",
            "precipitation-half-day 2024-04-14T08:00 2 mm (fell in 1 to 3 h)",
            "precipitation-day 2024-04-13T00:00 [2024-04-13T00:00 2024-04-14T00:00] 5 mm (fell in 1"
                + " to 3 h)");
  }

  @ParameterizedTest
  @CsvSource({
    "00000, 0, '', fell in under 1 h",
    "0000/, 0, '', ''",
    "00010, 1, '', fell in under 1 h",
    "09912, 0.1, '', fell in 3 to 6 h",
    "09991, 0.9, '', fell in 1 to 3 h",
    "09900, 0.05, <, fell in under 1 h; trace",
    "09884, 988, '', fell in over 12 h",
    "09894, 989, >, fell in over 12 h; 989 mm or more",
    "0////, '', '', ''",
    "0///3, '', '', ''"
  })
  void precipitationAboveNineHundredNinetyIsInTenths(
      String group, String depth, String sign, String remark) {
    TelegramRow row = full("12345 14081 " + group + "=").get(0);
    assertThat(row.property()).isEqualTo("precipitation-day");
    assertThat(List.of(row.value(), row.qualifier(), row.remark()))
        .containsExactly(depth, sign, remark);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00005", "00009", "0/100", "0//00"})
  void precipitationWithAnotherDurationIsRefused(String group) {
    assertRefused(group);
  }

  @ParameterizedTest
  @CsvSource({
    "80126, 0.126",
    "81320, 3.20",
    "82985, 98.5",
    "83913, 913",
    "84123, 1230",
    "8////,''"
  })
  void dischargeHasAnExponent(String group, String discharge) {
    assertThat(full("12345 14081 " + group + "=").get(0).value()).isEqualTo(discharge);
  }

  @Test
  void theHourOfTheTelegramIsThatOfItsLevel() {
    assertThat(rows("78815 14203 10418 20522 30445=\n78815 14143 10418=\n78815 14243 10300="))
        .containsExactly(
            "stage-evening 2024-04-14T20:00 418 cm",
            "stage-change 2024-04-14T20:00 -52 cm",
            "stage-evening 2024-04-13T20:00 445 cm",
            "stage-other-hour 2024-04-14T14:00 418 cm",
            "stage-other-hour 2024-04-15T00:00 300 cm");
  }

  @Test
  void earlierDaysAreRepeatedIn922() {
    assertThat(
            rows(
                "12345 11082 10215 92210 10205 20101 30200 45820 51209 00003 92209 10195 92231"
                    + " 10001="))
        .containsExactly(
            "stage-morning 2024-04-11T08:00 215 cm",
            "stage-morning 2024-04-10T08:00 205 cm",
            "stage-change 2024-04-10T08:00 10 cm",
            "stage-evening 2024-04-09T20:00 200 cm",
            "water-temperature 2024-04-10T08:00 5.8 Cel",
            "air-temperature 2024-04-10T08:00 20 Cel",
            "ice-phenomenon 2024-04-10T08:00 12 (snow slush; intensity 9 of 10)",
            "precipitation-day 2024-04-09T00:00 [2024-04-09T00:00 2024-04-10T00:00] 0 mm (fell in 6"
                + " to 12 h)",
            "stage-morning 2024-04-09T08:00 195 cm",
            "stage-morning 2024-03-31T08:00 1 cm");
  }

  @Test
  void anEarlierDayIsNeverThatOfTheTelegram() {
    assertThat(rows("12345 31032 92231 10205=").get(0)).contains("922 with day 31");
    assertThat(rows("12345 14082 92214 10205="))
        .containsExactly("stage-morning 2024-03-14T08:00 205 cm");
  }

  @Test
  void thePreviousDayIsPeriod01Of933() {
    assertThat(rows("17011 06082 10112 93301 10212 43958="))
        .containsExactly(
            "stage-morning 2024-04-06T08:00 112 cm",
            "stage-mean-day 2024-04-05T00:00 [2024-04-05T00:00 2024-04-06T00:00] 212 cm",
            "discharge-mean-day 2024-04-05T00:00 [2024-04-05T00:00 2024-04-06T00:00] 958 m3/s");
  }

  @ParameterizedTest
  @CsvSource({
    "11, 11, dekad, 2024-04-01, 2024-04-11",
    "10, 11, dekad, 2024-03-01, 2024-03-11",
    "11, 22, dekad, 2024-03-11, 2024-03-21",
    "01, 33, dekad, 2024-03-21, 2024-04-01",
    "12, 33, dekad, 2024-03-21, 2024-04-01",
    "01, 30, month, 2024-03-01, 2024-04-01",
    "14, 20, 20-days, 2024-03-01, 2024-03-21",
    "14, 25, 25-days, 2024-03-01, 2024-03-26",
  })
  void aPeriodOf933IsTheLastOneThatIsOver(
      String day, String code, String name, String begin, String end) {
    assertThat(rows("12345 " + day + "082 933" + code + " 10212="))
        .containsExactly(
            "stage-mean-"
                + name
                + " "
                + begin
                + "T00:00 ["
                + begin
                + "T00:00 "
                + end
                + "T00:00] 212 cm");
  }

  @Test
  void theThirdDekadOfFebruaryEndsWithTheMonth() {
    assertThat(rows(LocalDate.of(2024, 3, 1), "12345 01082 93333 10212="))
        .containsExactly(
            "stage-mean-dekad 2024-02-21T00:00 [2024-02-21T00:00 2024-03-01T00:00] 212 cm");
    assertThat(rows(LocalDate.of(2023, 1, 1), "12345 01082 93330 43212="))
        .containsExactly(
            "discharge-mean-month 2022-12-01T00:00 [2022-12-01T00:00 2023-01-01T00:00] 212 m3/s");
  }

  @Test
  void extremesOfAPeriodAreToldWithTheTimeOfTheHighest() {
    assertThat(rows("73115 09082 93330 10187 20303 30087 43600 51160 62435 70314="))
        .extracting(row -> row.replace("[2024-03-01T00:00 2024-04-01T00:00] ", ""))
        .containsExactly(
            "stage-mean-month 2024-03-01T00:00 187 cm",
            "stage-max-month 2024-03-01T00:00 303 cm (highest at 2024-03-03T14:00)",
            "stage-min-month 2024-03-01T00:00 87 cm",
            "discharge-mean-month 2024-03-01T00:00 600 m3/s",
            "discharge-max-month 2024-03-01T00:00 1.60 m3/s",
            "discharge-min-month 2024-03-01T00:00 43.5 m3/s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"93304 20502 70715", "93305 20560", "93302 10212", "93399 10212"})
  void aPeriodWithoutDatesIsRefusedWhole(String section) {
    assertThat(full("12345 14082 10417 " + section + "="))
        .filteredOn(row -> !row.property().equals("stage-morning"))
        .hasSize(section.split(" ").length)
        .allMatch(row -> row.property().equals("not-understood"));
  }

  @Test
  void aMeasuredDischargeHasTheDayAndHourOfItsSection() {
    assertThat(rows("12345 14082 10417 96604 15212 21126 32133 40020 51310="))
        .containsExactly(
            "stage-morning 2024-04-14T08:00 417 cm",
            "stage-measured 2024-04-13T10:00 -212 cm",
            "discharge-measured 2024-04-13T10:00 1.26 m3/s",
            "cross-section-area 2024-04-13T10:00 13.3 m2",
            "maximum-depth 2024-04-13T10:00 20 cm");
  }

  @Test
  void severalMeasurementsMayBeTold() {
    assertThat(
            rows("12345 14082 10417 96604 10212 22126 51310 96604 10250 22130 32133 40040 51410="))
        .containsExactly(
            "stage-morning 2024-04-14T08:00 417 cm",
            "stage-measured 2024-04-13T10:00 212 cm",
            "discharge-measured 2024-04-13T10:00 12.6 m3/s",
            "stage-measured 2024-04-14T10:00 250 cm",
            "discharge-measured 2024-04-14T10:00 13.0 m3/s",
            "cross-section-area 2024-04-14T10:00 13.3 m2",
            "maximum-depth 2024-04-14T10:00 40 cm");
  }

  @Test
  void aMeasurementOfDecemberToldInJanuaryIsOfTheYearBefore() {
    assertThat(rows(LocalDate.of(2024, 1, 5), "12345 03082 96612 10212 22126 53116="))
        .containsExactly(
            "stage-measured 2023-12-31T16:00 212 cm",
            "discharge-measured 2023-12-31T16:00 12.6 m3/s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "96604 10212 22126 51610", // after the telegram: would be a year old
        "96604 10212 22126 53110", // no 31 April
        "96613 10212 22126 51310",
        "96600 10212 22126 51310",
        "96604 10212 22126 51325",
        "96604 10212 22126 5////",
        "96604 10212 22126",
        "96604"
      })
  void aMeasurementWithoutAUsableTimeIsRefusedWhole(String section) {
    assertThat(full("12345 14082 " + section + "="))
        .hasSize(section.split(" ").length)
        .allMatch(row -> row.property().equals("not-understood"));
  }

  @ParameterizedTest
  @CsvSource({
    "96604 10212 22126 51310, 966",
    "93301 10212, 933",
    "98803 111// 21238 30123, 988",
    "92210 10215, 922"
  })
  void sectionsNeedTheirFlag(String section, String number) {
    List<TelegramRow> rows = full("12345 14081 10417 " + section + "=");
    assertThat(rows).hasSize(1 + section.split(" ").length);
    assertThat(rows.subList(1, rows.size()))
        .allMatch(
            row ->
                row.remark()
                    .equals(
                        "section " + number + " needs the section flag 2, 4 or 5; it is 1 here"));
  }

  @Test
  void aTelegramOfReservoirsHasNoSection1() {
    assertThat(rows("18086 06085 93301 43280=\n18086 06085 10417 93301 43280="))
        .containsExactly(
            "discharge-mean-day 2024-04-05T00:00 [2024-04-05T00:00 2024-04-06T00:00] 280 m3/s",
            "not-understood 2024-04-06T08:00 10417 (section 1 is not expected: the section flag is"
                + " 5)",
            "discharge-mean-day 2024-04-05T00:00 [2024-04-05T00:00 2024-04-06T00:00] 280 m3/s");
  }

  @ParameterizedTest
  @CsvSource({
    "98803 111// 21238 30123, dekad, 2024-03-01, 2024-03-11, 123, 12.3",
    "98803 122// 21238 31023, dekad, 2024-03-11, 2024-03-21, 123, -2.3",
    "98803 133// 20002 31005, dekad, 2024-03-21, 2024-04-01, 0, -0.5",
    "98803 130// 20451 30000, month, 2024-03-01, 2024-04-01, 45, 0.0",
    "98812 130// 2//// 3////, month, 2023-12-01, 2024-01-01, '', ''",
    "98804 111// 21238 30123, dekad, 2024-04-01, 2024-04-11, 123, 12.3"
  })
  void dekadsAndMonthsOf988AreTheLastThatAreOver(
      String section, String name, String begin, String end, String depth, String temperature) {
    List<TelegramRow> rows = full("12345 14082 " + section + "=");
    assertThat(rows)
        .extracting(TelegramRow::property)
        .containsExactly("precipitation-" + name, "air-temperature-" + name);
    assertThat(rows).extracting(TelegramRow::value).containsExactly(depth, temperature);
    assertThat(rows).extracting(TelegramRow::statistic).containsExactly("sum", "mean");
    assertThat(rows).allMatch(row -> row.begin().equals(begin + "T00:00"));
    assertThat(rows).allMatch(row -> row.end().equals(end + "T00:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "98803 111// 21230 30123, 21230, the check digit should be 8: the digits add up to 8",
    "98803 111// 20458 30123, 20458, the check digit should be 1: the digits add up to 11",
    "98803 111// 29939 30123, 29939, the check digit should be 3: the digits add up to 23",
    "98803 111// 29933 30123, 29933, precipitation 993: it is not settled whether these are tenths",
    "98803 111// 21238 32123, 32123, 'a sign (0 plus, 1 minus) and three digits are expected'",
    "98803 111// 21238 30123 41126, 41126, section 988 has no group 4"
  })
  void aGroupOf988ThatContradictsTheCodeIsRefusedAlone(String section, String group, String why) {
    assertThat(full("12345 14082 " + section + "="))
        .filteredOn(row -> row.property().equals("not-understood"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.value()).isEqualTo(group);
              assertThat(row.remark()).isEqualTo(why);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "98803 140// 21238 30123",
        "98803 11100 21238 30123",
        "98803 21238 133// 31023",
        "98803 21238 31023",
        "98804 122// 21238 30123", // not over on the 14th
        "98813 111// 21238 30123",
        "98803 00063",
        "98803"
      })
  void aSection988WithoutItsPeriodIsRefusedWhole(String section) {
    assertThat(full("12345 14082 " + section + "="))
        .hasSize(section.split(" ").length)
        .allMatch(row -> row.property().equals("not-understood"));
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
  @CsvSource({
    "94406 19251 29259 95506 41845 73887, 94406 19251 29259|95506 41845 73887",
    "97701 10996 24391 \u043f\u0430\u0432\u043e\u0434\u043e\u043a, 97701 10996 24391 \u043f\u0430\u0432\u043e\u0434\u043e\u043a"
  })
  void sectionsThatAreNotReadAreToldWhole(String sections, String told) {
    assertThat(full("06275 06082 10367 " + sections + "="))
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly(told.split("\\|"));
  }

  @Test
  void windAndWavesAreToldAsNotRead() {
    assertThat(full("73115 14082 96604 11271 24124 34251 41270 50714 60203 76021 80709="))
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly("60203", "76021", "80709");
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

  private static void assertRefused(String group) {
    assertThat(full("12345 14081 " + group + "="))
        .as(group)
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly(group);
  }
}
