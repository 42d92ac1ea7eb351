package org.aralwatch.ingest.pipeline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.LoadTransaction;
import org.aralwatch.geodata.storage.MergeResult;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Upload.Reject;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import org.aralwatch.ingest.source.TableReader;
import org.aralwatch.ingest.source.WarningReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one file into the record, as named steps:
 *
 * <pre>
 * read ({@link FormatReaders}) -> map ({@link RowMapper}) -> check, stage ({@link Stager})
 *   -> merge, roll up ({@link LoadTransaction#merge}) -> raise revisions, commit
 * </pre>
 *
 * The first line is one pass over the file: a row is read, mapped, checked and staged before the
 * next, so memory does not grow with the file. Runs once.
 */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final SourceFile file;
  private final BoundMapping mapping;
  private final LoadTransaction transaction;
  private final Clock clock;
  private final Instant received;
  private final RejectLog rejects;
  private final Preview preview;
  private final Progress progress;
  private final List<IngestReport.Step> steps = new ArrayList<>();
  private final long started = System.nanoTime();
  private Stager stager;
  private List<String> warnings = List.of();
  private Sha256 sha256;
  private long bytes;
  private MergeResult merged;

  /**
   * @param received when the file came in
   * @param rejects keeps all rejected rows
   * @param preview null where nobody looks at one
   */
  Pipeline(
      SourceFile file,
      BoundMapping mapping,
      LoadTransaction transaction,
      Clock clock,
      Instant received,
      Consumer<List<Reject>> rejects,
      Preview preview,
      Progress progress) {
    this.file = file;
    this.mapping = mapping;
    this.transaction = transaction;
    this.clock = clock;
    this.received = received;
    this.rejects = new RejectLog(rejects);
    this.preview = preview;
    this.progress = progress;
  }

  /** Reads, maps, checks, stages and merges; what is left is to commit, or not to. */
  void run() {
    step("read", this::read);
    step(
        "merge",
        () -> {
          merged = transaction.merge(this::conflicting);
          rejects.flush();
          if (Thread.interrupted()) {
            throw new LoadInterruptedException();
          }
          return merged;
        });
  }

  /** Times a step and logs it. */
  <T> T step(String name, Supplier<T> work) {
    progress.step(name);
    long begin = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    steps.add(new IngestReport.Step(name, seconds));
    LOG.debug("{}: {} in {} s", file.name(), name, String.format(Locale.ROOT, "%.3f", seconds));
    return result;
  }

  private Long read() {
    try (InputStream raw = file.open()) {
      CountingDigest in = new CountingDigest(raw);
      stager =
          new Stager(
              transaction,
              mapping.mapping().time().zone(),
              new Checks(clock),
              rejects,
              preview,
              () -> progress.reading(in.count(), stager.rows()));
      TableReader tables = FormatReaders.of(mapping.mapping(), file, received);
      new MappedTable(
              preview == null ? tables : (rows, sink) -> tables.read(rows, preview.watching(sink)),
              mapping,
              file.name(),
              new RecordedStations(transaction))
          .read(new BufferedInputStream(in, 1 << 16), stager);
      in.transferTo(OutputStream.nullOutputStream());
      warnings = tables instanceof WarningReader reader ? reader.warnings() : List.of();
      bytes = in.count();
      sha256 = in.sha256();
      progress.reading(bytes, stager.rows());
      return stager.staged();
    } catch (IOException e) {
      throw new BadFileException("the file cannot be read: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new BadFileException("the file cannot be read: " + e.getCause().getMessage(), e);
    }
  }

  /** The features that the load's own transaction sees. */
  private record RecordedStations(LoadTransaction transaction) implements StationFinder {
    @Override
    public Optional<FeatureRef> find(String layer, String code) {
      return transaction.findFeature(layer, code);
    }

    @Override
    public List<String> codes(String layer) {
      return transaction.featureCodes(layer);
    }
  }

  private void conflicting(long line, long firstLine, double result, double firstResult) {
    rejects.add(
        line,
        RejectReason.DUPLICATE_TIME,
        "",
        result + "; line " + firstLine + " gives " + firstResult + " for the same time");
  }

  /** Of the bytes that were read. */
  Sha256 sha256() {
    return sha256;
  }

  /** Rows of data that were read. */
  long rows() {
    return stager.rows();
  }

  /** Rows, or values of rows, that were not taken. */
  long rejected() {
    return rejects.total();
  }

  IngestReport report(IngestReport.Mode mode, OptionalLong upload, OptionalLong revision) {
    return new IngestReport(
        file.name(),
        sha256,
        bytes,
        mapping.mapping().name(),
        mode,
        upload,
        stager.rows(),
        stager.ignoredRows(),
        stager.staged() + stager.missingValues() + rejects.total() - merged.conflicting(),
        merged.stored(),
        merged.revised(),
        merged.unchanged(),
        merged.repeated(),
        stager.missingValues(),
        stager.flagged(),
        rejects.byReason(),
        transaction.createdFeatures(),
        transaction.createdDatastreams(),
        stager.tablesLeftOut(),
        warnings,
        (System.nanoTime() - started) / 1e9,
        steps,
        revision);
  }
}
