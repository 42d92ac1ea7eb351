package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a postmaster understands. Java itself sends only SIGTERM, a shutdown that waits for clients
 * to leave, and SIGKILL.
 */
enum Signal {
  /** Rolls back what is open, writes a checkpoint, ends. */
  FAST_SHUTDOWN("INT"),
  /** Ends at once; the next start recovers from the log. */
  IMMEDIATE_SHUTDOWN("QUIT"),
  KILL("KILL");

  private final String name;

  Signal(String name) {
    this.name = name;
  }

  /** A process that has ended already is fine; so the shell's exit status is not looked at. */
  void send(Collection<Long> pids) throws IOException {
    if (!pids.isEmpty()) {
      String list = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
      Program.Outcome outcome =
          Program.run(
              List.of("sh", "-c", "kill -s " + name + " " + list),
              Path.of("/"),
              Duration.ofSeconds(10));
      EmbeddedPostgres.LOG.debug("Sent {} to {}: {}", name, pids, outcome);
    }
  }
}
