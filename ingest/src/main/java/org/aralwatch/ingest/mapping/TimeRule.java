package org.aralwatch.ingest.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.aralwatch.geodata.observation.Support;

/**
 * How a row says for which period its values stand.
 *
 * @param moment where the row has its time
 * @param zone of the times in the file, and of the station's days
 */
public record TimeRule(Moment moment, ZoneId zone, Choice<Support> support, Label label) {

  /** Where a row has its time. */
  public sealed interface Moment {
    /** The columns that are read. */
    List<String> columns();
  }

  /**
   * A text of a pattern.
   *
   * @param columns whose texts, joined with blanks, are read
   * @param formats tried in their order
   */
  public record Text(List<String> columns, List<TimeFormat> formats) implements Moment {
    public Text {
      columns = List.copyOf(columns);
      formats = List.copyOf(formats);
    }
  }

  /**
   * A column for each part. A month is 1 to 12 or a name ({@link MonthNames}); a dekad is 1 to 3 or
   * I to III of the month, or 1 to 36 of the year where there is no month; a pentad likewise 1 to 6
   * or 1 to 72. What is left out is the first.
   */
  public record Parts(
      String year,
      Optional<String> month,
      Optional<String> day,
      Optional<String> dekad,
      Optional<String> pentad,
      Optional<String> hour,
      Optional<String> minute)
      implements Moment {
    @Override
    public List<String> columns() {
      List<String> columns = new ArrayList<>(List.of(year));
      Stream.of(month, day, dekad, pentad, hour, minute)
          .flatMap(Optional::stream)
          .forEach(columns::add);
      return columns;
    }
  }

  /** Both ends of the period, each in a column; the end is exclusive. */
  public record Ends(String begin, String end, List<TimeFormat> formats) implements Moment {
    public Ends {
      formats = List.copyOf(formats);
    }

    @Override
    public List<String> columns() {
      return List.of(begin, end);
    }
  }

  /** A rule for one column of one format. */
  public static TimeRule of(
      String column, TimeFormat format, ZoneId zone, Choice<Support> support, Label label) {
    return new TimeRule(new Text(List.of(column), List.of(format)), zone, support, label);
  }

  /** Which moment of its period a row's time is. */
  public enum Label {
    /** The time is the begin of the period. */
    BEGIN("begin"),
    /** The time is the end of the period, exclusive: an hour labelled 24:00 began at 23:00. */
    END("end"),
    /** The date is the last day of a calendar period, as dekads and months are often dated. */
    LAST_DAY("last-day"),
    /** The date lies somewhere in a calendar period, as on day 5, 15 or 25 of a dekad. */
    WITHIN("within");

    private final String code;

    Label(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
