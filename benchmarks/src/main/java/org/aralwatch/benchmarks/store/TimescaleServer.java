package org.aralwatch.benchmarks.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A TimescaleDB of our own by {@code scripts/timescaledb}, with the memory and checkpoints that the
 * embedded server gets, so that the stores differ in the extension alone.
 */
public final class TimescaleServer implements StoreServer {
  private final String script;
  private final Map<String, String> environment;
  private final String url;

  private TimescaleServer(String script, Map<String, String> environment, String url) {
    this.script = script;
    this.environment = environment;
    this.url = url;
  }

  /**
   * @param settings of the server, as {@code -c jit=off}
   */
  public static TimescaleServer start(Path home, Path directory, int port, String settings) {
    String script = home.resolve("scripts/timescaledb").toString();
    Map<String, String> environment =
        Map.of(
            "ARALWATCH_TIMESCALEDB_DIR", directory.toString(),
            "ARALWATCH_TIMESCALEDB_PORT", Integer.toString(port),
            "ARALWATCH_TIMESCALEDB_OPTIONS", settings);
    String url = Programs.run(List.of(script, "start"), environment);
    return new TimescaleServer(script, environment, url);
  }

  @Override
  public String name() {
    return "timescaledb";
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public void close() {
    Programs.run(List.of(script, "stop"), environment);
  }
}
