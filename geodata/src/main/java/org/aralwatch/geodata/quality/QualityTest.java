package org.aralwatch.geodata.quality;

import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.observation.ObservedProperty;

/**
 * The tests that a value may fail, each a bit of {@code observation.tests}. A bit is never given to
 * another test: stored rows keep it. Tests flag and never drop or change a value.
 */
public enum QualityTest {
  /** Outside what is physically believable for the property (QARTOD gross range, fail). */
  GROSS_RANGE("gross-range", 0);

  private final String code;
  private final int position;

  QualityTest(String code, int position) {
    this.code = code;
    this.position = position;
  }

  public String code() {
    return code;
  }

  public int bit() {
    return 1 << position;
  }

  /** The codes of the tests whose bits are set in {@code tests}. */
  public static List<String> codes(int tests) {
    List<String> codes = new ArrayList<>();
    for (QualityTest test : values()) {
      if ((tests & test.bit()) != 0) {
        codes.add(test.code);
      }
    }
    return codes;
  }

  /** Whether the property has a gross range, so that the test says something. */
  public static boolean hasGrossRange(ObservedProperty property) {
    return property.grossMin().isPresent() || property.grossMax().isPresent();
  }

  /**
   * The bit of {@link #GROSS_RANGE} when {@code result} lies outside the property's range, else 0.
   *
   * @param result in the property's unit; of a censored value its limit
   */
  public static int grossRange(ObservedProperty property, double result) {
    boolean fails =
        result < property.grossMin().orElse(Double.NEGATIVE_INFINITY)
            || result > property.grossMax().orElse(Double.POSITIVE_INFINITY);
    return fails ? GROSS_RANGE.bit() : 0;
  }
}
