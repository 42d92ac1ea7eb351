package org.aralwatch.benchmarks.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** PostgreSQL's COPY over a handle's connection. */
public final class Copying {
  private Copying() {}

  /** Does something with COPY, whose failures become ours. */
  @FunctionalInterface
  public interface Work<T> {
    T with(CopyManager copy) throws Exception;
  }

  /**
   * @throws IllegalStateException for whatever fails
   */
  public static <T> T copy(Handle handle, Work<T> work) {
    try {
      return work.with(handle.getConnection().unwrap(PGConnection.class).getCopyAPI());
    } catch (RuntimeException e) {
      throw e;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot copy: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException("cannot copy", e);
    }
  }
}
