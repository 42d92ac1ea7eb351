package org.aralwatch.ingest.detect;

import java.util.List;

/** Tells levels above a gauge's own zero from those above a vertical datum. */
final class Levels {
  private Levels() {}

  /**
   * A level in centimetres is above the gauge's own zero, one "м БС" above a vertical datum; in
   * metres it may be either.
   */
  static PropertyMatcher.Match choose(List<PropertyMatcher.Match> matches, HeaderText header) {
    PropertyMatcher.Match first = matches.get(0);
    if (!isLevel(first)) {
      return first;
    }
    String wanted = isAboveDatum(header) ? "water-level" : "stage";
    return matches.stream()
        .filter(match -> match.property().code().equals(wanted))
        .filter(match -> match.score() > first.score() - 0.3)
        .findFirst()
        .orElse(first);
  }

  static boolean isLevel(PropertyMatcher.Match match) {
    return match.property().code().equals("water-level") || match.property().code().equals("stage");
  }

  /** Whether the unit tells which kind of level it is. */
  static boolean areTold(List<String> near, HeaderText header) {
    boolean levels =
        near.stream().allMatch(code -> code.equals("stage") || code.equals("water-level"));
    boolean centimetres = header.unit().map(unit -> unit.ucum().equals("cm")).orElse(false);
    return levels && (centimetres || isAboveDatum(header));
  }

  static boolean isAboveDatum(HeaderText header) {
    return Folding.header(header.unitText() + " " + header.text())
        .matches("(?U).*(?:\\bбс\\b|\\bbs\\b|абс|masl|a\\.?s\\.?l|у\\.м\\.|baltic|балтийск).*");
  }
}
