package org.aralwatch.server.http;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** What operators watch, in the text format of Prometheus. Thread-safe. */
public final class Metrics {
  /** The figures that this product promises lie between these. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Request, Timer> requests = new ConcurrentHashMap<>();

  /** The registry refers to these weakly. */
  private final Collection<Object> sources = new ConcurrentLinkedQueue<>();

  private record Request(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /**
   * What the tile cache tells of itself.
   *
   * @param bytes held now
   */
  public void tileCache(LongSupplier hits, LongSupplier misses, LongSupplier bytes) {
    count("hit", hits);
    count("miss", misses);
    sources.add(bytes);
    Gauge.builder("tile.cache.size", bytes, LongSupplier::getAsLong)
        .description("Tiles in memory")
        .baseUnit("bytes")
        .register(registry);
  }

  private void count(String result, LongSupplier counter) {
    sources.add(counter);
    FunctionCounter.builder("tile.cache.gets", counter, LongSupplier::getAsLong)
        .description("Tiles asked for, found in memory or rendered")
        .tag("result", result)
        .register(registry);
  }

  /** How many connections to the store are in use. */
  public void pool(DataSource dataSource) {
    if (dataSource instanceof HikariDataSource hikari) {
      HikariPoolMXBean pool = hikari.getHikariPoolMXBean();
      connections("active", pool::getActiveConnections);
      connections("idle", pool::getIdleConnections);
      connections("pending", pool::getThreadsAwaitingConnection);
    }
  }

  private void connections(String state, IntSupplier number) {
    sources.add(number);
    Gauge.builder("database.connections", number, IntSupplier::getAsInt)
        .description("Connections to the store, and threads that wait for one")
        .tag("state", state)
        .register(registry);
  }

  /** Rows that this process has read into the record, by what became of them. */
  public void ingested(String outcome, long rows) {
    registry.counter("ingest.values", "outcome", outcome).increment(rows);
  }

  /** A run of a source that has ended in this process. */
  public void sourceRead(String source, boolean success) {
    registry
        .counter("source.runs", "source", source, "outcome", success ? "success" : "failure")
        .increment();
  }

  /**
   * @param route template of the path, never the path itself: there are few of them
   */
  void request(String method, String route, int status, long nanos) {
    requests
        .computeIfAbsent(new Request(method, route, status), this::timer)
        .record(Duration.ofNanos(nanos));
  }

  private Timer timer(Request request) {
    return Timer.builder("http.server.requests")
        .description("Requests by route and status")
        .tag("method", request.method())
        .tag("route", request.route())
        .tag("status", Integer.toString(request.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  String scrape() {
    return registry.scrape();
  }
}
