package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Upload.Reject;

/**
 * What became of a file. Of its values, each is counted once: {@code values = stored + revised +
 * unchanged + repeated + missing + rejected}; a row rejected whole counts as one.
 *
 * @param bytes size of the file
 * @param upload key of the upload; empty for a dry run of a file
 * @param rows rows of data
 * @param ignored rows that hold nothing, or that the mapping leaves out
 * @param flagged values taken but flagged, by the test they failed, or "source" for the source's
 *     own judgement
 * @param tablesLeftOut sheets or members that the mapping does not read, or that are empty
 * @param warnings what is to be said of the file as a whole
 * @param seconds from the first byte to the end
 * @param revision of the record, when it was changed
 */
public record IngestReport(
    String file,
    Sha256 sha256,
    long bytes,
    String mapping,
    Mode mode,
    OptionalLong upload,
    long rows,
    long ignored,
    long values,
    long stored,
    long revised,
    long unchanged,
    long repeated,
    long missing,
    Map<String, Long> flagged,
    List<Rejected> rejected,
    int stationsCreated,
    int datastreamsCreated,
    List<String> tablesLeftOut,
    List<String> warnings,
    double seconds,
    List<Step> steps,
    OptionalLong revision) {

  /** Whether the file was to be stored. */
  public enum Mode {
    LOAD,
    /** Counted as if, and nothing kept. */
    DRY_RUN;

    public String code() {
      return this == LOAD ? "load" : "dry-run";
    }
  }

  /** Rows rejected for one reason, and the first few of them. */
  public record Rejected(RejectReason reason, long count, List<Reject> samples) {}

  /** A step of the way and how long it took. */
  public record Step(String name, double seconds) {}

  public IngestReport {
    flagged = Collections.unmodifiableMap(new TreeMap<>(flagged));
    rejected = List.copyOf(rejected);
    tablesLeftOut = List.copyOf(tablesLeftOut);
    warnings = List.copyOf(warnings);
    steps = List.copyOf(steps);
  }

  public long rejectedTotal() {
    return rejected.stream().mapToLong(Rejected::count).sum();
  }

  /** Values that are in the record now, or would be after a load. */
  public long taken() {
    return stored + revised + unchanged;
  }

  public long rowsPerSecond() {
    return seconds > 0 ? Math.round(rows / seconds) : 0;
  }

  /** Of the command line: 0 all stored or there already, 1 rows rejected, 2 nothing stored. */
  public int exitCode() {
    if (taken() == 0) {
      return 2;
    }
    return rejectedTotal() > 0 ? 1 : 0;
  }

  /** As the upload keeps it and the API shows it. */
  @JsonValue
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("file", file).put("sha256", sha256.hex()).put("bytes", bytes);
    json.put("mapping", mapping).put("mode", mode.code());
    upload.ifPresent(id -> json.put("upload", id));
    json.put("rows", rows).put("ignored", ignored).put("values", values);
    json.put("stored", stored).put("revised", revised).put("unchanged", unchanged);
    json.put("repeated", repeated).put("missing", missing);
    ObjectNode flags = json.putObject("flagged");
    flagged.forEach(flags::put);
    json.put("rejected", rejectedTotal());
    ArrayNode reasons = json.putArray("rejectedByReason");
    for (Rejected one : rejected) {
      ObjectNode reason = reasons.addObject();
      reason.put("reason", one.reason.code()).put("meaning", one.reason.sentence());
      reason.put("count", one.count);
      ArrayNode samples = reason.putArray("samples");
      for (Reject reject : one.samples) {
        ObjectNode sample = samples.addObject();
        reject.table().ifPresent(table -> sample.put("table", table));
        sample.put("line", reject.line());
        reject.column().ifPresent(column -> sample.put("column", column));
        sample.put("text", reject.text());
      }
    }
    json.put("stationsCreated", stationsCreated).put("datastreamsCreated", datastreamsCreated);
    tablesLeftOut.forEach(json.putArray("tablesLeftOut")::add);
    warnings.forEach(json.putArray("warnings")::add);
    json.put("seconds", Math.round(seconds * 1_000) / 1_000.0);
    json.put("rowsPerSecond", rowsPerSecond());
    ObjectNode times = json.putObject("steps");
    steps.forEach(step -> times.put(step.name, Math.round(step.seconds * 1_000) / 1_000.0));
    revision.ifPresent(number -> json.put("revision", number));
    return json;
  }

  /** The counts in one line, for a log. */
  public String toLine() {
    return String.format(
        Locale.ROOT,
        "%s %s: %d rows, %d stored, %d revised, %d unchanged, %d missing, %d rejected, %d rows/s",
        mode.code(),
        file,
        rows,
        stored,
        revised,
        unchanged,
        missing,
        rejectedTotal(),
        rowsPerSecond());
  }

  /** A table for a terminal. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(file).append(mode == Mode.DRY_RUN ? " (dry run, nothing kept)" : "").append('\n');
    line(text, "rows", rows, ignored > 0 ? "of which " + number(ignored) + " ignored" : "");
    line(text, "stored", stored, "");
    line(text, "revised", revised, "");
    line(text, "unchanged", unchanged, "");
    optionalLine(text, "repeated", repeated, "the same row twice in the file");
    line(text, "missing", missing, "");
    flagged.forEach((test, count) -> optionalLine(text, "flagged", count, test));
    line(text, "rejected", rejectedTotal(), "");
    for (Rejected one : rejected) {
      text.append(
          "    %-24s %12s  %s%n"
              .formatted(one.reason.code(), number(one.count), one.reason.sentence()));
      for (Reject reject : one.samples) {
        text.append(
            "      %sline %d%s: %s%n"
                .formatted(table(reject), reject.line(), column(reject), reject.text()));
      }
      if (one.count > one.samples.size()) {
        text.append("      and %s more%n".formatted(number(one.count - one.samples.size())));
      }
    }
    optionalLine(text, "stations", stationsCreated, "new");
    optionalLine(text, "series", datastreamsCreated, "new");
    if (!tablesLeftOut.isEmpty()) {
      text.append("  not read: ").append(String.join(", ", tablesLeftOut)).append('\n');
    }
    warnings.forEach(warning -> text.append("  note: ").append(warning).append('\n'));
    text.append(
        String.format(Locale.ROOT, "  in %.2f s, %s rows/s", seconds, number(rowsPerSecond())));
    text.append(revision.isPresent() ? ", revision " + revision.getAsLong() : "").append('\n');
    return text.toString();
  }

  private static String table(Reject reject) {
    return reject.table().map(name -> "table '" + name + "', ").orElse("");
  }

  private static String column(Reject reject) {
    return reject.column().map(name -> ", column '" + name + "'").orElse("");
  }

  private static void optionalLine(StringBuilder text, String what, long count, String note) {
    if (count > 0) {
      line(text, what, count, note);
    }
  }

  private static void line(StringBuilder text, String what, long count, String note) {
    text.append("  %-26s %12s  %s".formatted(what, number(count), note).stripTrailing());
    text.append('\n');
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
