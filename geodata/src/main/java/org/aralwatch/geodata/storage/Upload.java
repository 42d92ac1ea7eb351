package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that came in: the unit of provenance.
 *
 * @param size bytes
 * @param status queued, reading, previewed, committing, stored, unchanged or failed
 * @param percent share of the file read, 0 to 100
 * @param report of the last run, once there is one
 * @param error what failed, a problem document
 */
public record Upload(
    long id,
    String fileName,
    Sha256 sha256,
    long size,
    String mappingName,
    JsonNode mapping,
    String actor,
    String status,
    long rowsRead,
    float percent,
    Optional<JsonNode> report,
    Optional<JsonNode> error,
    Instant createdAt,
    Instant updatedAt) {

  /** What is known when a file comes in. */
  public record New(
      String fileName,
      Sha256 sha256,
      long size,
      String mappingName,
      JsonNode mapping,
      String actor,
      String status) {}

  /**
   * A row that was not taken.
   *
   * @param line line of the file at which the row begins, from 1
   * @param text the value, or a part of the row
   */
  public record Reject(long line, String reason, Optional<String> column, String text) {}
}
