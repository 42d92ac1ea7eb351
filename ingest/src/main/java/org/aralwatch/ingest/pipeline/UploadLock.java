package org.aralwatch.ingest.pipeline;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that this process works on an upload. It is a lock of the database that ends with its
 * connection, so a killed process holds nothing, and one that only seemed dead is found out.
 */
public final class UploadLock {
  private static final Logger LOG = LoggerFactory.getLogger(UploadLock.class);

  private final Jdbi jdbi;

  public UploadLock(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Works while holding the lock of {@code upload}.
   *
   * @return what the work gives; empty where another holds the lock and nothing was done
   */
  public <T> Optional<T> tryHolding(long upload, Supplier<T> work) {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      boolean taken =
          handle
              .createQuery(
                  "SELECT pg_try_advisory_xact_lock(hashtextextended('aralwatch.upload', :id))")
              .bind("id", upload)
              .mapTo(Boolean.class)
              .one();
      try {
        return taken ? Optional.of(work.get()) : Optional.empty();
      } finally {
        release(handle, upload);
      }
    }
  }

  /** What was done is done, even where the lock was lost with its connection. */
  private static void release(Handle handle, long upload) {
    try {
      handle.rollback();
    } catch (JdbiException e) {
      LOG.warn("the lock of upload {} was lost before its work was done", upload, e);
    }
  }
}
