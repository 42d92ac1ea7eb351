package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.aralwatch.geodata.storage.Upload.Reject;

/**
 * Counts what is rejected, keeps the first few of each reason for the report, and hands all on in
 * batches. Not thread-safe.
 */
final class RejectLog {
  static final int SAMPLES = 10;
  private static final int BATCH = 1_000;
  private static final int LONGEST_TEXT = 200;

  private final Consumer<List<Reject>> store;
  private final List<Reject> batch = new ArrayList<>();
  private String table = "";
  private final Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
  private final Map<RejectReason, List<Reject>> samples = new EnumMap<>(RejectReason.class);

  /**
   * @param store keeps them all
   */
  RejectLog(Consumer<List<Reject>> store) {
    this.store = store;
  }

  /** What follows is of this sheet, or this member of an archive. */
  void beginTable(String name) {
    table = name;
  }

  void add(long line, RejectReason reason, String column, String text) {
    Reject reject =
        new Reject(
            line,
            reason.code(),
            column.isEmpty() ? Optional.empty() : Optional.of(column),
            shortened(text),
            table.isEmpty() ? Optional.empty() : Optional.of(table),
            Optional.empty());
    counts.merge(reason, 1L, Long::sum);
    List<Reject> first = samples.computeIfAbsent(reason, key -> new ArrayList<>());
    if (first.size() < SAMPLES) {
      first.add(reject);
    }
    batch.add(reject);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    // Half of a surrogate pair is no text that the store could keep.
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }

  void flush() {
    store.accept(List.copyOf(batch));
    batch.clear();
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  List<IngestReport.Rejected> byReason() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new IngestReport.Rejected(
                    entry.getKey(), entry.getValue(), List.copyOf(samples.get(entry.getKey()))))
        .toList();
  }
}
