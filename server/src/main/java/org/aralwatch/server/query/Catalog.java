package org.aralwatch.server.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.geodata.storage.RevisionStore;
import org.aralwatch.geodata.storage.Revisions;
import org.aralwatch.geodata.storage.Vocabulary;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link CatalogState} up to date. A thread asks for the newest revision every second; a
 * notification from the store only wakes it sooner. A state is replaced when the next is complete;
 * until then, and while the store is away, the old one serves. Thread-safe.
 */
public final class Catalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
  private static final int POLL_MILLIS = 1_000;

  /** Listening cannot be interrupted, so it looks up this often whether the catalog is closed. */
  private static final int LISTEN_MILLIS = 50;

  /** The state is kept for everybody; what a viewer may read of it is asked with each question. */
  private static final Viewer WHOLE = Viewer.operator("catalog");

  private final Database database;
  private final RevisionStore revisions;
  private final FeatureStore features;
  private final DatastreamStore datastreams;
  private final Consumer<LoadedLayer> preparation;
  private final Clock clock;
  private final Thread thread;
  private volatile CatalogState state;
  private volatile Instant staleSince;
  private volatile boolean closed;

  private Catalog(Database database, Consumer<LoadedLayer> preparation, Clock clock) {
    this.database = database;
    this.preparation = preparation;
    this.clock = clock;
    revisions = new RevisionStore(database.jdbi());
    features = new FeatureStore(database.jdbi());
    datastreams = new DatastreamStore(database.jdbi());
    state = read(null);
    thread = new Thread(this::follow, "catalog");
    thread.setDaemon(true);
  }

  /** As below, preparing the shapes of all tiles. */
  public static Catalog open(Database database) {
    return open(database, layer -> layer.snapshots().forEach(FeatureSnapshot::prepareShapes));
  }

  /**
   * Reads the first state and begins to follow the record.
   *
   * @param preparation called once for each layer's content, before it is given to anyone or, for
   *     the first state, soon after
   * @throws RuntimeException from the store, when it cannot be read
   */
  public static Catalog open(Database database, Consumer<LoadedLayer> preparation) {
    Catalog catalog = new Catalog(database, preparation, Clock.systemUTC());
    catalog.thread.start();
    return catalog;
  }

  /** The newest complete state. */
  public CatalogState state() {
    return state;
  }

  /** Whether the store has not been readable for a while, so that the state may be out of date. */
  public boolean isStale() {
    return staleSince != null;
  }

  /** Since when it is stale; empty while it is not. */
  public Optional<Instant> staleSince() {
    return Optional.ofNullable(staleSince);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2L * POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    prepare(state, List.of());
    while (!closed) {
      // A connection of its own: it listens as long as it lives.
      try (Connection connection = database.dataSource().getConnection()) {
        boolean listening = listen(connection);
        while (!closed) {
          refresh();
          await(connection, listening);
        }
        if (listening) {
          execute(connection, "UNLISTEN *");
        }
      } catch (SQLException | RuntimeException e) {
        failed(e);
        pause();
      }
    }
  }

  /** False on a standby, which takes no LISTEN; then polling alone tells of changes. */
  private static boolean listen(Connection connection) {
    try {
      execute(connection, "LISTEN " + Revisions.CHANNEL);
      return true;
    } catch (SQLException e) {
      LOG.info("this store cannot wake its readers ({}); polling alone", e.getMessage());
      return false;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Until a notification comes, the next poll is due, or the catalog is closed. */
  private void await(Connection connection, boolean listening) throws SQLException {
    if (!listening) {
      pause();
      return;
    }
    PGConnection listener = connection.unwrap(PGConnection.class);
    for (int waited = 0; waited < POLL_MILLIS && !closed; waited += LISTEN_MILLIS) {
      if (listener.getNotifications(LISTEN_MILLIS).length > 0) {
        return;
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void refresh() {
    CatalogState known = state;
    if (revisions.current() != known.revision()) {
      CatalogState next = read(known);
      prepare(next, List.copyOf(known.layers()));
      state = next;
      LOG.debug("catalog at revision {}", next.revision());
    }
    if (staleSince != null) {
      LOG.info("the record can be read again, at revision {}", state.revision());
      staleSince = null;
    }
  }

  private void failed(Exception e) {
    if (closed || staleSince != null) {
      return;
    }
    staleSince = clock.instant();
    LOG.warn("the record cannot be read; what is known of revision {} serves", state.revision(), e);
  }

  /**
   * The revision is read first: what the reads after it find newer is read once more for the next
   * state, and none is missed.
   */
  private CatalogState read(CatalogState known) {
    long knownRevision = known == null ? 0 : known.revision();
    long revision = revisions.current();
    Vocabulary vocabulary = Vocabulary.load(database.jdbi());
    List<LoadedLayer> layers =
        Readers.map(
            List.copyOf(vocabulary.layers()),
            layer -> shaped(known, load(known, layer), vocabulary));
    Map<Integer, Datastream> all = new TreeMap<>();
    int newestId = 0;
    if (known != null) {
      all.putAll(known.datastreams());
      newestId = all.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    datastreams.changed(WHOLE, knownRevision, newestId).forEach(d -> all.put(d.id(), d));
    datastreams.withdrawnSince(knownRevision).forEach(all::remove);
    ValueRevisions values = known == null ? ValueRevisions.NONE : known.valueRevisions();
    return new CatalogState(
        revision,
        vocabulary,
        layers,
        Collections.unmodifiableMap(all),
        values.with(revisions.valueRevisionsSince(knownRevision)));
  }

  private LoadedLayer load(CatalogState known, Layer layer) {
    return Optional.ofNullable(known)
        .flatMap(state -> state.findLayer(layer.code()))
        .filter(loaded -> loaded.layer().geometryRevision() == layer.geometryRevision())
        .map(loaded -> loaded.described(layer))
        .orElseGet(() -> new LoadedLayer(layer, features.load(layer)));
  }

  /** Reads how its features looked in their time, if a layer says so, unless that is known. */
  private LoadedLayer shaped(CatalogState known, LoadedLayer loaded, Vocabulary vocabulary) {
    Optional<Layer> shapes =
        vocabulary.layers().stream()
            .filter(layer -> layer.shapesOf().filter(of -> isOf(loaded, of)).isPresent())
            .findFirst();
    if (shapes.isEmpty()) {
      return loaded;
    }
    boolean unchanged =
        loaded.shapes().isPresent()
            && known
                .findLayer(shapes.get().code())
                .filter(before -> isSameGeometry(before.layer(), shapes.get()))
                .isPresent();
    return unchanged ? loaded : loaded.shaped(features.shapes(loaded.layer(), shapes.get()));
  }

  private static boolean isOf(LoadedLayer loaded, Layer.ShapesOf shapesOf) {
    return shapesOf.layer().equals(loaded.layer().code());
  }

  private static boolean isSameGeometry(Layer before, Layer now) {
    return before.geometryRevision() == now.geometryRevision();
  }

  /** What a layer's first reader would wait for is done here; a failure is left to the reader. */
  private void prepare(CatalogState next, List<LoadedLayer> prepared) {
    for (LoadedLayer layer : next.layers()) {
      if (prepared.stream().noneMatch(known -> known.hasShapesOf(layer))) {
        try {
          layer.names().prepare();
          preparation.accept(layer);
        } catch (RuntimeException e) {
          LOG.error("layer '{}' could not be prepared", layer.layer().code(), e);
        }
      }
    }
  }
}
