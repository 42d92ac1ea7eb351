package org.aralwatch.ingest.source.sheet;

import java.util.Locale;

/**
 * What a number format makes of a number: a number, or a date or time, which workbooks store as
 * numbers. After ECMA-376, part 1, 18.8.30 and 18.8.31 (built-in formats and format codes).
 *
 * @param fraction whether parts of a second are shown
 */
record CellFormat(Kind kind, boolean fraction) {
  enum Kind {
    NUMBER,
    DATE,
    DATE_TIME,
    TIME,
    /** Hours that go on after 24. */
    ELAPSED
  }

  static final CellFormat NUMBER = new CellFormat(Kind.NUMBER, false);
  private static final CellFormat DATE = new CellFormat(Kind.DATE, false);
  private static final CellFormat DATE_TIME = new CellFormat(Kind.DATE_TIME, false);
  private static final CellFormat TIME = new CellFormat(Kind.TIME, false);

  /** The formats that have a number and no code; those of East Asian editions included. */
  static CellFormat builtIn(int id) {
    if (id >= 14 && id <= 17) {
      return DATE;
    }
    if (id >= 18 && id <= 21 || id == 45) {
      return TIME;
    }
    if (id == 22) {
      return DATE_TIME;
    }
    if (id == 46) {
      return new CellFormat(Kind.ELAPSED, false);
    }
    if (id == 47) {
      return new CellFormat(Kind.TIME, true);
    }
    if (id >= 27 && id <= 36 || id >= 50 && id <= 58) {
      // Dates or times, depending on the edition; the number itself tells which.
      return DATE_TIME;
    }
    return NUMBER;
  }

  /** A format by its code, like {@code dd.mm.yyyy\ hh:mm;@}. */
  static CellFormat of(String code) {
    return new Code(code).read();
  }

  /** Walks through the first section of a format code, which is that of positive numbers. */
  private static final class Code {
    private final String code;
    private boolean date;
    private boolean time;
    private boolean month;
    private boolean elapsed;
    private boolean fraction;
    private boolean digits;

    Code(String code) {
      this.code = code.toLowerCase(Locale.ROOT);
    }

    CellFormat read() {
      int at = 0;
      char before = 0;
      while (at < code.length() && code.charAt(at) != ';') {
        char c = code.charAt(at);
        if (c == '"') {
          int end = code.indexOf('"', at + 1);
          at = end < 0 ? code.length() : end + 1;
        } else if (c == '\\' || c == '_' || c == '*') {
          at += 2;
        } else if (c == '[') {
          int end = code.indexOf(']', at);
          bracket(code.substring(at + 1, end < 0 ? code.length() : end));
          before = elapsed ? code.charAt(at + 1) : before;
          at = end < 0 ? code.length() : end + 1;
        } else if (code.startsWith("general", at)) {
          digits = true;
          at += 7;
        } else if (code.startsWith("am/pm", at)) {
          time = true;
          at += 5;
        } else if (code.startsWith("a/p", at)) {
          time = true;
          at += 3;
        } else if (c == '.' && before == 's' && code.startsWith("0", at + 1)) {
          fraction = true;
          at++;
          while (at < code.length() && code.charAt(at) == '0') {
            at++;
          }
        } else {
          at = letter(c, at);
          before = c;
        }
      }
      // A month next to hours or seconds is minutes.
      boolean onlyMinutes = month && (time || elapsed) && !date;
      boolean dated = date || month && !onlyMinutes;
      if (digits || !dated && !time && !elapsed) {
        return NUMBER;
      }
      if (elapsed && !dated) {
        return new CellFormat(Kind.ELAPSED, fraction);
      }
      boolean timed = time || elapsed;
      return new CellFormat(timed ? dated ? Kind.DATE_TIME : Kind.TIME : Kind.DATE, fraction);
    }

    private void bracket(String content) {
      boolean letters = !content.isEmpty() && content.chars().allMatch(c -> c == content.charAt(0));
      if (letters && "hms".indexOf(content.charAt(0)) >= 0) {
        elapsed = true;
      }
    }

    /** Takes note of one letter or a run of it; where to go on. */
    private int letter(char c, int at) {
      int end = at + 1;
      while (end < code.length() && code.charAt(end) == c) {
        end++;
      }
      switch (c) {
        case 'y', 'd', 'b' -> date = true;
        case 'm' -> month = true;
        case 'h', 's' -> time = true;
        case '0', '#', '?' -> digits = true;
        case 'e' -> {
          // An exponent has a sign; otherwise it is a year.
          char next = end < code.length() ? code.charAt(end) : 0;
          digits |= next == '+' || next == '-';
          date |= next != '+' && next != '-';
        }
        default -> {
          // Separators, and letters without a meaning.
        }
      }
      return end;
    }
  }
}
