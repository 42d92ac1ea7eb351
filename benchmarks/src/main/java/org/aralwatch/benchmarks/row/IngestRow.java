package org.aralwatch.benchmarks.row;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.aralwatch.benchmarks.data.GrowthRecord;
import org.aralwatch.benchmarks.peer.BareCopy;
import org.aralwatch.benchmarks.report.Reading;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;

/**
 * A CSV file of a million rows into an empty record, each time by a new Java of 256 MB, in turns
 * with a bare COPY of the rows that came of it.
 */
final class IngestRow implements Row {
  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public void measure(Bench bench) {
    Path file = GrowthRecord.nextMillion(bench.scratch());
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> heaps = new ArrayList<>();
    try (Record record = GrowthRecord.empty(bench.store())) {
      BareCopy copy = new BareCopy(record, bench.scratch().resolve("copy-" + bench.store().name()));
      for (int round = -1; round < bench.rounds(); round++) {
        clear(record);
        LoaderProcess.Result loaded = LoaderProcess.run(bench.scratch(), record.url(), file);
        if (!copy.hasRows()) {
          copy.takeRows();
        }
        clear(record);
        double copied = copy.rowsPerSecond();
        // The first round only warms the caches of system and database.
        if (round >= 0) {
          ours.add(loaded.rowsPerSecond());
          theirs.add(copied);
          heaps.add(loaded.peakHeapMegabytes());
        }
      }
      clear(record);
    }
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round) / theirs.get(round));
    }
    bench.found(
        Target.INGEST_RATE,
        ratios,
        Optional.of("COPY %,.0f rows/s".formatted(Reading.of(theirs).median())),
        "%,.0f rows/s, from a cold Java; %,d MB file"
            .formatted(Reading.of(ours).median(), size(file) >> 20));
    bench.found(
        Target.INGEST_HEAP,
        heaps,
        Optional.empty(),
        "with garbage that was not yet collected; the most of the rounds is %,.0f MB"
            .formatted(heaps.stream().flatMapToDouble(DoubleStream::of).max().orElseThrow()));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty record with its stations, as on the first day. */
  private static void clear(Record record) {
    record.execute(
        """
        TRUNCATE observation, observation_history, rollup_day, rollup_month, rollup_year,
          value_revision, upload_reject, blob_chunk, blob, datastream
        """);
    record.execute("DELETE FROM change_set WHERE kind = 'upload'");
    record.execute("DELETE FROM upload");
  }
}
