package org.aralwatch.ingest.source;

/**
 * Reads numbers from characters. Digits with at most 15 significant ones and a small exponent,
 * which is what files hold, are converted exactly by one multiplication or division (Clinger, How
 * to read floating point numbers accurately, 1990); the rest goes to {@link Double#parseDouble}.
 * Not thread-safe.
 */
public final class NumberParser {
  /** What a text was. */
  public enum Outcome {
    NUMBER,
    /** NaN, an infinity, or beyond what a double can hold. */
    NOT_FINITE,
    NO_NUMBER
  }

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;

  private final char decimal;
  private double value;

  /**
   * @param decimal sign before the fraction
   */
  public NumberParser(char decimal) {
    this.decimal = decimal;
  }

  /** The number last read; only after {@link Outcome#NUMBER}. */
  public double value() {
    return value;
  }

  /** Reads the whole of the given characters. */
  public Outcome parse(char[] chars, int start, int length) {
    int at = start;
    int end = start + length;
    boolean negative = false;
    if (at < end && (chars[at] == '-' || chars[at] == '+' || chars[at] == '\u2212')) {
      negative = chars[at] != '+';
      at++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean exact = true;
    boolean fraction = false;
    int first = at;
    for (; at < end; at++) {
      char c = chars[at];
      if (c >= '0' && c <= '9') {
        if (digits < Long.MAX_VALUE / 100) {
          digits = digits * 10 + (c - '0');
          scale += fraction ? 1 : 0;
        } else {
          exact = false;
        }
        count++;
      } else if (c == decimal && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (count == 0) {
      return isNotFinite(chars, first, end) ? Outcome.NOT_FINITE : Outcome.NO_NUMBER;
    }
    int exponent = 0;
    if (at < end && (chars[at] | 0x20) == 'e') {
      at++;
      boolean negativeExponent = false;
      if (at < end && (chars[at] == '-' || chars[at] == '+')) {
        negativeExponent = chars[at] == '-';
        at++;
      }
      int firstDigit = at;
      while (at < end && chars[at] >= '0' && chars[at] <= '9') {
        exponent = Math.min(exponent * 10 + (chars[at] - '0'), 100_000);
        at++;
      }
      if (at == firstDigit) {
        return Outcome.NO_NUMBER;
      }
      exponent = negativeExponent ? -exponent : exponent;
    }
    if (at != end) {
      return Outcome.NO_NUMBER;
    }
    int power = exponent - scale;
    double magnitude;
    if (exact && digits < EXACT && power >= -22 && power <= 22) {
      magnitude = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
    } else {
      magnitude = Double.parseDouble(plain(chars, first, end));
    }
    if (Double.isInfinite(magnitude)) {
      return Outcome.NOT_FINITE;
    }
    value = negative ? -magnitude : magnitude;
    return Outcome.NUMBER;
  }

  private String plain(char[] chars, int start, int end) {
    return new String(chars, start, end - start).replace(decimal, '.');
  }

  private static boolean isNotFinite(char[] chars, int start, int end) {
    int length = end - start;
    if (length < 3 || length > 8) {
      return false;
    }
    String word = new String(chars, start, length);
    return word.equalsIgnoreCase("nan")
        || word.equalsIgnoreCase("inf")
        || word.equalsIgnoreCase("infinity");
  }
}
