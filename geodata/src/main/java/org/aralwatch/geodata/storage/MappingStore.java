package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Saved mappings. A mapping of a name is never changed: saving another makes the next version, and
 * an upload knows which it used. Thread-safe.
 */
public final class MappingStore {
  private static final String COLUMNS = "name, version, definition, fingerprint, actor, created_at";

  private final Jdbi jdbi;

  public MappingStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @param version from 1
   * @param fingerprint of the layout of the files that it is for, where that was told
   */
  public record Saved(
      String name,
      int version,
      JsonNode definition,
      Optional<String> fingerprint,
      String actor,
      Instant createdAt) {}

  /**
   * Saves a mapping. The newest version stays where it is the same, for the same layout.
   *
   * @return the version that it has
   */
  public Saved save(String name, JsonNode definition, Optional<String> fingerprint, String actor) {
    return jdbi.inTransaction(
        handle -> {
          // Two that save under one name follow each other.
          handle.execute("SELECT pg_advisory_xact_lock(hashtextextended('aralwatch.mapping', 0))");
          Optional<Saved> newest = newest(handle, name);
          if (newest.isPresent()
              && newest.get().definition().equals(definition)
              && newest.get().fingerprint().equals(fingerprint)) {
            return newest.get();
          }
          return handle
              .createQuery(
                  """
                  INSERT INTO mapping_version (name, version, definition, fingerprint, actor)
                  VALUES (:name, :version, cast(:definition as jsonb), :fingerprint, :actor)
                  RETURNING %s
                  """
                      .formatted(COLUMNS))
              .bind("name", name)
              .bind("version", newest.map(Saved::version).orElse(0) + 1)
              .bind("definition", definition.toString())
              .bind("fingerprint", fingerprint.orElse(null))
              .bind("actor", actor)
              .map((rs, ctx) -> map(rs))
              .one();
        });
  }

  /** The newest version. */
  public Optional<Saved> find(String name) {
    return jdbi.withHandle(handle -> newest(handle, name));
  }

  public Optional<Saved> find(String name, int version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM mapping_version WHERE name = :name AND version = :version")
                .bind("name", name)
                .bind("version", version)
                .map((rs, ctx) -> map(rs))
                .findOne());
  }

  /** The one saved last of those whose newest version is for files of this layout. */
  public Optional<Saved> findByFingerprint(String fingerprint) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT %s FROM mapping_version m
                    WHERE fingerprint = :fingerprint
                      AND version = (SELECT max(version) FROM mapping_version n WHERE n.name = m.name)
                    ORDER BY created_at DESC, name LIMIT 1
                    """
                        .formatted(COLUMNS))
                .bind("fingerprint", fingerprint)
                .map((rs, ctx) -> map(rs))
                .findOne());
  }

  /** The newest version of each, by name. */
  public List<Saved> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT ON (name) %s FROM mapping_version ORDER BY name, version DESC
                    """
                        .formatted(COLUMNS))
                .map((rs, ctx) -> map(rs))
                .list());
  }

  /** Every version of one, the newest first. */
  public List<Saved> versions(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM mapping_version WHERE name = :name ORDER BY version DESC")
                .bind("name", name)
                .map((rs, ctx) -> map(rs))
                .list());
  }

  private static Optional<Saved> newest(Handle handle, String name) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mapping_version WHERE name = :name ORDER BY version DESC LIMIT 1")
        .bind("name", name)
        .map((rs, ctx) -> map(rs))
        .findOne();
  }

  private static Saved map(ResultSet rs) throws SQLException {
    return new Saved(
        rs.getString("name"),
        rs.getInt("version"),
        Json.read(rs.getString("definition")),
        Optional.ofNullable(rs.getString("fingerprint")),
        rs.getString("actor"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
