package org.aralwatch.ingest.mapping;

import java.time.ZoneId;
import java.util.List;
import org.aralwatch.geodata.observation.Support;

/**
 * How a row says for which period its values stand.
 *
 * @param columns whose texts, joined with blanks, are read by {@code format}
 * @param zone of the times in the file, and of the station's days
 */
public record TimeRule(
    List<String> columns, TimeFormat format, ZoneId zone, Choice<Support> support, Label label) {
  public TimeRule {
    columns = List.copyOf(columns);
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
