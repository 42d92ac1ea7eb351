package org.aralwatch.server.http;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  private record Request(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where others register what they count. */
  public PrometheusMeterRegistry registry() {
    return registry;
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
