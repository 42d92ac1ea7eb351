package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A file that came in: the unit of provenance.
 *
 * @param size bytes
 * @param mappingVersion of the saved mapping of that name, where it is one
 * @param status queued, reading, proposed, previewed, committing, stored, unchanged, failed,
 *     cancelled, reverting or reverted
 * @param percent share of the file read, 0 to 100
 * @param report of the last run, once there is one
 * @param error what failed, a problem document
 * @param proposal the mapping that was detected, with evidence and open questions
 * @param preview the first rows as they will be stored
 * @param acceptsRejects whether its good rows may be stored without those that are rejected
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
    Instant updatedAt,
    OptionalInt mappingVersion,
    Optional<JsonNode> proposal,
    Optional<JsonNode> preview,
    boolean acceptsRejects) {

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
   * @param table sheet or member of the file; empty where it has one table
   * @param row the whole row as it was, so that it can be corrected and sent again; shortened to
   *     {@link #LONGEST_ROW} characters
   */
  public record Reject(
      long line,
      String reason,
      Optional<String> column,
      String text,
      Optional<String> table,
      Optional<String> row) {
    /** Characters. A row longer than this is no row of measurements. */
    public static final int LONGEST_ROW = 4_000;

    public Reject {
      row = row.map(Reject::shortened);
    }

    /** Of a file of one table, without the row. */
    public Reject(long line, String reason, Optional<String> column, String text) {
      this(line, reason, column, text, Optional.empty(), Optional.empty());
    }

    private static String shortened(String text) {
      if (text.length() <= LONGEST_ROW) {
        return text;
      }
      // Half of a surrogate pair is no text that the store could keep.
      int end =
          Character.isHighSurrogate(text.charAt(LONGEST_ROW - 2))
              ? LONGEST_ROW - 2
              : LONGEST_ROW - 1;
      return text.substring(0, end) + "\u2026";
    }
  }
}
