package org.aralwatch.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.ValueFrame;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.query.FrameKey;
import org.aralwatch.server.query.FrameQuery;
import org.aralwatch.server.query.LoadedLayer;
import org.aralwatch.server.query.Problem;
import org.aralwatch.server.theme.Themes;
import org.aralwatch.server.tile.FeatureAttributes;
import org.aralwatch.server.tile.Tile;
import org.aralwatch.server.tile.TileCache;
import org.aralwatch.server.tile.TileFormat;
import org.aralwatch.server.tile.TileKey;
import org.aralwatch.server.tile.TileRenderer;
import org.aralwatch.server.tile.TileStyle;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * Tiles by address, ready to be sent. Tiles are public: they show what everybody may see.
 * Thread-safe.
 */
public final class TileService {
  /** Changed data shows within two seconds; until then a browser need not ask again. */
  private static final HttpField CACHE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "public, max-age=2, must-revalidate");

  /** Questions of one catalog state that are remembered; more are asked again. */
  private static final int MOST_KEYS = 20_000;

  private final Catalog catalog;
  private final FrameQuery frames;
  private final Themes themes;
  private final TileCache tiles;
  private final Clock clock;
  private final TileRenderer renderer = new TileRenderer();
  private final Map<TileFormat, HttpField> types;

  /** Headers and compressed bytes of tiles that the tile cache holds: found by identity. */
  private final Cache<Tile, ByteAnswer> answers;

  /**
   * What questions of the newest state depend on: worth remembering, as it is the same for a map.
   */
  private volatile Keys keys;

  private record Keys(CatalogState state, Map<Question, FrameKey> byQuestion) {}

  private record Question(String layer, TileQuestion values) {}

  /**
   * @param cacheBytes for compressed forms, beside what {@code tiles} holds
   */
  public TileService(
      Catalog catalog,
      FrameQuery frames,
      Themes themes,
      TileCache tiles,
      long cacheBytes,
      Clock clock) {
    this.catalog = catalog;
    this.frames = frames;
    this.themes = themes;
    this.tiles = tiles;
    this.clock = clock;
    this.keys = new Keys(catalog.state(), new ConcurrentHashMap<>());
    this.answers =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(cacheBytes)
            .weigher((Tile tile, ByteAnswer answer) -> 300 + answer.weight() - tile.bytes().length)
            .executor(Runnable::run)
            .build();
    this.types =
        Map.of(
            TileFormat.PNG, type(TileFormat.PNG),
            TileFormat.MVT, type(TileFormat.MVT));
  }

  private static HttpField type(TileFormat format) {
    return new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, format.mediaType());
  }

  /**
   * @param query of the address, as it stands
   * @throws Problem when there is no such layer or tile, or a parameter is not valid
   */
  ByteAnswer answer(TileAddress address, String query) {
    TileQuestion question = TileQuestion.parse(query, clock);
    LoadedLayer layer = catalog.state().layer(address.layer());
    Tile tile = tile(layer, address, question);
    ByteAnswer known = answers.getIfPresent(tile);
    if (known == null) {
      HttpField type = types.get(tile.format());
      known =
          tile.format() == TileFormat.PNG
              ? ByteAnswer.plain(tile.bytes(), tile.etag(), type, CACHE)
              : ByteAnswer.compressible(tile.bytes(), tile.etag(), type, CACHE);
      answers.put(tile, known);
    }
    return known;
  }

  private Tile tile(LoadedLayer layer, TileAddress address, TileQuestion question) {
    if (question.property().isEmpty()) {
      TileKey key = key(layer, address, "", "", "", 0, layer.snapshot().geometryRevision());
      return tiles.get(
          key,
          () ->
              renderer.render(
                  key,
                  layer.snapshot(),
                  ValueFrame.geometryOnly(),
                  Themes.plain(layer.layer()),
                  attributes(layer)));
    }
    FrameKey values = frameKey(layer, question);
    String shapes = layer.shapesOf(question.datetime());
    TileKey key =
        key(
            layer,
            address,
            values.property(),
            values.period(),
            shapes.isEmpty() ? values.dateBucket() : values.dateBucket() + "/" + shapes,
            values.valueRevision(),
            layer.snapshotAt(question.datetime()).geometryRevision());
    return tiles.get(key, () -> render(key, layer, question));
  }

  private static TileKey key(
      LoadedLayer layer,
      TileAddress address,
      String property,
      String period,
      String dateBucket,
      long valueRevision,
      long geometryRevision) {
    return new TileKey(
        layer.layer().code(),
        coord(address),
        address.format(),
        address.scale(),
        property,
        period,
        dateBucket,
        geometryRevision,
        valueRevision,
        Viewer.PUBLIC.scope());
  }

  private static TileCoord coord(TileAddress address) {
    try {
      return new TileCoord(address.z(), address.x(), address.y());
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such tile: " + e.getMessage());
    }
  }

  private FrameKey frameKey(LoadedLayer layer, TileQuestion question) {
    CatalogState state = catalog.state();
    Keys known = keys;
    if (known.state() != state || known.byQuestion().size() > MOST_KEYS) {
      known = new Keys(state, new ConcurrentHashMap<>());
      keys = known;
    }
    return known
        .byQuestion()
        .computeIfAbsent(
            new Question(layer.layer().code(), question),
            q ->
                frames.key(
                    Viewer.PUBLIC,
                    layer.layer(),
                    property(state, question),
                    question.period(),
                    question.datetime()));
  }

  private Tile render(TileKey key, LoadedLayer layer, TileQuestion question) {
    ObservedProperty property = property(catalog.state(), question);
    Optional<TileStyle> style = themes.findStyle(property.code(), question.period());
    if (style.isEmpty() && key.format() == TileFormat.PNG) {
      throw Problem.invalid(
          "property",
          "no theme has colours for '" + property.code() + "'; vector tiles have values");
    }
    TileStyle drawn = style.orElseGet(() -> Themes.plain(layer.layer()));
    ValueFrame values =
        frames
            .frame(Viewer.PUBLIC, layer.layer(), property, question.period(), question.datetime())
            .in(drawn);
    return renderer.render(
        key, layer.snapshotAt(question.datetime()), values, drawn, attributes(layer));
  }

  private static ObservedProperty property(CatalogState state, TileQuestion question) {
    return state.property(question.property().orElseThrow());
  }

  private static FeatureAttributes.Source attributes(LoadedLayer layer) {
    FeatureDirectory directory = layer.directory();
    return id ->
        directory
            .find(id)
            .map(
                entry ->
                    new FeatureAttributes(
                        entry.code(), entry.name().in("en"), entry.name().byLanguage().get("ru")))
            .orElse(FeatureAttributes.NONE);
  }
}
