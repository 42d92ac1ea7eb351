package org.aralwatch.geodata.observation;

/** Why values that lie below or above limits have no such statistic. */
public enum Refusal {
  ALL_CENSORED(
      "all-censored",
      "every value is below its limit, or every one above it: what is known of the mean is that it"
          + " lies beyond the limit that is given"),
  TOO_CENSORED(
      "too-censored",
      "more values are censored than this rule can make up for: half of them for kaplan-meier, 70 %"
          + " for half, 80 % for ros"),
  TOO_FEW("too-few", "fewer than three values were measured, and through two points any line goes"),
  BOTH_SIDES(
      "both-sides",
      "some values lie below and some above a limit; this rule knows how to handle one side only"),
  NO_SUM(
      "no-sum",
      "this rule estimates how values are distributed, not each of them, so it has a mean and no"
          + " sum; ask for zero, half or limit"),
  NOT_POSITIVE(
      "not-positive",
      "a value or limit is not above zero: zero and half of such a limit mean nothing, and it has no"
          + " logarithm");

  private final String code;
  private final String sentence;

  Refusal(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  public String code() {
    return code;
  }

  /** For who asked, in English. */
  public String sentence() {
    return sentence;
  }
}
