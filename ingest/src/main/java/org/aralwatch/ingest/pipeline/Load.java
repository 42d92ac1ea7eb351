package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.LoadTransaction;
import org.aralwatch.geodata.storage.MappingStore;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.Upload.Reject;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.detect.Detector;
import org.aralwatch.ingest.detect.Proposal;
import org.aralwatch.ingest.detect.SavedMappings;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.SourceFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads files into the record: the use case of the command line, of the worker and of the sample. A
 * file is one transaction: all of its good rows are stored, or none. Loading it again changes
 * nothing. Thread-safe.
 */
public final class Load {
  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  private final Database database;
  private final Clock clock;
  private final BlobStore blobs;
  private final UploadStore uploads;
  private final Consumer<IngestReport> stored;

  public Load(Database database, Clock clock) {
    this(database, clock, report -> {});
  }

  /**
   * @param stored told of each load that was committed, from the loading thread
   */
  public Load(Database database, Clock clock, Consumer<IngestReport> stored) {
    this.database = database;
    this.clock = clock;
    this.stored = stored;
    this.blobs = new BlobStore(database.jdbi());
    this.uploads = new UploadStore(database.jdbi());
  }

  /**
   * Stores a file: keeps its bytes, makes an upload of it, loads it.
   *
   * @throws MappingException when the mapping does not fit the record or the file
   * @throws BadFileException when the file cannot be read as a whole; nothing is stored then
   * @throws StorageException when the store cannot be used; nothing is stored then
   */
  public IngestReport store(SourceFile file, Mapping mapping, String actor, Progress progress) {
    BoundMapping bound = bind(mapping);
    progress.begin(file.name(), file.size());
    try {
      progress.step("keep the file");
      Sha256 sha256 = keep(file);
      long id =
          uploads.create(
              new Upload.New(
                  file.name(),
                  sha256,
                  file.size(),
                  mapping.name(),
                  mapping.definition(),
                  actor,
                  "committing"));
      try {
        IngestReport report =
            new UploadLock(database.jdbi())
                .tryHolding(
                    id,
                    () -> commit(id, file, sha256, bound, actor, clock.instant(), true, progress))
                .orElseThrow(() -> new IllegalStateException("upload " + id + " is taken"));
        // The caller shows the report to whoever waits for it.
        LOG.debug("{}", report.toLine());
        return report;
      } catch (RuntimeException e) {
        fail(id, e);
        throw e;
      }
    } finally {
      progress.end();
    }
  }

  /** As {@link #store}, but keeps nothing; the counts are those that a load would give now. */
  public IngestReport dryRun(SourceFile file, Mapping mapping, String actor, Progress progress) {
    BoundMapping bound = bind(mapping);
    progress.begin(file.name(), file.size());
    try {
      return dryRun(
          file, bound, actor, OptionalLong.empty(), clock.instant(), rejects -> {}, null, progress);
    } finally {
      progress.end();
    }
  }

  /**
   * Looks at an upload whose bytes are kept, and keeps what it finds with it: the proposal of a
   * mapping where it came without one, and as soon as there is a whole one, report, preview and
   * rejects of a dry run. The caller holds its {@link UploadLock}.
   *
   * @return empty where the proposal needs a person's answers
   */
  public Optional<IngestReport> preview(Upload upload) {
    SourceFile file = file(upload);
    if (upload.mappingName().isEmpty()) {
      Optional<Mapping> found = propose(upload, file);
      return found.map(mapping -> preview(upload, file, bind(mapping)));
    }
    return Optional.of(preview(upload, file, bind(mapping(upload))));
  }

  /** The mapping of a file that came without one; empty where questions are open. */
  private Optional<Mapping> propose(Upload upload, SourceFile file) {
    uploads.progress(upload.id(), "reading", 0, 0);
    Proposal proposal;
    try {
      proposal =
          new Detector(format -> FormatReaders.ofFormat(format, upload.createdAt()))
              .propose(file, Vocabulary.load(database.jdbi()), this::saved);
    } catch (IOException e) {
      throw new BadFileException("the file cannot be read: " + e.getMessage(), e);
    }
    ObjectNode json = proposal.toJson();
    Mapping mapping;
    try {
      mapping = Mappings.parse("proposed", proposal.mapping().toString());
      bind(mapping);
    } catch (MappingException e) {
      e.problems().forEach(json.putArray("missing")::add);
      uploads.proposed(upload.id(), json.toString());
      LOG.info("upload {} waits for answers: {}", upload.id(), e.getMessage());
      return Optional.empty();
    }
    uploads.keepProposal(upload.id(), json.toString());
    OptionalInt version =
        proposal.saved().map(name -> OptionalInt.of(name.version())).orElse(OptionalInt.empty());
    database
        .jdbi()
        .useTransaction(
            handle ->
                UploadStore.nameMapping(
                    handle, upload.id(), mapping.name(), version, mapping.definition()));
    return Optional.of(mapping);
  }

  private List<SavedMappings.Saved> saved(String fingerprint) {
    return new MappingStore(database.jdbi())
            .findByFingerprint(fingerprint)
            .filter(found -> found.definition().isObject())
            .map(
                found ->
                    new SavedMappings.Saved(
                        found.name(), found.version(), (ObjectNode) found.definition()))
            .stream()
            .toList();
  }

  private IngestReport preview(Upload upload, SourceFile file, BoundMapping mapping) {
    Progress progress = new UploadProgress(uploads, upload.id(), "reading");
    progress.begin(file.name(), file.size());
    uploads.clearRejects(upload.id());
    Preview preview = new Preview();
    IngestReport report =
        dryRun(
            file,
            mapping,
            upload.actor(),
            OptionalLong.of(upload.id()),
            upload.createdAt(),
            rejects -> uploads.addRejects(upload.id(), rejects),
            preview,
            progress);
    uploads.previewed(upload.id(), report.toJson().toString(), preview.toJson().toString());
    LOG.info("{}", report.toLine());
    return report;
  }

  /** Stores an upload whose bytes are kept. The caller holds its {@link UploadLock}. */
  public IngestReport commit(Upload upload) {
    BoundMapping mapping = bind(mapping(upload));
    SourceFile file = file(upload);
    Progress progress = new UploadProgress(uploads, upload.id(), "committing");
    progress.begin(file.name(), file.size());
    IngestReport report =
        commit(
            upload.id(),
            file,
            upload.sha256(),
            mapping,
            upload.actor(),
            upload.createdAt(),
            upload.acceptsRejects(),
            progress);
    LOG.info("{}", report.toLine());
    return report;
  }

  private static Mapping mapping(Upload upload) {
    return Mappings.parse("of upload " + upload.id(), upload.mapping().toString());
  }

  private SourceFile file(Upload upload) {
    return SourceFile.of(upload.fileName(), upload.size(), blobs, upload.sha256());
  }

  private BoundMapping bind(Mapping mapping) {
    return BoundMapping.bind(mapping, Vocabulary.load(database.jdbi()));
  }

  private Sha256 keep(SourceFile file) {
    try (InputStream in = file.open()) {
      return blobs.put(in);
    } catch (IOException e) {
      throw new BadFileException("the file cannot be read: " + e.getMessage(), e);
    }
  }

  private IngestReport dryRun(
      SourceFile file,
      BoundMapping mapping,
      String actor,
      OptionalLong upload,
      Instant received,
      Consumer<List<Reject>> rejects,
      Preview preview,
      Progress progress) {
    try (LoadTransaction transaction =
        LoadTransaction.begin(
            database, Vocabulary.load(database.jdbi()), actor, OptionalLong.empty())) {
      Pipeline pipeline =
          new Pipeline(file, mapping, transaction, clock, received, rejects, preview, progress);
      pipeline.run();
      return pipeline.report(IngestReport.Mode.DRY_RUN, upload, OptionalLong.empty());
    }
  }

  private IngestReport commit(
      long id,
      SourceFile file,
      Sha256 expected,
      BoundMapping mapping,
      String actor,
      Instant received,
      boolean acceptRejects,
      Progress progress) {
    uploads.clearRejects(id);
    OptionalLong upload = OptionalLong.of(id);
    IngestReport[] report = new IngestReport[1];
    try (LoadTransaction transaction =
        LoadTransaction.begin(database, Vocabulary.load(database.jdbi()), actor, upload)) {
      Pipeline pipeline =
          new Pipeline(
              file,
              mapping,
              transaction,
              clock,
              received,
              rejects -> uploads.addRejects(id, rejects),
              null,
              progress);
      pipeline.run();
      if (!pipeline.sha256().equals(expected)) {
        throw new BadFileException("the file was changed while it was read");
      }
      if (!acceptRejects && pipeline.rejected() > 0) {
        throw new RowsRejectedException(pipeline.rejected());
      }
      uploads.progress(id, "committing", pipeline.rows(), 100);
      progress.step("commit");
      transaction.commit(
          revision -> {
            report[0] = pipeline.report(IngestReport.Mode.LOAD, upload, revision);
            return report[0].toJson().toString();
          });
      stored.accept(report[0]);
      return report[0];
    }
  }

  /** Writes down why an upload failed; where the store is gone as well, that is added to why. */
  public void fail(long upload, RuntimeException why) {
    // No connection is given to a thread that is to stop.
    boolean interrupted = Thread.interrupted();
    try {
      uploads.fail(upload, problem(why).toString());
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A problem document (RFC 9457) for what made a load fail. */
  public static ObjectNode problem(RuntimeException e) {
    ObjectNode problem = JsonNodeFactory.instance.objectNode();
    if (e instanceof MappingException mapping) {
      problem.put("type", "/problems/bad-mapping").put("title", "The mapping cannot be used");
      mapping.problems().forEach(problem.putArray("problems")::add);
    } else if (e instanceof BadFileException) {
      problem.put("type", "/problems/bad-file").put("title", "The file cannot be read");
    } else if (e instanceof RowsRejectedException) {
      problem.put("type", "/problems/rows-rejected").put("title", "Rows are rejected");
    } else if (e instanceof LoadInterruptedException) {
      problem.put("type", "/problems/interrupted").put("title", "The load was stopped");
    } else if (e instanceof StorageException && e.getCause() == null) {
      // As another time zone for a known series: the store works, and says what it cannot take.
      problem.put("type", "/problems/conflict").put("title", "The file does not fit the record");
    } else if (e instanceof StorageException) {
      problem.put("type", "/problems/storage-unavailable").put("title", "The store cannot be used");
    } else {
      LOG.error("a load failed by a fault of this program", e);
      return problem
          .put("type", "about:blank")
          .put("title", "A fault of this program")
          .put("detail", "the load failed by a fault of this program; its log has the details");
    }
    return problem.put("detail", e.getMessage());
  }
}
