package org.aralwatch.server.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where files go that come in by HTTP. The worker behind it is no part of this module: the two meet
 * in the program's composition only.
 */
public interface UploadInbox {
  /** What became of the wish to store an upload. */
  enum Commit {
    QUEUED,
    DONE,
    NOT_READY,
    UNKNOWN
  }

  /**
   * Keeps a file and asks for its preview. Reads {@code body} to its end and does not close it.
   *
   * @param mapping name of a mapping, or one as JSON
   * @return key of the upload
   * @throws org.aralwatch.server.query.Problem when the mapping cannot be used
   * @throws IOException when {@code body} fails; nothing is kept then
   */
  long submit(String fileName, InputStream body, String mapping, String actor) throws IOException;

  /** Asks for a previewed upload to be stored. Asking again changes nothing. */
  Commit commit(long id);
}
