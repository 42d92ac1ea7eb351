package org.aralwatch.ingest.mapping;

import java.nio.CharBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.NumberParser;

/**
 * A pattern of dates and times in files, read from characters without making objects: java.time's
 * formatter is ten times slower, which a file of a million rows feels.
 *
 * <p>Letters: {@code yyyy}; {@code yy} for 1950 to 2049; {@code MM} or {@code M}; {@code MMM} for a
 * month's name ({@link MonthNames}); {@code dd} or {@code d}; {@code HH} or {@code H} from 0 to 24,
 * where 24:00 is the end of the day; {@code hh} or {@code h} from 1 to 12 with {@code a} for AM or
 * PM; {@code mm}; {@code ss}; {@code S} for a fraction of any length; {@code XXX} for Z or an
 * offset from UTC. Text between apostrophes and any other sign stand for themselves; a blank stands
 * for one or more. What a pattern leaves out is the first: month and day 1, hour 0.
 *
 * <p>Whole patterns with a meaning of their own: {@code excel-serial} and {@code
 * excel-serial-1904}, days since the epoch of a workbook with the time as their fraction (ECMA-376
 * part 1, 18.17.4); {@code epoch-seconds} and {@code epoch-millis}, since 1970 in UTC; {@code
 * hydrological-year}, as 2003/04 or 2003-2004, which begins on 1 October. Immutable.
 */
public final class TimeFormat {
  /** Patterns that are numbers or pairs of years. */
  private enum Whole {
    NONE,
    EXCEL_1900,
    EXCEL_1904,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    HYDROLOGICAL_YEAR
  }

  private static final Map<String, Whole> WHOLES =
      Map.of(
          "excel-serial", Whole.EXCEL_1900,
          "excel-serial-1904", Whole.EXCEL_1904,
          "epoch-seconds", Whole.EPOCH_SECONDS,
          "epoch-millis", Whole.EPOCH_MILLIS,
          "hydrological-year", Whole.HYDROLOGICAL_YEAR);

  private static final int FIRST_OF_TWO_DIGITS = 1950;
  private static final long EXCEL_1900_EPOCH = LocalDate.of(1899, 12, 30).toEpochDay();
  private static final long EXCEL_1904_EPOCH = LocalDate.of(1904, 1, 1).toEpochDay();

  /** In 1900, which Excel takes for a leap year, day 60 is a date that never was. */
  private static final double EXCEL_WRONG_DAY = 60;

  /** 31 December 9999, the last that a workbook can hold. */
  private static final double EXCEL_LAST_DAY = 2_958_466;

  /** The year 9999. */
  private static final double LARGEST_EPOCH_MICROS = 253_402_300_800e6;

  private enum Kind {
    YEAR,
    YEAR_OF_TWO_DIGITS,
    MONTH_NAME,
    MONTH,
    DAY,
    HOUR_24,
    HOUR_12,
    MINUTE,
    SECOND,
    FRACTION,
    HALF_DAY,
    OFFSET,
    LITERAL
  }

  /** A field or a literal; {@code min} to {@code max} digits. */
  private record Element(Kind kind, int min, int max, char literal) {}

  private final String pattern;
  private final Whole whole;
  private final Element[] elements;

  private TimeFormat(String pattern, Whole whole, List<Element> elements) {
    this.pattern = pattern;
    this.whole = whole;
    this.elements = elements.toArray(Element[]::new);
  }

  /**
   * @throws IllegalArgumentException naming what is wrong with the pattern and what is allowed
   */
  public static TimeFormat of(String pattern) {
    if (WHOLES.containsKey(pattern)) {
      return new TimeFormat(pattern, WHOLES.get(pattern), List.of());
    }
    List<Element> elements = new ArrayList<>();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int run = 1;
      if (c == '\'') {
        int end = pattern.indexOf('\'', i + 1);
        if (end < 0) {
          throw unusable(pattern, "the apostrophe is not closed");
        }
        pattern.substring(i + 1, end).chars().forEach(l -> elements.add(literal((char) l)));
        run = end + 1 - i;
      } else if (Character.isLetter(c)) {
        while (i + run < pattern.length() && pattern.charAt(i + run) == c) {
          run++;
        }
        elements.add(field(pattern, c, run));
      } else {
        elements.add(literal(c));
      }
      i += run;
    }
    check(pattern, elements);
    return new TimeFormat(pattern, Whole.NONE, elements);
  }

  private static Element literal(char c) {
    return new Element(Kind.LITERAL, 0, 0, c);
  }

  private static Element field(String pattern, char letter, int run) {
    String field = String.valueOf(letter).repeat(run);
    return switch (field) {
      case "yyyy" -> digits(Kind.YEAR, 4, 4);
      case "yy" -> digits(Kind.YEAR_OF_TWO_DIGITS, 2, 2);
      case "MMM" -> digits(Kind.MONTH_NAME, 0, 0);
      case "MM" -> digits(Kind.MONTH, 2, 2);
      case "M" -> digits(Kind.MONTH, 1, 2);
      case "dd" -> digits(Kind.DAY, 2, 2);
      case "d" -> digits(Kind.DAY, 1, 2);
      case "HH" -> digits(Kind.HOUR_24, 2, 2);
      case "H" -> digits(Kind.HOUR_24, 1, 2);
      case "hh" -> digits(Kind.HOUR_12, 2, 2);
      case "h" -> digits(Kind.HOUR_12, 1, 2);
      case "mm" -> digits(Kind.MINUTE, 2, 2);
      case "ss" -> digits(Kind.SECOND, 2, 2);
      case "S", "SS", "SSS", "SSSSSS" -> digits(Kind.FRACTION, 1, 9);
      case "a" -> digits(Kind.HALF_DAY, 0, 0);
      case "XXX" -> digits(Kind.OFFSET, 0, 0);
      default -> throw unusable(pattern, "'" + field + "' is no field");
    };
  }

  private static Element digits(Kind kind, int min, int max) {
    return new Element(kind, min, max, ' ');
  }

  private static void check(String pattern, List<Element> elements) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.LITERAL && count(elements, kind) > 1) {
        throw unusable(pattern, "a field occurs twice");
      }
    }
    long years = count(elements, Kind.YEAR) + count(elements, Kind.YEAR_OF_TWO_DIGITS);
    if (years == 0) {
      throw unusable(pattern, "the year is missing");
    }
    long months = count(elements, Kind.MONTH) + count(elements, Kind.MONTH_NAME);
    if (years > 1 || months > 1) {
      throw unusable(pattern, "a field occurs twice");
    }
    if (count(elements, Kind.DAY) > months) {
      throw unusable(pattern, "a day needs a month");
    }
    if (count(elements, Kind.HOUR_12) != count(elements, Kind.HALF_DAY)) {
      throw unusable(pattern, "hh and a (AM, PM) need each other");
    }
    if (count(elements, Kind.HOUR_12) + count(elements, Kind.HOUR_24) > 1) {
      throw unusable(pattern, "HH and hh exclude each other");
    }
  }

  private static long count(List<Element> elements, Kind kind) {
    return elements.stream().filter(element -> element.kind == kind).count();
  }

  private static IllegalArgumentException unusable(String pattern, String why) {
    return new IllegalArgumentException(
        "cannot use the time format '"
            + pattern
            + "': "
            + why
            + "; allowed: yyyy, yy, MM, M, MMM, dd, d, HH, H, hh, h with a, mm, ss, S, XXX, 'text',"
            + " or one of "
            + String.join(", ", WHOLES.keySet().stream().sorted().toList()));
  }

  /** Whether a time read by this says how far it is from UTC. */
  public boolean hasOffset() {
    return whole == Whole.EPOCH_SECONDS
        || whole == Whole.EPOCH_MILLIS
        || Arrays.stream(elements).anyMatch(element -> element.kind == Kind.OFFSET);
  }

  public String pattern() {
    return pattern;
  }

  /**
   * Reads the whole of the given characters.
   *
   * @return false when they are no time of this pattern, as 31.02.2020; {@code time} is undefined
   *     then
   */
  public boolean parse(char[] chars, int start, int length, Time time) {
    time.offsetSeconds = Time.NO_OFFSET;
    if (whole == Whole.HYDROLOGICAL_YEAR) {
      return hydrologicalYear(chars, start, length, time);
    }
    if (whole != Whole.NONE) {
      return number(chars, start, length, time);
    }
    int at = start;
    int end = start + length;
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;
    boolean twelveHours = false;
    boolean afternoon = false;
    for (int i = 0; i < elements.length; i++) {
      Element element = elements[i];
      if (element.kind == Kind.LITERAL) {
        if (at >= end || chars[at] != element.literal) {
          return false;
        }
        at++;
        while (element.literal == ' ' && at < end && chars[at] == ' ') {
          at++;
        }
        continue;
      }
      if (element.kind == Kind.HALF_DAY) {
        int half = halfDay(chars, at, end);
        if (half < 0) {
          return false;
        }
        afternoon = half == 1;
        at += 2;
        continue;
      }
      if (element.kind == Kind.MONTH_NAME) {
        int first = at;
        while (at < end && (Character.isLetter(chars[at]) || chars[at] == '.' && at > first)) {
          at++;
        }
        // The point may be the next sign of the pattern, as in dd.MMM.yyyy.
        month = MonthNames.find(CharBuffer.wrap(chars, first, at - first));
        if (at > first && chars[at - 1] == '.' && followedByPoint(i)) {
          at--;
        }
        if (month == 0) {
          return false;
        }
        continue;
      }
      if (element.kind == Kind.OFFSET) {
        at = offset(chars, at, end, time);
        if (at < 0) {
          return false;
        }
        continue;
      }
      int first = at;
      int number = 0;
      while (at < end && at - first < element.max && chars[at] >= '0' && chars[at] <= '9') {
        number = number * 10 + chars[at] - '0';
        at++;
      }
      int digits = at - first;
      if (digits < element.min) {
        return false;
      }
      switch (element.kind) {
        case YEAR -> year = number;
        case YEAR_OF_TWO_DIGITS ->
            year = FIRST_OF_TWO_DIGITS + Math.floorMod(number - FIRST_OF_TWO_DIGITS, 100);
        case MONTH -> month = number;
        case DAY -> day = number;
        case HOUR_24 -> hour = number;
        case HOUR_12 -> {
          hour = number;
          twelveHours = true;
        }
        case MINUTE -> minute = number;
        case SECOND -> second = number;
        default -> micros = micros(number, digits);
      }
    }
    if (at != end) {
      return false;
    }
    if (twelveHours) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    return time.set(year, month, day, hour, minute, second, micros);
  }

  private boolean followedByPoint(int index) {
    int next = index + 1;
    return next < elements.length
        && elements[next].kind == Kind.LITERAL
        && elements[next].literal == '.';
  }

  private boolean number(char[] chars, int start, int length, Time time) {
    NumberParser numbers = time.numbers;
    if (numbers.parse(chars, start, length) != NumberParser.Outcome.NUMBER) {
      return false;
    }
    double value = numbers.value();
    if (whole == Whole.EPOCH_SECONDS || whole == Whole.EPOCH_MILLIS) {
      double micros = value * (whole == Whole.EPOCH_SECONDS ? 1e6 : 1e3);
      if (Math.abs(micros) > LARGEST_EPOCH_MICROS) {
        return false;
      }
      time.offsetSeconds = 0;
      return time.setInstant(Math.round(micros));
    }
    double first = whole == Whole.EXCEL_1904 ? 0 : 1;
    if (value < first || value >= EXCEL_LAST_DAY) {
      return false;
    }
    double day = Math.floor(value);
    long epochDay = (whole == Whole.EXCEL_1904 ? EXCEL_1904_EPOCH : EXCEL_1900_EPOCH) + (long) day;
    if (whole == Whole.EXCEL_1900 && day <= EXCEL_WRONG_DAY) {
      if (day == EXCEL_WRONG_DAY) {
        return false;
      }
      epochDay++;
    }
    // To the millisecond: workbooks hold 01:00 as 0.0416666666666667.
    return time.setInstant(
        epochDay * Time.MICROS_PER_DAY + Math.round((value - day) * 86_400_000.0) * 1_000);
  }

  /** 2003/04, 2003-04, 2003/2004: the year from 1 October of the first. */
  private static boolean hydrologicalYear(char[] chars, int start, int length, Time time) {
    if (length != 7 && length != 9) {
      return false;
    }
    char between = chars[start + 4];
    if (between != '/' && between != '-' && between != '\u2013') {
      return false;
    }
    int first = 0;
    int second = 0;
    for (int i = 0; i < length; i++) {
      char c = chars[start + i];
      if (i == 4) {
        continue;
      }
      if (c < '0' || c > '9') {
        return false;
      }
      if (i < 4) {
        first = first * 10 + c - '0';
      } else {
        second = second * 10 + c - '0';
      }
    }
    int expected = length == 7 ? (first + 1) % 100 : first + 1;
    return second == expected && time.set(first, 10, 1, 0, 0, 0, 0);
  }

  private static int micros(int number, int digits) {
    long micros = number;
    for (int i = digits; i < 6; i++) {
      micros *= 10;
    }
    for (int i = 6; i < digits; i++) {
      micros /= 10;
    }
    return (int) micros;
  }

  /** 0 for AM, 1 for PM, -1 for neither. */
  private static int halfDay(char[] chars, int at, int end) {
    if (at + 2 > end || (chars[at + 1] | 0x20) != 'm') {
      return -1;
    }
    return switch (chars[at] | 0x20) {
      case 'a' -> 0;
      case 'p' -> 1;
      default -> -1;
    };
  }

  /** Reads Z, +05, +0500 or +05:00; returns where it ends, -1 when it is none of these. */
  private static int offset(char[] chars, int start, int end, Time time) {
    if (start < end && (chars[start] == 'Z' || chars[start] == 'z')) {
      time.offsetSeconds = 0;
      return start + 1;
    }
    if (start >= end || (chars[start] != '+' && chars[start] != '-')) {
      return -1;
    }
    int at = start + 1;
    int digits = 0;
    int number = 0;
    while (at < end && digits < 4) {
      if (chars[at] == ':' && digits == 2 && chars[at - 1] != ':' && at + 1 < end) {
        at++;
        continue;
      }
      if (chars[at] < '0' || chars[at] > '9') {
        break;
      }
      number = number * 10 + chars[at] - '0';
      digits++;
      at++;
    }
    if (digits == 2) {
      number *= 100;
    } else if (digits != 4) {
      return -1;
    }
    int hours = number / 100;
    int minutes = number % 100;
    if (hours > 18 || minutes > 59) {
      return -1;
    }
    time.offsetSeconds = (hours * 60 + minutes) * (chars[start] == '-' ? -60 : 60);
    return at;
  }

  @Override
  public String toString() {
    return pattern;
  }

  /** A local date and time, written over by every {@link #parse}. Not thread-safe. */
  public static final class Time {
    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private int year = Integer.MIN_VALUE;
    private int month;
    private int day;
    private long dateEpochDay;
    private long epochDay;
    private long microOfDay;
    private int offsetSeconds = NO_OFFSET;
    private final NumberParser numbers = new NumberParser('.');

    /** A local time that was put together from parts; 24 hours are the begin of the next day. */
    public void set(long newEpochDay, long newMicroOfDay) {
      offsetSeconds = NO_OFFSET;
      setInstant(newEpochDay * MICROS_PER_DAY + newMicroOfDay);
    }

    private boolean setInstant(long micros) {
      epochDay = Math.floorDiv(micros, MICROS_PER_DAY);
      microOfDay = Math.floorMod(micros, MICROS_PER_DAY);
      return true;
    }

    private boolean set(
        int newYear, int newMonth, int newDay, int hour, int minute, int second, int micros) {
      // Rows mostly follow each other: the date is mostly that of the row before.
      if (newYear != year || newMonth != month || newDay != day) {
        if (newMonth < 1
            || newMonth > 12
            || newDay < 1
            || newDay > 28 && newDay > YearMonth.of(newYear, newMonth).lengthOfMonth()) {
          return false;
        }
        dateEpochDay = LocalDate.of(newYear, newMonth, newDay).toEpochDay();
        year = newYear;
        month = newMonth;
        day = newDay;
      }
      epochDay = dateEpochDay;
      if (minute > 59 || second > 59) {
        return false;
      }
      microOfDay = ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
      if (microOfDay == MICROS_PER_DAY) {
        epochDay++;
        microOfDay = 0;
      }
      return microOfDay < MICROS_PER_DAY;
    }

    /** Local date, days since 1970-01-01. */
    public long epochDay() {
      return epochDay;
    }

    /** Local time, microseconds since midnight. */
    public long microOfDay() {
      return microOfDay;
    }

    /** Whether the time said how far it is from UTC. */
    public boolean hasOffset() {
      return offsetSeconds != NO_OFFSET;
    }

    /** Seconds east of UTC; only where {@link #hasOffset}. */
    public int offsetSeconds() {
      return offsetSeconds;
    }
  }
}
