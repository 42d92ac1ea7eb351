package org.aralwatch.ingest.source.kn15;

import java.math.BigDecimal;

/**
 * One group of a telegram, that is a word between blanks.
 *
 * @param text as written
 * @param code the same with the letters O and (Cyrillic) Ze, where they stand among digits, read as
 *     the digits 0 and 3 that they were typed for
 * @param line of the file, from 1
 * @param startsLine whether it is the first on its line
 */
record Group(String text, String code, long line, boolean startsLine) {
  private static final int LENGTH = 5;
  private static final int FEWEST_DIGITS = 3;

  static Group of(String text, long line, boolean startsLine) {
    return new Group(text, digits(text), line, startsLine);
  }

  private static String digits(String text) {
    if (text.length() != LENGTH) {
      return text;
    }
    StringBuilder code = new StringBuilder(LENGTH);
    int digits = 0;
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      switch (c) {
        case 'O', 'o', '\u041e', '\u043e' -> code.append('0');
        case '\u0417', '\u0437' -> code.append('3');
        default -> {
          code.append(c);
          digits += c >= '0' && c <= '9' ? 1 : 0;
        }
      }
    }
    return digits >= FEWEST_DIGITS ? code.toString() : text;
  }

  /** Whether letters were read as digits. */
  boolean isCorrected() {
    return !code.equals(text);
  }

  /** Five digits. */
  boolean isNumber() {
    return code.length() == LENGTH && isDigits(0, LENGTH);
  }

  /** Five digits or slashes, the first a digit: whatever else it may mean. */
  boolean isWellFormed() {
    if (code.length() != LENGTH || !isDigits(0, 1)) {
      return false;
    }
    for (int i = 1; i < LENGTH; i++) {
      if (code.charAt(i) != '/' && !isDigits(i, i + 1)) {
        return false;
      }
    }
    return true;
  }

  /** The digit that says what the group holds; only where it {@link #isWellFormed}. */
  int number() {
    return code.charAt(0) - '0';
  }

  /** Whether all characters of [from, to) are slashes: not observed, or not given. */
  boolean isMissing(int from, int to) {
    return code.substring(from, to).chars().allMatch(c -> c == '/');
  }

  boolean isDigits(int from, int to) {
    return code.substring(from, to).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The number that the digits of [from, to) make. */
  int digits(int from, int to) {
    return Integer.parseInt(code.substring(from, to));
  }

  /**
   * An exponent and three digits in the places 1 to 4: digits x 10^(exponent - 3), exactly, as
   * {@code 22126} is 12.6.
   */
  String scaled() {
    return BigDecimal.valueOf(digits(2, 5), 3 - digits(1, 2)).toPlainString();
  }
}
