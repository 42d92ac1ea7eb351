package org.aralwatch.ingest.source.kn15;

import static org.aralwatch.ingest.source.kn15.ReadTelegrams.full;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 922, 933, 966 and 988; telegrams as in {@link DailySectionTest}. */
class OtherSectionsTest {
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

  @Test
  void windAndWavesAreToldAsNotRead() {
    assertThat(full("73115 14082 96604 11271 24124 34251 41270 50714 60203 76021 80709="))
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly("60203", "76021", "80709");
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
}
