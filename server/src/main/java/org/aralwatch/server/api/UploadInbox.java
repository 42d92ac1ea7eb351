package org.aralwatch.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where files go that come in by HTTP. The worker behind it is no part of this module: the two meet
 * in the program's composition only.
 */
public interface UploadInbox {
  /** What became of a wish. */
  enum Answer {
    QUEUED,
    DONE,
    NOT_READY,
    HAS_REJECTS,
    UNKNOWN
  }

  /**
   * Keeps a file and asks for its preview. Reads {@code body} to its end and does not close it.
   *
   * @param mapping name of a mapping, or one as JSON; without one it is found or proposed
   * @return key of the upload
   * @throws org.aralwatch.server.query.Problem when the mapping cannot be used
   * @throws IOException when {@code body} fails; nothing is kept then
   */
  long submit(String fileName, InputStream body, Optional<String> mapping, String actor)
      throws IOException;

  /**
   * Has an upload previewed anew.
   *
   * @param mapping name of a mapping, or one as JSON
   * @throws org.aralwatch.server.query.Problem when the mapping cannot be used
   */
  Answer changeMapping(long id, String mapping);

  /**
   * Asks for a previewed upload to be stored. Asking again changes nothing.
   *
   * @param acceptRejects whether the rest may be stored without rejected rows
   */
  Answer commit(long id, boolean acceptRejects);

  /** Gives an upload up that is not stored. */
  Answer cancel(long id);

  /** Asks for a stored upload to be taken back out of the record. */
  Answer revert(long id, String actor, String reason);

  /** The rejected rows of an upload as a file of the same layout. */
  RowFile rejectedRows(long id);

  /** Every problem of a mapping, a sentence each; none where it can be used. */
  List<String> check(JsonNode mapping);

  /** A file that is made while it is sent. */
  interface RowFile {
    /** Without directories. */
    String name();

    String mediaType();

    /** Writes it; does not close {@code out}. */
    void write(OutputStream out) throws IOException;
  }
}
