package org.aralwatch.ingest.connector;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this process works on a source: a lock of the database that ends with its connection,
 * so that one that was thought dead and is not is never doubled.
 */
final class SourceLock {
  private static final Logger LOG = LoggerFactory.getLogger(SourceLock.class);

  private final Jdbi jdbi;

  SourceLock(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Work that may be interrupted. */
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /**
   * @return what the work gives; empty where another holds the lock and nothing was done
   */
  <T> Optional<T> tryHolding(String source, Work<T> work) throws InterruptedException {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      boolean taken =
          handle
              .createQuery(
                  "SELECT pg_try_advisory_xact_lock("
                      + "hashtextextended('aralwatch.source ' || :name, 0))")
              .bind("name", source)
              .mapTo(Boolean.class)
              .one();
      try {
        return taken ? Optional.of(work.run()) : Optional.empty();
      } finally {
        try {
          handle.rollback();
        } catch (JdbiException e) {
          LOG.warn("the lock of source {} was lost before its work was done", source, e);
        }
      }
    }
  }
}
