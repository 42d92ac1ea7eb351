package org.aralwatch.ingest.source.kn15;

import static org.aralwatch.ingest.source.kn15.ReadTelegrams.assertRefused;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.full;
import static org.aralwatch.ingest.source.kn15.ReadTelegrams.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The groups of section 1, and what they say. Those of posts 12345, 16290 and the like are the
 * vectors of the tests of iEasyHydroHF_backend; the rest are real ones out of kclosu/kn15 and
 * spinopel/parser-hydro (read 2026-11-24), as facts.
 */
class DailySectionTest {
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
}
