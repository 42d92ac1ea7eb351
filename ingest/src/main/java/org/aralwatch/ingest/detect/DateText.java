package org.aralwatch.ingest.detect;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text taken apart as a date: which numbers it has between which signs, not yet which of them is
 * the day.
 *
 * @param family how the numbers stand, see {@link Family}
 * @param first first number of the date
 * @param second second number
 * @param third third number
 * @param firstDigits digits of the first number
 * @param secondDigits digits of the second number
 * @param thirdDigits digits of the third number
 * @param separator between the parts of the date
 * @param suffix literal text after the date, as " г."
 * @param clock pattern of the time of day with the separator before it; empty for none
 * @param hour 0 to 24; -1 without a time of day
 * @param minute 0 to 59
 * @param second60 0 to 59
 * @param month of a name; 0 where there is none
 */
record DateText(
    Family family,
    int first,
    int second,
    int third,
    int firstDigits,
    int secondDigits,
    int thirdDigits,
    String separator,
    String suffix,
    String clock,
    int hour,
    int minute,
    int second60,
    int month) {

  /** How the parts of a date stand. */
  enum Family {
    /** Year, then two numbers: 2000-01-31. */
    YEAR_FIRST,
    /** Two numbers, then the year of four digits: 31.01.2000. */
    YEAR_LAST,
    /** Three numbers of one or two digits: 31.01.00. */
    SHORT,
    /** Eight digits: 20000131. */
    COMPACT,
    /** Day, name of the month, year: 31 января 2000. */
    NAMED,
    /** Name of the month and year: янв 2000. */
    NAMED_MONTH,
    /** Month and year: 01.2000. */
    MONTH_YEAR,
    /** Year and month: 2000-01. */
    YEAR_MONTH,
    /** Two years: 2003/04. */
    TWO_YEARS,
    /** Day and month without a year: 31.01. */
    DAY_MONTH
  }

  private static final String CLOCK =
      "(?:(T|[ \u00a0]+)(\\d{1,2})([:.])(\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?"
          + "( ?)([AaPp]\\.?[Mm]\\.?)?( ?)(Z|[+-]\\d{2}(?::?\\d{2})?)?)?";
  private static final Pattern NUMERIC =
      Pattern.compile("(\\d{1,4})([-./])( ?)(\\d{1,2})\\2\\3(\\d{1,4})( ?г\\.?| ?года)?" + CLOCK);
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern NAMED =
      Pattern.compile(
          "(\\d{1,2})([ .-]+)(\\p{L}{3,12})\\.?([ .,-]+)(\\d{4}|\\d{2})( ?г\\.?| ?года)?" + CLOCK);
  private static final Pattern NAMED_MONTH =
      Pattern.compile("(\\p{L}{3,12})(\\.?[ .,\\-/]*)(\\d{4}|\\d{2})( ?г\\.?| ?года)?");
  private static final Pattern YEAR_NAMED =
      Pattern.compile("(\\d{4})([ .,\\-/]+)(\\p{L}{3,12})\\.?");
  private static final Pattern TWO =
      Pattern.compile("(\\d{1,4})( ?[-./\u2013] ?)(\\d{1,4})( ?г\\.?| ?гг\\.?| ?года)?");

  static boolean isDate(String text) {
    return text.length() >= 5
        && text.length() <= 40
        && of(text).filter(date -> date.family != Family.DAY_MONTH).isPresent();
  }

  /** The parts of a text; empty when it is no date, or a number as much as one. */
  static Optional<DateText> of(String text) {
    if (!mayBe(text)) {
      return Optional.empty();
    }
    Matcher numeric = NUMERIC.matcher(text);
    if (numeric.matches()) {
      return numeric(numeric);
    }
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches()) {
      int year = Integer.parseInt(compact.group(1));
      DateText date =
          new DateText(
              Family.COMPACT,
              year,
              number(compact, 2),
              number(compact, 3),
              4,
              2,
              2,
              "",
              "",
              "",
              -1,
              0,
              0,
              0);
      boolean likely = year >= 1800 && year <= 2100;
      return likely && date.toTime(true).isPresent() ? Optional.of(date) : Optional.empty();
    }
    Matcher named = NAMED.matcher(text);
    if (named.matches()) {
      return Words.standard()
          .month(named.group(3))
          .map(month -> named(named, month))
          .flatMap(date -> withClock(date, named, 7));
    }
    return twoParts(text);
  }

  /** Sorts out most numbers and words without a pattern: every cell comes by here. */
  private static boolean mayBe(String text) {
    int length = text.length();
    if (length < 4 || length > 60 || !Character.isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    int digits = 0;
    int signs = 0;
    int point = -1;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else {
        signs++;
        point = i;
      }
    }
    if (digits < 2 || digits == length && digits != 8) {
      return false;
    }
    if (signs == 1) {
      int behind = length - point - 1;
      return point == 4 && behind <= 4 || point <= 2 && (behind == 4 || behind == 2);
    }
    return true;
  }

  private static Optional<DateText> twoParts(String text) {
    Matcher month = NAMED_MONTH.matcher(text);
    if (month.matches()) {
      return Words.standard()
          .month(month.group(1))
          .map(
              m ->
                  new DateText(
                      Family.NAMED_MONTH,
                      0,
                      0,
                      number(month, 3),
                      0,
                      0,
                      month.group(3).length(),
                      month.group(2),
                      suffix(month.group(4)),
                      "",
                      -1,
                      0,
                      0,
                      m));
    }
    Matcher yearNamed = YEAR_NAMED.matcher(text);
    if (yearNamed.matches()) {
      return Words.standard()
          .month(yearNamed.group(3))
          .map(
              m ->
                  new DateText(
                      Family.NAMED_MONTH,
                      number(yearNamed, 1),
                      0,
                      0,
                      4,
                      0,
                      0,
                      yearNamed.group(2),
                      "",
                      "",
                      -1,
                      0,
                      0,
                      m));
    }
    Matcher two = TWO.matcher(text);
    if (!two.matches()) {
      return Optional.empty();
    }
    int left = two.group(1).length();
    int right = two.group(3).length();
    int a = number(two, 1);
    int b = number(two, 3);
    Family family;
    if (left == 4 && right == 4 && b == a + 1) {
      family = Family.TWO_YEARS;
    } else if (left == 4 && right <= 2 && isYear(a)) {
      family = b >= 1 && b <= 12 ? Family.YEAR_MONTH : Family.TWO_YEARS;
      if (family == Family.TWO_YEARS && b != (a + 1) % 100) {
        return Optional.empty();
      }
    } else if (right == 4 && left <= 2 && isYear(b) && a >= 1 && a <= 12) {
      family = Family.MONTH_YEAR;
    } else if (left <= 2 && right == 2 && a >= 1 && a <= 31 && b >= 1 && b <= 31) {
      family = Family.DAY_MONTH;
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new DateText(
            family, a, b, 0, left, right, 0, two.group(2), suffix(two.group(4)), "", -1, 0, 0, 0));
  }

  private static boolean isYear(int year) {
    return year >= 1700 && year <= 2100;
  }

  private static Optional<DateText> numeric(Matcher match) {
    int a = match.group(1).length();
    int c = match.group(5).length();
    Family family;
    if (a == 4 && c <= 2) {
      family = Family.YEAR_FIRST;
    } else if (a <= 2 && c == 4) {
      family = Family.YEAR_LAST;
    } else if (a <= 2 && c == 2) {
      family = Family.SHORT;
    } else {
      return Optional.empty();
    }
    return withClock(
        new DateText(
            family,
            number(match, 1),
            number(match, 4),
            number(match, 5),
            a,
            match.group(4).length(),
            c,
            match.group(2) + match.group(3),
            suffix(match.group(6)),
            "",
            -1,
            0,
            0,
            0),
        match,
        7);
  }

  private static DateText named(Matcher match, int month) {
    return new DateText(
        Family.NAMED,
        number(match, 1),
        0,
        number(match, 5),
        match.group(1).length(),
        0,
        match.group(5).length(),
        match.group(2) + "\n" + match.group(4),
        suffix(match.group(6)),
        "",
        -1,
        0,
        0,
        month);
  }

  private static String suffix(String text) {
    return text == null ? "" : text;
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static Optional<DateText> withClock(DateText date, Matcher match, int group) {
    String before = match.group(group);
    if (before == null) {
      return Optional.of(date);
    }
    String half = match.group(group + 7);
    int hour = number(match, group + 1);
    int minute = number(match, group + 3);
    int second = match.group(group + 4) == null ? 0 : number(match, group + 4);
    StringBuilder clock = new StringBuilder(before.equals("T") ? "'T'" : " ");
    boolean one = match.group(group + 1).length() == 1;
    clock.append(half == null ? (one ? "H" : "HH") : one ? "h" : "hh");
    clock.append(match.group(group + 2)).append("mm");
    if (match.group(group + 4) != null) {
      clock.append(":ss");
    }
    if (match.group(group + 5) != null) {
      clock.append(".S");
    }
    if (half != null) {
      clock.append(match.group(group + 6)).append('a');
      boolean afternoon = half.toLowerCase(Locale.ROOT).startsWith("p");
      if (hour < 1 || hour > 12) {
        return Optional.empty();
      }
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    if (match.group(group + 9) != null) {
      clock.append(match.group(group + 8)).append("XXX");
    }
    if (hour > 24 || minute > 59 || second > 59 || hour == 24 && minute + second > 0) {
      return Optional.empty();
    }
    return Optional.of(date.at(clock.toString(), hour, minute, second));
  }

  private DateText at(String pattern, int newHour, int newMinute, int newSecond) {
    return new DateText(
        family,
        first,
        second,
        third,
        firstDigits,
        secondDigits,
        thirdDigits,
        separator,
        suffix,
        pattern,
        newHour,
        newMinute,
        newSecond,
        month);
  }

  boolean hasClock() {
    return hour >= 0;
  }

  /**
   * The local time that this is.
   *
   * @param dayFirst whether the day stands before the month, where either may
   * @return empty when there is no such day
   */
  Optional<LocalDateTime> toTime(boolean dayFirst) {
    int year;
    int m;
    int d = 1;
    switch (family) {
      case YEAR_FIRST, COMPACT -> {
        year = first;
        m = dayFirst ? second : third;
        d = dayFirst ? third : second;
      }
      case YEAR_LAST, SHORT -> {
        year = third;
        m = dayFirst ? second : first;
        d = dayFirst ? first : second;
      }
      case NAMED -> {
        year = third;
        m = month;
        d = first;
      }
      case NAMED_MONTH -> {
        year = firstDigits == 4 ? first : third;
        m = month;
      }
      case MONTH_YEAR -> {
        year = second;
        m = first;
      }
      case YEAR_MONTH -> {
        year = first;
        m = second;
      }
      case TWO_YEARS -> {
        year = first;
        m = 10;
      }
      default -> {
        year = 2000;
        m = dayFirst ? second : first;
        d = dayFirst ? first : second;
      }
    }
    boolean twoDigits =
        family == Family.SHORT
            || (family == Family.NAMED || family == Family.NAMED_MONTH && firstDigits != 4)
                && thirdDigits == 2;
    if (twoDigits) {
      // As the readers of mappings do, see TimeFormat: 1950 to 2049.
      year += year < 50 ? 2000 : 1900;
    }
    try {
      LocalDateTime midnight = LocalDateTime.of(year, m, d, 0, 0);
      return Optional.of(
          hour < 0 ? midnight : midnight.plusHours(hour).plusMinutes(minute).plusSeconds(second60));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The pattern for a mapping.
   *
   * @param dayFirst whether the day stands before the month
   * @param oneDigit whether days or months below ten may have one digit
   */
  String pattern(boolean dayFirst, boolean oneDigit) {
    String dd = oneDigit ? "d" : "dd";
    String mm = oneDigit ? "M" : "MM";
    String sign = literal(separator);
    String date =
        switch (family) {
          case YEAR_FIRST -> "yyyy" + sign + (dayFirst ? mm + sign + dd : dd + sign + mm);
          case YEAR_LAST -> (dayFirst ? dd + sign + mm : mm + sign + dd) + sign + "yyyy";
          case SHORT -> (dayFirst ? dd + sign + mm : mm + sign + dd) + sign + "yy";
          case COMPACT -> "yyyyMMdd";
          case NAMED ->
              dd
                  + literal(separator.substring(0, separator.indexOf('\n')))
                  + "MMM"
                  + literal(separator.substring(separator.indexOf('\n') + 1))
                  + (thirdDigits == 2 ? "yy" : "yyyy");
          case NAMED_MONTH ->
              firstDigits == 4
                  ? "yyyy" + sign + "MMM"
                  : "MMM" + sign + (thirdDigits == 2 ? "yy" : "yyyy");
          case MONTH_YEAR -> mm + sign + "yyyy";
          case YEAR_MONTH -> "yyyy" + sign + mm;
          case TWO_YEARS -> "yyyy" + sign + (secondDigits == 4 ? "yyyy" : "yy");
          case DAY_MONTH -> dayFirst ? dd + sign + mm : mm + sign + dd;
        };
    return date + literal(suffix) + clock;
  }

  /** Letters stand between apostrophes in a pattern. */
  private static String literal(String text) {
    return CellText.hasLetter(text) ? "'" + text + "'" : text;
  }
}
