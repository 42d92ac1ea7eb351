package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source that comes by itself, and how it fares.
 *
 * @param kind folder, openaq, usgs-earthquakes, firms or http
 * @param definition as it was given
 * @param actor who gave it
 * @param mark how far it has been read, in the words of its kind
 * @param runBeganAt empty where no run is under way
 * @param runProblem why the run that is under way did not read to its end
 * @param nextRunAt empty while it is paused
 * @param lastProblem of the last run, or file, that failed; stays when later ones do not
 * @param failures runs that failed since the last that did not
 * @param waiting uploads that wait for a person
 */
public record Source(
    String name,
    String kind,
    JsonNode definition,
    String actor,
    boolean paused,
    JsonNode mark,
    Optional<Instant> runBeganAt,
    Optional<JsonNode> runProblem,
    Optional<Instant> nextRunAt,
    Optional<Instant> lastSuccessAt,
    Optional<Instant> lastProblemAt,
    Optional<String> lastProblem,
    int failures,
    Counts counts,
    List<Long> waiting) {
  public Source {
    waiting = List.copyOf(waiting);
  }

  /** How a source fares. */
  public enum State {
    /** All is well; it is read when it is due. */
    READY,
    /** It is being read, or what was read is being loaded. */
    RUNNING,
    /** A person must decide on an upload. */
    WAITING,
    /** The last run failed; it is tried again, less and less often. */
    FAILING,
    PAUSED;

    /** As people and programs are told. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public State state() {
    if (paused) {
      return State.PAUSED;
    }
    if (!waiting.isEmpty()) {
      return State.WAITING;
    }
    if (runBeganAt.isPresent()) {
      return State.RUNNING;
    }
    return failures > 0 ? State.FAILING : State.READY;
  }

  /** What has come of it, since it was added. */
  public record Counts(
      long runs, long files, long stored, long revised, long unchanged, long rejected) {}

  /** A file taken from a source, on its way into the record. */
  public record File(
      long id,
      String source,
      Optional<String> claim,
      String fileName,
      Optional<Long> upload,
      JsonNode mark,
      FileState state,
      String remark) {}

  /** Where a file of a source is. */
  public enum FileState {
    /** It is to be given to the queue; whether it was, is not known. */
    TAKEN,
    LOADING,
    /** A person must say what is to become of it. */
    WAITING,
    STORED,
    UNCHANGED,
    FAILED;

    /** As the database has it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
      return this == TAKEN || this == LOADING || this == WAITING;
    }
  }
}
