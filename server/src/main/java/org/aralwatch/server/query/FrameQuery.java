package org.aralwatch.server.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.storage.FrameStore;

/**
 * Answers for the value of every feature of a layer at one date.
 *
 * <p>Without a period it is the observation whose period holds the date, else the last one that
 * ended before it, no longer ago than the property's values persist. With a period it is the
 * property's own aggregate of the span that holds the date, in the days of each station, where
 * three quarters of the span are covered. Bad and missing values never count.
 *
 * <p>Where several datastreams of a feature have a value, it is taken from a public one rather than
 * one that only some may see; from one whose values are means, sums (as the property gathers) or
 * instants rather than extremes; then from the value nearest in time, or of a period the best
 * covered one; then of the finer support; then from the lower id. Thread-safe.
 */
public final class FrameQuery {
  private static final long CACHE_BYTES = 64L << 20;

  /** A value, its reference, and its rows in the frame's two forms. */
  private static final int BYTES_OF_A_VALUE = 136;

  private static final int BYTES_OF_A_FRAME = 512;

  private static final int CACHED_KEYS = 10_000;

  private final Catalog catalog;
  private final FrameStore store;
  private final Cache<FrameKey, Frame> frames =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher(
              (FrameKey key, Frame frame) ->
                  BYTES_OF_A_FRAME + frame.values().size() * BYTES_OF_A_VALUE)
          .build();

  /** Every tile asks for its key; a plan looks at each datastream of the layer. */
  private final Cache<Question, FrameKey> keys =
      Caffeine.newBuilder().maximumSize(CACHED_KEYS).build();

  /** What a key is made of: the catalog's revision stands for its whole state. */
  private record Question(
      long revision,
      String layer,
      int propertyId,
      Optional<Period> period,
      Instant datetime,
      String viewerScope) {}

  public FrameQuery(Catalog catalog, FrameStore store) {
    this.catalog = catalog;
    this.store = store;
  }

  /** The values; read once for each {@link #key}. */
  public Frame frame(
      Viewer viewer,
      Layer layer,
      ObservedProperty property,
      Optional<Period> period,
      Instant datetime) {
    CatalogState state = catalog.state();
    return frames.get(
        key(state, viewer, layer, property, period, datetime),
        key -> FramePlan.of(state, viewer, layer, property, period, datetime).read(store, viewer));
  }

  /** What the values depend on, told from memory: the parts of a tile's key. */
  public FrameKey key(
      Viewer viewer,
      Layer layer,
      ObservedProperty property,
      Optional<Period> period,
      Instant datetime) {
    return key(catalog.state(), viewer, layer, property, period, datetime);
  }

  private FrameKey key(
      CatalogState state,
      Viewer viewer,
      Layer layer,
      ObservedProperty property,
      Optional<Period> period,
      Instant datetime) {
    Question question =
        new Question(
            state.revision(), layer.code(), property.id(), period, datetime, viewer.scope());
    return keys.get(
        question, q -> FramePlan.of(state, viewer, layer, property, period, datetime).key());
  }
}
