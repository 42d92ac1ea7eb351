package org.aralwatch.server.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.feature.ValueFrame;
import org.aralwatch.server.tile.TileStyle;

/** The values of a layer's features for one date. Immutable and thread-safe. */
public final class Frame {
  private final FrameKey key;
  private final List<FrameValue> values;
  private final boolean onlyValued;

  /** As it was last asked for: a layer and property are drawn in one style nearly always. */
  private volatile Classified classified;

  private record Classified(TileStyle style, ValueFrame frame) {}

  /**
   * @param values ascending by feature, one of each
   * @param onlyValued whether features without a value are left out, as events that had not
   *     happened
   */
  Frame(FrameKey key, List<FrameValue> values, boolean onlyValued) {
    this.key = key;
    this.values = List.copyOf(values);
    this.onlyValued = onlyValued;
  }

  public FrameKey key() {
    return key;
  }

  /** Ascending by feature; features without a value are not there. */
  public List<FrameValue> values() {
    return values;
  }

  public Optional<FrameValue> find(long featureId) {
    int low = 0;
    int high = values.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = values.get(middle).featureId();
      if (there == featureId) {
        return Optional.of(values.get(middle));
      }
      if (there < featureId) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The values with their classes in {@code style}, for tiles. */
  public ValueFrame in(TileStyle style) {
    Classified made = classified;
    if (made == null || made.style() != style) {
      made = new Classified(style, classify(style));
      classified = made;
    }
    return made.frame();
  }

  private ValueFrame classify(TileStyle style) {
    ValueFrame.Builder builder = ValueFrame.builder(values.size());
    for (FrameValue value : values) {
      builder.add(
          value.featureId(),
          value.value(),
          style.classOf(value.value()),
          instant(value.begin()),
          instant(value.end()),
          value.flag());
    }
    return (onlyValued ? builder.onlyValued() : builder).build();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
