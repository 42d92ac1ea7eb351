package org.aralwatch.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Capability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server says of its own state: whether it lives, and whether requests should be sent to
 * it. Thread-safe.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final String version;
  private final StoreKind kind;
  private final Instant started;
  private volatile Store store;
  private volatile Phase phase = Phase.STARTING;

  /** Where the record is kept. */
  public enum StoreKind {
    EMBEDDED,
    EXTERNAL
  }

  private enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  private record Store(Capability capability, LongSupplier revision) {}

  public Health(String version, StoreKind kind, Instant started) {
    this.version = version;
    this.kind = kind;
    this.started = started;
  }

  /**
   * The store has been reached.
   *
   * @param revision asks the store for its newest revision; throws when it cannot be reached
   */
  public void connected(Capability capability, LongSupplier revision) {
    store = new Store(capability, revision);
  }

  /** Everything is there. */
  public void ready() {
    phase = Phase.READY;
  }

  /** No more requests should come. */
  public void stopping() {
    phase = Phase.STOPPING;
  }

  /** An answer to a probe. */
  record Report(int status, String json) {}

  Report live() {
    return new Report(200, "{\"status\":\"up\"}");
  }

  /** Ready only while the store answers. */
  Report readiness() {
    Store known = store;
    Phase now = phase;
    ObjectNode report = Json.mapper().createObjectNode();
    report.put("status", now.name().toLowerCase(java.util.Locale.ROOT));
    report.put("version", version);
    ObjectNode about = report.putObject("store");
    about.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
    about.put("postgresql", known == null ? null : known.capability().postgresVersion());
    about.put("timescaledb", known == null ? null : timescale(known.capability()));
    about.put("edition", known == null ? null : edition(known.capability()));
    report.put("started", started.toString());
    boolean reached = false;
    if (known != null) {
      try {
        report.put("revision", known.revision().getAsLong());
        reached = true;
      } catch (RuntimeException e) {
        LOG.warn("the store does not answer the readiness probe: {}", e.toString());
      }
    }
    report.putObject("checks").put("database", reached ? "up" : "down");
    if (now == Phase.READY && !reached) {
      report.put("status", "unavailable");
    }
    return new Report(now == Phase.READY && reached ? 200 : 503, report.toString());
  }

  private static String timescale(Capability capability) {
    return capability.timescaleVersion().orElse(null);
  }

  private static String edition(Capability capability) {
    return capability.edition() == Capability.Edition.NONE ? null : capability.edition().code();
  }
}
