package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.junit.jupiter.api.Test;

/**
 * However a series comes, at once, in many loads, or a span of it anew: the bits are the same.
 * Random series of every quirk under random rules; a failure names its seed.
 */
class SplitsTest {
  private static final int SERIES = 2_000;
  private static final ZoneId ZONE = ZoneId.of("Asia/Bishkek");

  @Test
  void loadsThatAppendFindWhatOneLoadFinds() {
    int flagged = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      Random random = new Random(seed);
      RandomSeries series = new RandomSeries(random);
      Verdicts whole = series.tested(0, series.size());
      int[] tests = new int[series.size()];
      int[] flags = new int[series.size()];
      Tail tail = null;
      int from = 0;
      while (from < series.size()) {
        int to = Math.min(series.size(), from + random.nextInt(6));
        int first = from;
        SeriesTester.Sink sink =
            (ordinal, bits, flag) -> {
              tests[(int) (first + ordinal)] = bits;
              flags[(int) (first + ordinal)] = flag.code();
            };
        SeriesTester tester =
            tail == null
                ? SeriesTester.begin(series.rules, series.climatology, ZONE, sink)
                : SeriesTester.resume(series.rules, series.climatology, ZONE, tail, sink);
        for (int i = from; i < to; i++) {
          series.addTo(tester, i);
        }
        tester.finish();
        tail = Tail.ofBytes(tester.tail().toBytes());
        assertThat(tail.toBytes().length).isLessThan(1_700);
        from = to;
      }
      for (int i = 0; i < series.size(); i++) {
        assertThat(tests[i]).as("seed %d, tests of value %d", seed, i).isEqualTo(whole.tests(i));
        assertThat(flags[i]).as("seed %d, flag of value %d", seed, i).isEqualTo(whole.flag(i));
        flagged += whole.tests(i) == 0 ? 0 : 1;
      }
    }
    // Neither all nor nothing: the series do meet the rules.
    assertThat(flagged).isBetween(10_000, 80_000);
  }

  @Test
  void aSpanTestedAnewWithItsContextFindsWhatTheWholeFinds() {
    for (int seed = 0; seed < SERIES; seed++) {
      Random random = new Random(seed);
      RandomSeries series = new RandomSeries(random);
      Verdicts whole = series.tested(0, series.size());
      int from = random.nextInt(series.size());
      int to = from + random.nextInt(series.size() - from + 1);
      int start = series.contextBefore(from);
      int end = Math.min(series.size(), to + 1);
      Verdicts span = series.part(start, end).tested(from - start, to - start);
      for (int i = from; i < to; i++) {
        assertThat(span.tests(i - start))
            .as("seed %d, value %d", seed, i)
            .isEqualTo(whole.tests(i));
        assertThat(span.flag(i - start)).as("seed %d, value %d", seed, i).isEqualTo(whole.flag(i));
      }
    }
  }

  /** Columns with everything that may be wrong with them, and rules. */
  private static final class RandomSeries {
    private final SeriesRules rules;
    private final Optional<Climatology> climatology;
    private final long[] begins;
    private final long[] ends;
    private final double[] results;
    private final byte[] qualifiers;
    private final byte[] flags;

    RandomSeries(Random random) {
      this.rules = rules(random);
      this.climatology = climatology(random);
      int n = 1 + random.nextInt(60);
      begins = new long[n];
      ends = new long[n];
      results = new double[n];
      qualifiers = new byte[n];
      flags = new byte[n];
      long hour = 3_600_000_000L;
      long begin = random.nextInt(1_000_000) * hour;
      for (int i = 0; i < n; i++) {
        long length = random.nextInt(3) * hour / 2;
        begins[i] = begin;
        ends[i] = begin + length;
        // Few different values, so that runs, equal times and spikes are frequent.
        results[i] = random.nextInt(40) == 0 ? Double.NaN : random.nextInt(8) - 1;
        qualifiers[i] = (byte) (random.nextInt(12) == 0 ? "<>".charAt(random.nextInt(2)) : ' ');
        int[] codes = {1, 2, 2, 2, 2, 2, 2, 2, 3, 4, 9};
        flags[i] = (byte) codes[random.nextInt(codes.length)];
        begin += random.nextInt(10) == 0 ? 0 : length + (random.nextInt(8) == 0 ? 3 * hour : 0);
      }
    }

    private RandomSeries(RandomSeries of, int from, int to) {
      rules = of.rules;
      climatology = of.climatology;
      begins = Arrays.copyOfRange(of.begins, from, to);
      ends = Arrays.copyOfRange(of.ends, from, to);
      results = Arrays.copyOfRange(of.results, from, to);
      qualifiers = Arrays.copyOfRange(of.qualifiers, from, to);
      flags = Arrays.copyOfRange(of.flags, from, to);
    }

    private static SeriesRules rules(Random random) {
      Rules rules = new Rules().reach(Duration.ofMinutes(30 * random.nextInt(5)));
      if (random.nextBoolean()) {
        rules.gross(0, 5).usual(0, 4);
      }
      if (random.nextBoolean()) {
        rules.scale(Scale.logarithmic(1));
      }
      if (random.nextInt(4) > 0) {
        SpikeRule.Method[] methods = SpikeRule.Method.values();
        rules.spike(methods[random.nextInt(2)], 0.5 + random.nextInt(2), 3);
      }
      if (random.nextInt(4) > 0) {
        rules.rate(1, 2, Duration.ofMinutes(30 + 30 * random.nextInt(2)));
      }
      if (random.nextInt(4) > 0) {
        rules.flatLine(2 + random.nextInt(2), 4 + random.nextInt(60), random.nextInt(2), 0);
      }
      if (random.nextBoolean()) {
        rules.gap(1, 7_200);
      }
      return rules.made();
    }

    private static Optional<Climatology> climatology(Random random) {
      if (random.nextBoolean()) {
        return Optional.empty();
      }
      ValueRange[] months = new ValueRange[12];
      for (int i = 0; i < 12; i++) {
        months[i] = random.nextBoolean() ? new ValueRange(1, 5) : null;
      }
      return Optional.of(Climatology.of(months));
    }

    int size() {
      return begins.length;
    }

    RandomSeries part(int from, int to) {
      return new RandomSeries(this, from, to);
    }

    Verdicts tested(int from, int to) {
      return SeriesTester.test(
          rules, climatology, ZONE, begins, ends, results, qualifiers, flags, from, to);
    }

    void addTo(SeriesTester tester, int i) {
      tester.add(
          begins[i],
          ends[i],
          results[i],
          Qualifier.ofSymbol((char) qualifiers[i]),
          QualityFlag.ofCode(flags[i]));
    }

    /** Where a read must begin for a test from there on: as the rules' look back says. */
    int contextBefore(int from) {
      int usable = 0;
      int present = 0;
      int i = from;
      while (i > 0 && (usable < rules.lookBack() || present < 1)) {
        i--;
        boolean isPresent = flags[i] != 9 && !Double.isNaN(results[i]);
        present += isPresent ? 1 : 0;
        boolean isUsable =
            isPresent
                && flags[i] != 4
                && qualifiers[i] == ' '
                && !rules.grossRange().leavesOut(results[i])
                && !sharesTimeWithEarlier(i);
        usable += isUsable ? 1 : 0;
      }
      return i;
    }

    private boolean sharesTimeWithEarlier(int i) {
      for (int j = i - 1; j >= 0 && begins[j] == begins[i]; j--) {
        if (flags[j] != 9 && !Double.isNaN(results[j])) {
          return true;
        }
      }
      return false;
    }
  }
}
