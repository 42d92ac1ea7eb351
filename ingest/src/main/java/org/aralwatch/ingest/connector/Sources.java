package org.aralwatch.ingest.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.SourceStore;

/** What people do with sources. Needs no worker in this process. Thread-safe. */
public final class Sources {
  private final SourceStore store;
  private final SourceDefinitions definitions;
  private final Clock clock;

  public Sources(Database database, Clock clock) {
    this.store = new SourceStore(database.jdbi());
    this.definitions = new SourceDefinitions(database.jdbi());
    this.clock = clock;
  }

  /** What became of a wish. */
  public enum Answer {
    DONE,
    UNKNOWN,
    PAUSED
  }

  /**
   * Adds a source, or gives one of this name another definition. It is read at once.
   *
   * @param from where the definition comes from, for messages
   * @return name of the source
   * @throws SourceException with every problem found
   */
  public String add(String from, String json, String actor) {
    SourceDefinition definition = definitions.parse(from, json);
    Optional<Source> before = store.find(definition.name());
    if (before.isPresent() && !before.get().kind().equals(definition.kind().code())) {
      throw new SourceException(
          from,
          List.of(
              "there is a source '"
                  + definition.name()
                  + "' of the kind "
                  + before.get().kind()
                  + "; a source of another kind needs another name"));
    }
    store.put(
        definition.name(),
        definition.kind().code(),
        definition.definition(),
        actor,
        clock.instant());
    return definition.name();
  }

  public List<Source> list() {
    return store.list();
  }

  /** Has a source read now, whenever it is due. */
  public Answer run(String name) {
    Optional<Source> source = store.find(name);
    if (source.isEmpty()) {
      return Answer.UNKNOWN;
    }
    if (source.get().paused()) {
      return Answer.PAUSED;
    }
    store.runAt(name, clock.instant());
    return Answer.DONE;
  }

  /** Has a source not be read until it is resumed; a run under way comes to its end. */
  public Answer pause(String name) {
    if (store.find(name).isEmpty()) {
      return Answer.UNKNOWN;
    }
    store.pause(name);
    return Answer.DONE;
  }

  /** Has a paused source be read again, now and then as its schedule says. */
  public Answer resume(String name) {
    Optional<Source> source = store.find(name);
    if (source.isEmpty()) {
      return Answer.UNKNOWN;
    }
    if (source.get().paused()) {
      Instant now = clock.instant();
      store.resume(name, now);
    }
    return Answer.DONE;
  }
}
