package org.aralwatch.geodata.quality;

import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.observation.ObservedProperty;

/**
 * The tests that a value may fail, each two bits of {@code observation.tests}: one for the level
 * "fail", and sixteen places above it one for the level "suspect". At most one of both is set. A
 * bit is never given to another test: stored rows keep it. Tests flag and never drop or change a
 * value. Their order is that of the QARTOD manuals; the syntax test has no bit, since what cannot
 * be read is refused with its line and never becomes a value.
 */
public enum QualityTest {
  /** Outside what is physically believable for the property. */
  GROSS_RANGE("gross-range", 0, true, true),
  /** Measured elsewhere than its station stands. */
  LOCATION("location", 1, true, false),
  /** Outside what the month has seen. */
  CLIMATOLOGY("climatology", 2, true, true),
  /** Stands out from the values before and after. */
  SPIKE("spike", 3, true, true),
  /** Too far from the value before for the time between. */
  RATE_OF_CHANGE("rate-of-change", 4, true, true),
  /** The same as so many values before. */
  FLAT_LINE("flat-line", 5, true, true),
  /** Comes after a gap in time; this says something of the record and nothing of the value. */
  GAP("gap", 6, false, false),
  /** Another value of the series claims the same time. */
  DUPLICATE_TIME("duplicate-time", 7, true, false),
  /** Too far from what the neighbouring stations say of the same time. */
  NEIGHBOUR("neighbour", 8, true, true),
  /** Cannot be together with the value of another property at the same time. */
  MULTI_VARIABLE("multi-variable", 9, true, true);

  /** Between the bit of the level "fail" and that of "suspect". */
  private static final int SUSPECT_SHIFT = 16;

  /** The bits of all tests at the level "fail". */
  static final int ALL_FAIL = (1 << SUSPECT_SHIFT) - 1;

  /** The bits, at both levels, of the tests that weigh in the summary flag. */
  static final int WEIGHING = bitsOf(true);

  /** The bits, at the level "fail", of the tests of which a passed one speaks for the value. */
  static final int VOUCHING = bitsOf(false);

  private final String code;
  private final int position;
  private final boolean weighs;
  private final boolean vouches;

  QualityTest(String code, int position, boolean weighs, boolean vouches) {
    this.code = code;
    this.position = position;
    this.weighs = weighs;
    this.vouches = vouches;
  }

  private static int bitsOf(boolean weighing) {
    int bits = 0;
    for (QualityTest test : values()) {
      if (weighing && test.weighs) {
        bits |= test.mask();
      } else if (!weighing && test.vouches) {
        bits |= test.bit();
      }
    }
    return bits;
  }

  public String code() {
    return code;
  }

  /** Set where the value fails the test. */
  public int bit() {
    return 1 << position;
  }

  /** Set where the test only calls the value suspect. */
  public int suspectBit() {
    return 1 << (position + SUSPECT_SHIFT);
  }

  /** Both bits. */
  public int mask() {
    return bit() | suspectBit();
  }

  /** What the test said of a value with these bits. */
  public Level level(int tests) {
    if ((tests & bit()) != 0) {
      return Level.FAIL;
    }
    return (tests & suspectBit()) != 0 ? Level.SUSPECT : Level.PASS;
  }

  /** The bit that says so; 0 for a passed test. */
  public int bits(Level level) {
    return switch (level) {
      case PASS -> 0;
      case SUSPECT -> suspectBit();
      case FAIL -> bit();
    };
  }

  /** Whether the test has a say in the summary flag. */
  public boolean weighs() {
    return weighs;
  }

  /** Whether a value that passed it may be called good for that. */
  public boolean vouches() {
    return vouches;
  }

  /** The codes of the tests that a value with these bits failed or is suspect by. */
  public static List<String> codes(int tests) {
    List<String> codes = new ArrayList<>();
    for (QualityTest test : values()) {
      if ((tests & test.mask()) != 0) {
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
    return ValueRange.of(property).leavesOut(result) ? GROSS_RANGE.bit() : 0;
  }
}
