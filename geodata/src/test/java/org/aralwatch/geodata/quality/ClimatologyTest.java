package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClimatologyTest {
  private static final ClimatologyRule SIX = new ClimatologyRule(new Levels(6, 8), 3);

  /** Januaries and Julys of so many years: 10, 12, 14 in each, and 100, 120, 140. */
  private static final class Years {
    private final int n;
    private final long[] begins;
    private final long[] ends;
    private final double[] results;
    private final byte[] qualifiers;
    private final byte[] flags;

    Years(int years) {
      n = years * 6;
      begins = new long[n];
      ends = new long[n];
      results = new double[n];
      qualifiers = new byte[n];
      flags = new byte[n];
      Arrays.fill(qualifiers, (byte) ' ');
      Arrays.fill(flags, (byte) 2);
      for (int i = 0; i < n; i++) {
        int month = i % 6 < 3 ? 1 : 7;
        LocalDate day = LocalDate.of(1990 + i / 6, month, 1 + i % 3 * 10);
        begins[i] = day.toEpochDay() * 86_400_000_000L;
        ends[i] = begins[i] + 10 * 86_400_000_000L;
        results[i] = (10 + i % 3 * 2) * (month == 1 ? 1 : 10);
      }
    }

    Climatology made(ClimatologyRule rule, Scale scale) {
      return Climatology.ofRecord(
          rule, scale, ZoneOffset.UTC, begins, ends, results, qualifiers, flags);
    }
  }

  @Test
  void aMonthsRangeIsItsMeanAndSoManyDeviations() {
    Climatology made = new Years(3).made(SIX, Scale.LINEAR);
    double deviation = Math.sqrt(3 * (4 + 0 + 4) / 8.0);
    assertThat(made.suspectMin(0)).isCloseTo(12 - 6 * deviation, within(1e-9));
    assertThat(made.suspectMax(0)).isCloseTo(12 + 6 * deviation, within(1e-9));
    assertThat(made.suspectMax(6)).isCloseTo(120 + 60 * deviation, within(1e-9));
    assertThat(made.level(0, 12 + 6.01 * deviation)).isEqualTo(Level.SUSPECT);
    assertThat(made.level(0, 12 + 5.99 * deviation)).isEqualTo(Level.PASS);
    assertThat(made.level(0, 12 - 8.01 * deviation)).isEqualTo(Level.FAIL);
    assertThat(made.level(0, 12 - 7.99 * deviation)).isEqualTo(Level.SUSPECT);
    assertThat(made.level(6, 12)).isEqualTo(Level.SUSPECT);
    assertThat(made.level(6, -20)).isEqualTo(Level.FAIL);
    assertThat(made.judges(1)).isFalse();
    assertThat(made.level(1, 1e9)).isEqualTo(Level.PASS);
  }

  @Test
  void aValueAtABorderPasses() {
    Years thousandths = new Years(3);
    for (int i = 0; i < thousandths.n; i++) {
      thousandths.results[i] /= 1_000;
    }
    ClimatologyRule failOnly = new ClimatologyRule(new Levels(Double.NaN, 6), 3);
    Climatology fails = thousandths.made(failOnly, Scale.LINEAR);
    Climatology suspects = thousandths.made(SIX, Scale.LINEAR);
    // The border at which one fails is that at which the other is suspect.
    for (double border : new double[] {suspects.suspectMin(0), suspects.suspectMax(0)}) {
      assertThat(suspects.level(0, border)).isEqualTo(Level.PASS);
      assertThat(fails.level(0, border)).isEqualTo(Level.PASS);
      double outside = border + Math.copySign(1e-9, border - 0.012);
      assertThat(suspects.level(0, outside)).isEqualTo(Level.SUSPECT);
      assertThat(fails.level(0, outside)).isEqualTo(Level.FAIL);
    }
    assertThat(fails.judges(0)).isTrue();
  }

  @Test
  void onALogarithmicScaleTheRangeIsOfRatios() {
    Climatology made = new Years(3).made(SIX, Scale.logarithmic(0));
    double mean = (Math.log(10) + Math.log(12) + Math.log(14)) / 3;
    assertThat(Math.log(made.suspectMax(0)) - mean)
        .isCloseTo(mean - Math.log(made.suspectMin(0)), within(1e-9));
    assertThat(made.suspectMin(0)).isPositive();
  }

  @Test
  void ofTooFewYearsNothingIsSaid() {
    assertThat(new Years(2).made(SIX, Scale.LINEAR).judges(0)).isFalse();
    assertThat(new Years(3).made(SIX, Scale.LINEAR).judges(0)).isTrue();
    ClimatologyRule four = new ClimatologyRule(new Levels(6, 8), 4);
    assertThat(new Years(3).made(four, Scale.LINEAR).judges(0)).isFalse();
  }

  @Test
  void whatDoesNotCountIsLeftOut() {
    Climatology clean = new Years(3).made(SIX, Scale.LINEAR);
    Years spoilt = new Years(4);
    // The values of the fourth year: bad, missing, censored, and no number.
    for (int i = 18; i < 24; i++) {
      spoilt.results[i] = 1e6;
    }
    spoilt.flags[18] = 4;
    spoilt.flags[19] = 9;
    spoilt.qualifiers[20] = '<';
    spoilt.results[21] = Double.NaN;
    spoilt.flags[22] = 4;
    spoilt.qualifiers[23] = '>';
    Climatology made = spoilt.made(SIX, Scale.LINEAR);
    assertThat(made.suspectMax(0)).isEqualTo(clean.suspectMax(0));
    assertThat(made.suspectMax(6)).isEqualTo(clean.suspectMax(6));
    // Suspect ones count: they may be the extremes.
    spoilt.flags[18] = 3;
    assertThat(spoilt.made(SIX, Scale.LINEAR).suspectMax(0)).isGreaterThan(1e6);
  }

  @Test
  void aMonthOfEqualValuesIsNotJudged() {
    Years same = new Years(5);
    Arrays.fill(same.results, 7);
    assertThat(same.made(SIX, Scale.LINEAR).judges(0)).isFalse();
  }

  @Test
  void aMonthIsThatOfTheMiddleOfThePeriod() {
    // A value of 27 January to 5 February lies in January, one from the 28th on in February.
    ValueRange[] months = new ValueRange[12];
    months[0] = new ValueRange(0, 1);
    Climatology january = Climatology.of(months);
    for (String[] row :
        new String[][] {{"2021-01-27", "2021-02-04", "S"}, {"2021-01-29", "2021-02-06", "."}}) {
      long begin = Instant.parse(row[0] + "T00:00:00Z").getEpochSecond() * 1_000_000;
      long end = Instant.parse(row[1] + "T00:00:00Z").getEpochSecond() * 1_000_000;
      WrittenSeries one =
          new WrittenSeries(
              new long[] {begin},
              new long[] {end},
              new double[] {5},
              new byte[] {' '},
              new byte[] {2});
      assertThat(
              WrittenSeries.said(one.tested(new Rules().made(), january), QualityTest.CLIMATOLOGY))
          .isEqualTo(row[2]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1999-12-31T18:59:59Z, Asia/Tashkent, 1999, 12",
    "1999-12-31T19:00:00Z, Asia/Tashkent, 2000, 1",
    "2000-02-29T12:00:00Z, UTC, 2000, 2",
    "1900-03-01T00:00:00Z, UTC, 1900, 3",
    "1900-02-28T23:59:59Z, UTC, 1900, 2",
    "1700-01-01T00:00:00Z, UTC, 1700, 1",
    "1969-12-31T23:59:59Z, UTC, 1969, 12",
  })
  void monthsAreThoseOfTheStation(Instant instant, ZoneId zone, int year, int month) {
    LocalMonth calendar = new LocalMonth(zone);
    long micros = instant.getEpochSecond() * 1_000_000;
    assertThat(calendar.year(micros)).isEqualTo(year);
    assertThat(calendar.month(micros)).isEqualTo(month - 1);
  }

  @Test
  void monthsAreThoseOfTheCalendarOnAnyDay() {
    LocalMonth calendar = new LocalMonth(ZoneOffset.UTC);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      LocalDate day = LocalDate.of(-500, 1, 1).plusDays(random.nextInt(1_100_000));
      long micros = day.toEpochDay() * 86_400_000_000L + random.nextInt(86_400) * 1_000_000L;
      assertThat(calendar.year(micros)).as(day.toString()).isEqualTo(day.getYear());
      assertThat(calendar.month(micros)).as(day.toString()).isEqualTo(day.getMonthValue() - 1);
    }
  }

  @Test
  void aYearHasTwelveMonthsAndAClimatologyAYear() {
    assertThatIllegalArgumentException().isThrownBy(() -> Climatology.of(new ValueRange[11]));
    assertThatIllegalArgumentException().isThrownBy(() -> new ClimatologyRule(new Levels(6, 8), 0));
  }
}
