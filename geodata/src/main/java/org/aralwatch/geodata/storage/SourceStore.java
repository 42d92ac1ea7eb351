package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sources that come by themselves, and their timetable. Thread-safe. */
public final class SourceStore {
  /** Of the one kind of task in the timetable; its instances are the names of sources. */
  public static final String TASK = "source";

  public static final String TIMETABLE = "source_timetable";

  private static final String SELECT =
      """
      SELECT s.*, t.execution_time,
        ARRAY(SELECT f.upload_id FROM source_file f WHERE f.source = s.name
              AND f.state = 'waiting' AND f.upload_id IS NOT NULL ORDER BY f.id) AS waiting
      FROM source s LEFT JOIN source_timetable t
        ON t.task_name = 'source' AND t.task_instance = s.name
      """;

  private final Jdbi jdbi;

  public SourceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Adds a source, or gives one of this name another definition of the same kind; how far it has
   * been read stays. It runs at {@code firstRun}, unless it is paused.
   */
  public void put(String name, String kind, JsonNode definition, String actor, Instant firstRun) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO source (name, kind, definition, actor)
                  VALUES (:name, :kind, cast(:definition as jsonb), :actor)
                  ON CONFLICT (name) DO UPDATE SET definition = excluded.definition,
                    actor = excluded.actor, failures = 0, updated_at = clock_timestamp()
                  """)
              .bind("name", name)
              .bind("kind", kind)
              .bind("definition", definition.toString())
              .bind("actor", actor)
              .execute();
          if (!handle
              .createQuery("SELECT paused FROM source WHERE name = :name")
              .bind("name", name)
              .mapTo(Boolean.class)
              .one()) {
            schedule(handle, name, firstRun);
          }
        });
  }

  public Optional<Source> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + "WHERE s.name = :name")
                .bind("name", name)
                .map((rs, ctx) -> source(rs))
                .findOne());
  }

  /** All of them, by name. */
  public List<Source> list() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(SELECT + "ORDER BY s.name").map((rs, ctx) -> source(rs)).list());
  }

  /**
   * It is not read any more; a run under way comes to its end, and then it leaves the timetable.
   */
  public void pause(String name) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE source SET paused = true, updated_at = clock_timestamp() WHERE name = ?",
                name));
  }

  /** Puts a paused source on the timetable again. */
  public void resume(String name, Instant nextRun) {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "UPDATE source SET paused = false, updated_at = clock_timestamp() WHERE name = ?",
              name);
          schedule(handle, name, nextRun);
        });
  }

  /** Has it run at {@code time}; one that runs already is left to its run. */
  public void runAt(String name, Instant time) {
    jdbi.useTransaction(handle -> schedule(handle, name, time));
  }

  private static void schedule(Handle handle, String name, Instant time) {
    handle
        .createUpdate(
            """
            INSERT INTO source_timetable
              (task_name, task_instance, execution_time, picked, version, priority)
            VALUES ('source', :name, :time, false, 1, 0)
            ON CONFLICT (task_name, task_instance) DO UPDATE
              SET execution_time = excluded.execution_time, version = source_timetable.version + 1
              WHERE NOT source_timetable.picked
            """)
        .bind("name", name)
        .bind("time", time.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /**
   * A run begins.
   *
   * @param problem that stands until the source is read to its end
   */
  public void began(String name, Instant when, JsonNode problem) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE source SET run_began_at = :when, runs = runs + 1,
                      run_problem = cast(:problem as jsonb), updated_at = clock_timestamp()
                    WHERE name = :name
                    """)
                .bind("when", when.atOffset(ZoneOffset.UTC))
                .bind("problem", problem.toString())
                .bind("name", name)
                .execute());
  }

  /** The source was read to its end. */
  public void runRead(String name) {
    jdbi.useHandle(
        handle -> handle.execute("UPDATE source SET run_problem = NULL WHERE name = ?", name));
  }

  /** A run of which nothing came is over. */
  public void ended(String name) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE source SET run_began_at = NULL, run_problem = NULL WHERE name = ?", name));
  }

  /** The run under way did not read to its end; what it has read is loaded all the same. */
  public void runStopped(String name, JsonNode problem) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE source SET run_problem = cast(? as jsonb) WHERE name = ?",
                problem.toString(),
                name));
  }

  /** So far it has been read. */
  public void reached(String name, JsonNode mark) {
    jdbi.useHandle(handle -> setMark(handle, name, mark));
  }

  /** Nothing was to be loaded; the mark is renewed in the parts that are given. */
  public void moveMark(String name, JsonNode news) {
    jdbi.useTransaction(handle -> moveMark(handle, name, news));
  }

  static void moveMark(Handle handle, String name, JsonNode news) {
    JsonNode before =
        Json.read(
            handle
                .createQuery("SELECT mark FROM source WHERE name = :name FOR UPDATE")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    setMark(handle, name, Marks.merged(before, news));
  }

  private static void setMark(Handle handle, String name, JsonNode mark) {
    handle.execute(
        "UPDATE source SET mark = cast(? as jsonb), updated_at = clock_timestamp() WHERE name = ?",
        mark.toString(),
        name);
  }

  public void succeeded(String name, Instant when) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE source SET run_began_at = NULL, run_problem = NULL, failures = 0,
                      last_success_at = :when, updated_at = clock_timestamp()
                    WHERE name = :name
                    """)
                .bind("when", when.atOffset(ZoneOffset.UTC))
                .bind("name", name)
                .execute());
  }

  /** A look at a folder that went well. */
  public void looked(String name, Instant when) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE source SET last_success_at = :when, failures = 0 WHERE name = :name")
                .bind("when", when.atOffset(ZoneOffset.UTC))
                .bind("name", name)
                .execute());
  }

  /** A file could not be taken in; the source itself goes on. */
  public void fileFailed(String name, String problem, Instant when) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE source SET last_problem = :problem, last_problem_at = :when,
                      updated_at = clock_timestamp()
                    WHERE name = :name
                    """)
                .bind("problem", problem.replace('\0', '\u2400'))
                .bind("when", when.atOffset(ZoneOffset.UTC))
                .bind("name", name)
                .execute());
  }

  /**
   * @return how many runs have failed since the last that did not
   */
  public int failed(String name, String problem, Instant when) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE source SET run_began_at = NULL, run_problem = NULL,
                      failures = failures + 1, last_problem = :problem, last_problem_at = :when,
                      updated_at = clock_timestamp()
                    WHERE name = :name RETURNING failures
                    """)
                .bind("problem", problem.replace('\0', '\u2400'))
                .bind("when", when.atOffset(ZoneOffset.UTC))
                .bind("name", name)
                .mapTo(Integer.class)
                .one());
  }

  private static Source source(ResultSet rs) throws SQLException {
    return new Source(
        rs.getString("name"),
        rs.getString("kind"),
        Json.read(rs.getString("definition")),
        rs.getString("actor"),
        rs.getBoolean("paused"),
        Json.read(rs.getString("mark")),
        instant(rs, "run_began_at"),
        Optional.ofNullable(rs.getString("run_problem")).map(Json::read),
        rs.getBoolean("paused") ? Optional.empty() : instant(rs, "execution_time"),
        instant(rs, "last_success_at"),
        instant(rs, "last_problem_at"),
        Optional.ofNullable(rs.getString("last_problem")),
        rs.getInt("failures"),
        new Source.Counts(
            rs.getLong("runs"),
            rs.getLong("files"),
            rs.getLong("rows_stored"),
            rs.getLong("rows_revised"),
            rs.getLong("rows_unchanged"),
            rs.getLong("rows_rejected")),
        Arrays.asList((Long[]) rs.getArray("waiting").getArray()));
  }

  private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
