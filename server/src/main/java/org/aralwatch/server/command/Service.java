package org.aralwatch.server.command;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.RevisionStore;
import org.aralwatch.ingest.SampleRecord;
import org.aralwatch.ingest.connector.SourceWorker;
import org.aralwatch.ingest.pipeline.IngestReport;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.worker.UploadWorker;
import org.aralwatch.server.Version;
import org.aralwatch.server.http.Health;
import org.aralwatch.server.http.HttpServer;
import org.aralwatch.server.http.HttpSettings;
import org.aralwatch.server.http.Metrics;
import org.aralwatch.server.http.ProbeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that serves until it is stopped. The port is taken first, so that a taken one is known
 * before anything else is done; the page and the API open when the store is there, and the sample
 * is loaded after that, in view of whoever looks; ready it is when that is done too.
 */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final int WORKER_THREADS = 2;

  /** Each holds a connection while it waits for a host. */
  private static final int SOURCE_THREADS = 2;

  private final PrintStream out;
  private final Closing closing = Closing.atExit();
  private final Metrics metrics = new Metrics();
  private final Stopwatch stopwatch = new Stopwatch();

  Service(PrintStream out) {
    this.out = out;
  }

  /** Which parts of the program run. */
  record Parts(Optional<HttpSettings> http, boolean worker, boolean sample, boolean exclusive) {}

  /** Times of the stages of a start. */
  private static final class Stopwatch {
    // Of Java, not of the process, which may have been the shell that built us.
    private final Instant began =
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final StringBuilder stages = new StringBuilder();
    private Instant last = began;

    void stage(String name) {
      Instant now = Instant.now();
      stages.append(' ').append(name).append('=').append(Duration.between(last, now).toMillis());
      last = now;
    }

    double seconds() {
      return Duration.between(began, last).toMillis() / 1000.0;
    }

    @Override
    public String toString() {
      return stages.toString().strip();
    }
  }

  /** Starts the parts and returns when the process is to end. */
  void run(StoreOptions storeOptions, Parts parts) {
    stopwatch.stage("java");
    Health health =
        new Health(
            Version.current(),
            storeOptions.database().isPresent()
                ? Health.StoreKind.EXTERNAL
                : Health.StoreKind.EMBEDDED,
            Instant.now());
    Optional<HttpServer> http = parts.http().map(settings -> listen(settings, health));
    stopwatch.stage("listen");
    OpenStore store =
        parts.exclusive()
            ? OpenStore.openExclusively(storeOptions, closing)
            : OpenStore.open(storeOptions, closing);
    Database database = store.database();
    stopwatch.stage("database");
    database.migrate();
    RevisionStore revisions = new RevisionStore(database.jdbi());
    health.connected(database.capability(), revisions::current);
    stopwatch.stage("migrate");
    Optional<String> token = Tokens.first(database);
    if (http.isPresent()) {
      Application.open(database, metrics, closing).openOn(http.get());
      stopwatch.stage("http");
      greet(http.get(), database, storeOptions, store.origin(), token);
    }
    Load load = new Load(database, Clock.systemUTC(), this::count);
    if (parts.worker()) {
      UploadWorker worker =
          closing.add(
              Closing.Stage.WORKER, "worker", new UploadWorker(database, load, WORKER_THREADS));
      worker.start();
      SourceWorker sources =
          closing.add(
              Closing.Stage.WORKER,
              "sources",
              new SourceWorker(database, Clock.systemUTC(), SOURCE_THREADS, metrics::sourceRead));
      sources.start();
      stopwatch.stage("worker");
    }
    if (parts.sample()) {
      loadSample(database, load);
      stopwatch.stage("sample");
    }
    health.ready();
    out.printf("Ready in %.1f s. Stop with Ctrl-C.%n", stopwatch.seconds());
    out.flush();
    LOG.info(
        "ready: version={} store=\"{}\" milliseconds: {}",
        Version.current(),
        database.capability().describe(),
        stopwatch);
    awaitEnd(health);
  }

  private HttpServer listen(HttpSettings settings, Health health) {
    HttpServer http = HttpServer.start(settings, new ProbeHandler(health, metrics), metrics);
    return closing.add(Closing.Stage.REQUESTS, "HTTP", http);
  }

  private void greet(
      HttpServer http,
      Database database,
      StoreOptions options,
      OpenStore.Origin origin,
      Optional<String> token) {
    out.println();
    out.println("  AralWatch " + Version.current());
    out.println("  map         " + http.address());
    out.println("  API         " + http.address() + "docs/");
    out.println("  store       " + database.capability().describe());
    out.println(
        "  data        "
            + (origin == OpenStore.Origin.EXTERNAL
                ? database.settings().address()
                : options.data().toAbsolutePath().normalize()));
    token.ifPresent(
        secret -> {
          out.println("  admin token " + secret);
          out.println("              shown this once; 'aralwatch token' makes another");
        });
    out.println();
    out.flush();
  }

  private void loadSample(Database database, Load load) {
    StoppableWork work = closing.add(Closing.Stage.WORKER, "sample", new StoppableWork());
    try {
      List<IngestReport> reports = new SampleRecord(database, load).load(Screen.progress(out));
      if (!reports.isEmpty()) {
        long stored = reports.stream().mapToLong(IngestReport::stored).sum();
        out.printf(
            "Sample record: %d files, %,d values. --no-sample leaves it out.%n",
            reports.size(), stored);
        out.flush();
      }
    } catch (RuntimeException e) {
      if (work.isStopped()) {
        throw e;
      }
      // The program is of use without it.
      LOG.error("the sample record was not loaded", e);
      out.println("The sample record was not loaded: " + e.getMessage());
    } finally {
      work.done();
    }
  }

  private void count(IngestReport report) {
    metrics.ingested("stored", report.stored());
    metrics.ingested("revised", report.revised());
    metrics.ingested("unchanged", report.unchanged());
    metrics.ingested("rejected", report.rejectedTotal());
  }

  /** A signal ends the process: the hook of {@link Closing} does the work. */
  private void awaitEnd(Health health) {
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(health::stopping, "not-ready"));
    try {
      while (!end.await(1, TimeUnit.HOURS)) {
        LOG.debug("still serving");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
