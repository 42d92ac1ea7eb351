package org.aralwatch.server.api;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.QualityFlag;

/** The parameter {@code flags}: codes of summary flags, separated by commas. */
public record FlagChoice(Set<QualityFlag> flags) {
  static FlagChoice parse(String text) {
    return new FlagChoice(
        Arrays.stream(text.split(",", -1))
            .map(code -> QualityFlag.ofCode(Parameters.integer(code.strip())))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The flags chosen; none where the parameter is not there. */
  static Set<QualityFlag> of(FlagChoice choice) {
    return choice == null ? Set.of() : choice.flags();
  }
}
