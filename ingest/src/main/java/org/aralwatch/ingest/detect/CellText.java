package org.aralwatch.ingest.detect;

import java.util.regex.Pattern;

/** What the text of a cell looks like, without knowing its column. */
final class CellText {
  /** Digits with at most one point or comma, a sign, an exponent. */
  private static final Pattern NUMBER =
      Pattern.compile("[+\\-\u2212]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+\\-]?\\d+)?");

  /** Groups of three digits parted by commas, points, blanks or apostrophes. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "[+\\-\u2212]?\\d{1,3}(?:(?:,\\d{3})+(?:\\.\\d+)?|(?:\\.\\d{3}){2,}(?:,\\d+)?"
              + "|(?:\\.\\d{3})+,\\d+|(?:[ \u00a0\u202f'’]\\d{3})+(?:[.,]\\d+)?)");

  private static final Pattern LIMIT =
      Pattern.compile("[<>≤≥]\\s*=?\\s*[+\\-]?\\d*[.,]?\\d+(?:[eE][+\\-]?\\d+)?");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./](?:\\d{4}|\\d{2})"
              + "|\\d{1,2}[./-]\\d{4}|\\d{4}[-/]\\d{2})(?:[T ]+\\d{1,2}[:.]\\d{2}"
              + "(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AaPp][Mm])?(?: ?(?:Z|[+-]\\d{2}(?::?\\d{2})?))?)?");
  private static final Pattern CLOCK =
      Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?");

  private CellText() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static boolean isGrouped(String text) {
    return GROUPED.matcher(text).matches();
  }

  /** A number, perhaps with grouped digits. */
  static boolean isNumeric(String text) {
    return isNumber(text) || isGrouped(text);
  }

  /** A number behind a sign of a limit, as "<0.01". */
  static boolean isLimit(String text) {
    return LIMIT.matcher(text).matches();
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static boolean isClock(String text) {
    return CLOCK.matcher(text).matches();
  }

  static boolean isInteger(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (from == text.length() || text.length() > 18) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Something that stands in a row of data rather than in a header. */
  static boolean isDatum(String text) {
    return isNumeric(text)
        || isDate(text)
        || isClock(text)
        || isLimit(text)
        || Words.standard().isMissing(text);
  }

  static boolean hasLetter(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  /**
   * The number, read with {@code decimal} as its sign; groups of digits are closed up.
   *
   * @return NaN for no number
   */
  static double number(String text, char decimal) {
    String plain = text.replace('\u2212', '-');
    if (isGrouped(text)) {
      plain = plain.replaceAll(decimal == ',' ? "[. \u00a0\u202f'’]" : "[, \u00a0\u202f'’]", "");
    }
    if (decimal == ',') {
      if (plain.indexOf('.') >= 0) {
        return Double.NaN;
      }
      plain = plain.replace(',', '.');
    }
    if (plain.isEmpty() || !isNumber(plain) || plain.indexOf(',') >= 0) {
      return Double.NaN;
    }
    return Double.parseDouble(plain);
  }
}
