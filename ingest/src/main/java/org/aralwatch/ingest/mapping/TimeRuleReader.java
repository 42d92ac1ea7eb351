package org.aralwatch.ingest.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.ingest.mapping.TimeRule.Label;
import org.aralwatch.ingest.mapping.TimeRule.Moment;

/** Reads the mapping's "time". */
final class TimeRuleReader {
  private static final TimeFormat STAND_IN = TimeFormat.of("yyyy");

  private final JsonObject time;

  TimeRuleReader(JsonObject time) {
    this.time = time;
  }

  TimeRule read() {
    Moment moment = moment();
    ZoneId zone = time.parsed("zone", TimeRuleReader::zone, ZoneOffset.UTC);
    Choice<Support> support = support();
    Label label =
        time.has("label") ? time.parsed("label", TimeRuleReader::label, Label.BEGIN) : Label.BEGIN;
    boolean fixed =
        support.all().stream().anyMatch(s -> s.isInstant() || s.code().startsWith("PT"));
    if (fixed && (label == Label.LAST_DAY || label == Label.WITHIN)) {
      time.add(
          "label",
          "'" + label.code() + "' is for day, dekad, month and the like; expected begin or end");
    }
    if (moment instanceof TimeRule.Ends && label != Label.BEGIN) {
      time.add("label", "has no meaning where begin and end are given");
    }
    time.done();
    return new TimeRule(moment, zone, support, label);
  }

  private Moment moment() {
    Optional<JsonObject> parts = time.optionalObject("parts");
    Optional<JsonObject> begin = time.optionalObject("begin");
    Optional<JsonObject> end = time.optionalObject("end");
    boolean hasText = time.has("column") || time.has("columns");
    int ways = (parts.isPresent() ? 1 : 0) + (hasText ? 1 : 0);
    if (begin.isPresent() || end.isPresent()) {
      ways++;
      if (begin.isEmpty() || end.isEmpty()) {
        time.add(begin.isEmpty() ? "begin" : "end", "is missing: both ends are needed");
      }
    }
    if (ways > 1) {
      time.add("columns", "expected one of 'column', 'columns', 'parts', 'begin' with 'end'");
    }
    if (parts.isPresent()) {
      return parts(parts.get());
    }
    if (begin.isPresent() && end.isPresent()) {
      TimeRule.Ends ends =
          new TimeRule.Ends(begin.get().text("column"), end.get().text("column"), formats());
      begin.get().done();
      end.get().done();
      return ends;
    }
    if (time.has("columns") && time.has("column")) {
      time.add("columns", "expected either 'column' or 'columns'");
    }
    List<String> columns =
        time.has("columns") ? time.texts("columns") : List.of(time.text("column"));
    return new TimeRule.Text(columns, formats());
  }

  private List<TimeFormat> formats() {
    if (time.isText("format") || !time.has("format")) {
      return List.of(time.parsed("format", TimeFormat::of, STAND_IN));
    }
    List<TimeFormat> formats =
        time.texts("format").stream()
            .map(text -> time.read("format", text, TimeFormat::of, STAND_IN))
            .toList();
    if (formats.isEmpty()) {
      time.add("format", "expected at least one");
      return List.of(STAND_IN);
    }
    return formats;
  }

  private TimeRule.Parts parts(JsonObject object) {
    TimeRule.Parts parts =
        new TimeRule.Parts(
            object.text("year"),
            object.optionalText("month"),
            object.optionalText("day"),
            object.optionalText("dekad"),
            object.optionalText("pentad"),
            object.optionalText("hour"),
            object.optionalText("minute"));
    long within =
        List.of(parts.day(), parts.dekad(), parts.pentad()).stream()
            .filter(Optional::isPresent)
            .count();
    if (within > 1) {
      object.add("day", "expected one of 'day', 'dekad', 'pentad'");
    }
    if (parts.day().isPresent() && parts.month().isEmpty()) {
      object.add("month", "is missing: a day needs a month");
    }
    if (parts.minute().isPresent() && parts.hour().isEmpty()) {
      object.add("hour", "is missing: a minute needs an hour");
    }
    if (parts.hour().isPresent() && parts.day().isEmpty()) {
      object.add("day", "is missing: an hour needs a day");
    }
    object.done();
    return parts;
  }

  private Choice<Support> support() {
    if (time.isText("support")) {
      return Choice.constant(time.parsed("support", Support::ofCode, Support.DAY));
    }
    JsonObject object = time.object("support");
    String column = object.text("column");
    Map<String, Support> values = new LinkedHashMap<>();
    object
        .members("values")
        .forEach(
            (text, code) ->
                values.put(
                    text,
                    object.read("values." + text, code.asText(), Support::ofCode, Support.DAY)));
    object.done();
    return new Choice<>(Optional.of(column), values);
  }

  /** Fixed offsets become zones that the database reads alike: to it, "UTC+06:00" lies west. */
  static ZoneId zone(String text) {
    try {
      ZoneId zone = ZoneId.of(text).normalized();
      if (zone instanceof ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        if (seconds == 0) {
          return ZoneId.of("UTC");
        }
        if (seconds % 3_600 != 0) {
          throw new IllegalArgumentException(
              "the offset '" + text + "' is not of whole hours; name a zone, as Asia/Kabul");
        }
        // POSIX counts west, so east of Greenwich is minus.
        return ZoneId.of("Etc/GMT" + (seconds > 0 ? "-" : "+") + Math.abs(seconds) / 3_600);
      }
      return zone;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + text + "'; expected one such as Asia/Tashkent or UTC+05:00", e);
    }
  }

  private static Label label(String code) {
    for (Label label : Label.values()) {
      if (label.code().equals(code)) {
        return label;
      }
    }
    throw new IllegalArgumentException(
        "unknown label '" + code + "'; one of begin, end, last-day, within");
  }
}
