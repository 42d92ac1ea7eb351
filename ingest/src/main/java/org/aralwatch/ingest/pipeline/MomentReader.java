package org.aralwatch.ingest.pipeline;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aralwatch.ingest.mapping.MonthNames;
import org.aralwatch.ingest.mapping.TimeFormat;
import org.aralwatch.ingest.mapping.TimeRule;
import org.aralwatch.ingest.source.Row;

/** Reads the date and time of a row, from one text or from its parts. Not thread-safe. */
abstract class MomentReader {
  final TimeFormat.Time time = new TimeFormat.Time();

  /** Whether the row has a time; it is in {@link #time} then. */
  abstract boolean read(Row row);

  /** What the row has in place of a time, for a message. */
  abstract String text(Row row);

  static MomentReader of(TimeRule.Moment moment, Columns columns) {
    if (moment instanceof TimeRule.Parts parts) {
      return new OfParts(parts, columns);
    }
    TimeRule.Text text = (TimeRule.Text) moment;
    return of(text.columns(), text.formats(), columns);
  }

  static MomentReader of(List<String> names, List<TimeFormat> formats, Columns columns) {
    return new OfText(
        names.stream().mapToInt(columns::index).toArray(), formats.toArray(TimeFormat[]::new));
  }

  private static final class OfText extends MomentReader {
    private final int[] cells;
    private final TimeFormat[] formats;
    // The format that read the row before.
    private int usual;
    private char[] joined = new char[64];

    OfText(int[] cells, TimeFormat[] formats) {
      this.cells = cells;
      this.formats = formats;
    }

    @Override
    boolean read(Row row) {
      if (cells.length == 1) {
        return parse(row.chars(), row.start(cells[0]), row.length(cells[0]));
      }
      return parse(joined, 0, join(row));
    }

    private boolean parse(char[] chars, int start, int length) {
      if (formats[usual].parse(chars, start, length, time)) {
        return true;
      }
      for (int i = 0; i < formats.length; i++) {
        if (i != usual && formats[i].parse(chars, start, length, time)) {
          usual = i;
          return true;
        }
      }
      return false;
    }

    @Override
    String text(Row row) {
      return cells.length == 1 ? row.text(cells[0]) : new String(joined, 0, join(row));
    }

    /** Joins the texts of several columns with blanks. */
    private int join(Row row) {
      int length = 0;
      for (int cell : cells) {
        int count = row.length(cell);
        if (length + count + 1 > joined.length) {
          joined = Arrays.copyOf(joined, (length + count + 1) * 2);
        }
        if (length > 0) {
          joined[length++] = ' ';
        }
        System.arraycopy(row.chars(), row.start(cell), joined, length, count);
        length += count;
      }
      return length;
    }
  }

  private static final class OfParts extends MomentReader {
    private static final Pattern WHOLE = Pattern.compile("(-?[0-9]{1,4})(?:\\.0+)?");
    private static final List<String> ROMAN = List.of("i", "ii", "iii", "iv", "v", "vi");
    private static final int NONE = Integer.MIN_VALUE;

    private final int[] all;
    private final Optional<CellLookup<Integer>> year;
    private final Optional<CellLookup<Integer>> month;
    private final Optional<CellLookup<Integer>> day;
    private final Optional<CellLookup<Integer>> dekad;
    private final Optional<CellLookup<Integer>> pentad;
    private final Optional<CellLookup<Integer>> hour;
    private final Optional<CellLookup<Integer>> minute;

    OfParts(TimeRule.Parts parts, Columns columns) {
      all = parts.columns().stream().mapToInt(columns::index).toArray();
      year = lookup(Optional.of(parts.year()), columns);
      month = lookup(parts.month(), columns);
      day = lookup(parts.day(), columns);
      dekad = lookup(parts.dekad(), columns);
      pentad = lookup(parts.pentad(), columns);
      hour = lookup(parts.hour(), columns);
      minute = lookup(parts.minute(), columns);
    }

    private static Optional<CellLookup<Integer>> lookup(Optional<String> name, Columns columns) {
      return name.map(column -> new CellLookup<>(columns.index(column), OfParts::number));
    }

    private static int number(String text) {
      Matcher whole = WHOLE.matcher(text);
      if (whole.matches()) {
        return Integer.parseInt(whole.group(1));
      }
      // Roman numerals are often typed with the Cyrillic letter.
      int roman = ROMAN.indexOf(text.toLowerCase(Locale.ROOT).replace('\u0456', 'i'));
      if (roman >= 0) {
        return roman + 1;
      }
      int name = MonthNames.find(text);
      return name > 0 ? name : NONE;
    }

    @Override
    boolean read(Row row) {
      int y = of(year, row, NONE);
      if (y < 0 || y > 9_999) {
        return false;
      }
      LocalDate date;
      if (dekad.isPresent() || pentad.isPresent()) {
        int perMonth = dekad.isPresent() ? 3 : 6;
        int step = of(dekad.isPresent() ? dekad : pentad, row, NONE);
        int m = of(month, row, 0);
        if (month.isEmpty() && step >= 1 && step <= 12 * perMonth) {
          m = (step - 1) / perMonth + 1;
          step = (step - 1) % perMonth + 1;
        }
        if (m < 1 || m > 12 || step < 1 || step > perMonth) {
          return false;
        }
        date = LocalDate.of(y, m, (step - 1) * (30 / perMonth) + 1);
      } else {
        int m = of(month, row, 1);
        int d = of(day, row, 1);
        if (m < 1 || m > 12 || d < 1 || d > YearMonth.of(y, m).lengthOfMonth()) {
          return false;
        }
        date = LocalDate.of(y, m, d);
      }
      int h = of(hour, row, 0);
      int min = of(minute, row, 0);
      if (h < 0 || h > 24 || min < 0 || min > 59 || h == 24 && min > 0) {
        return false;
      }
      time.set(date.toEpochDay(), (h * 60L + min) * 60_000_000L);
      return true;
    }

    private static int of(Optional<CellLookup<Integer>> part, Row row, int standIn) {
      return part.isPresent() ? part.get().of(row) : standIn;
    }

    @Override
    String text(Row row) {
      return Arrays.stream(all).mapToObj(row::text).collect(Collectors.joining(" "));
    }
  }
}
