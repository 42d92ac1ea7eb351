package org.aralwatch.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aralwatch.geodata.observation.Period;

/** The parameter {@code period}: {@code raw} for values as they are, or the code of a period. */
public record PeriodChoice(Optional<Period> period) {
  static final String RAW = "raw";

  public static PeriodChoice parse(String text) {
    return new PeriodChoice(text.equals(RAW) ? Optional.empty() : Optional.of(Period.ofCode(text)));
  }

  /** All values there are. */
  static List<String> codes() {
    return Stream.concat(Stream.of(RAW), Arrays.stream(Period.values()).map(Period::code)).toList();
  }

  /** The period chosen; empty where the parameter is not there. */
  static Optional<Period> of(PeriodChoice choice) {
    return choice == null ? Optional.empty() : choice.period();
  }
}
