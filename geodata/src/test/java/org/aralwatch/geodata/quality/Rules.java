package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.util.Optional;

/** Rules for tests, made up one by one. */
final class Rules {
  static final Duration HOUR = Duration.ofHours(1);

  private ValueRange gross = ValueRange.ALL;
  private ValueRange usual = ValueRange.ALL;
  private Scale scale = Scale.LINEAR;
  private Duration reach = HOUR;
  private SpikeRule spike;
  private RateRule rate;
  private FlatLineRule flatLine;
  private Levels gap;

  Rules gross(double min, double max) {
    gross = new ValueRange(min, max);
    return this;
  }

  Rules usual(double min, double max) {
    usual = new ValueRange(min, max);
    return this;
  }

  Rules scale(Scale of) {
    scale = of;
    return this;
  }

  Rules reach(Duration time) {
    reach = time;
    return this;
  }

  Rules spike(SpikeRule.Method method, double suspect, double fail) {
    spike = new SpikeRule(method, new Levels(suspect, fail));
    return this;
  }

  Rules rate(double suspect, double fail, Duration least) {
    rate = new RateRule(new Levels(suspect, fail), least);
    return this;
  }

  Rules flatLine(FlatLineRule rule) {
    flatLine = rule;
    return this;
  }

  Rules flatLine(int suspect, int fail, double tolerance, double... natural) {
    flatLine =
        new FlatLineRule(
            new FlatLineRule.Run(suspect, Duration.ZERO),
            new FlatLineRule.Run(fail, Duration.ZERO),
            tolerance,
            natural);
    return this;
  }

  Rules gap(double suspectSeconds, double failSeconds) {
    gap = new Levels(suspectSeconds, failSeconds);
    return this;
  }

  SeriesRules made() {
    return new SeriesRules(
        gross,
        usual,
        scale,
        reach,
        Optional.ofNullable(spike),
        Optional.ofNullable(rate),
        Optional.ofNullable(flatLine),
        Optional.empty(),
        Optional.ofNullable(gap));
  }
}
