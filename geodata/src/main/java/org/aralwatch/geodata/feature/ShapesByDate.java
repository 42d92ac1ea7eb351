package org.aralwatch.geodata.feature;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The geometry of a layer whose features change their shape: one snapshot for each span of days in
 * which nothing changes. A feature that does not exist on a day is not in that day's snapshot; one
 * that exists but has no shape of its own for the day is as its layer describes it. Immutable and
 * thread-safe.
 *
 * <p>Meant for few features and few dates, as the shores of a sea: every span has its own index and
 * tile shapes.
 */
public final class ShapesByDate {
  private final NavigableMap<LocalDate, FeatureSnapshot> spans = new TreeMap<>();

  /**
   * @param geometryRevision of the newest change to features or shapes
   * @param features as their layer describes them, with the days on which they exist; each id once
   * @param shapes of these features; of several for one day the one that begins last counts
   */
  public ShapesByDate(
      long geometryRevision, Collection<DatedShape> features, Collection<DatedShape> shapes) {
    Map<Long, List<DatedShape>> byFeature = new HashMap<>();
    shapes.forEach(
        dated -> byFeature.computeIfAbsent(dated.shape().id(), id -> new ArrayList<>()).add(dated));
    TreeSet<LocalDate> starts = new TreeSet<>(List.of(LocalDate.MIN));
    Stream.concat(features.stream(), shapes.stream())
        .forEach(
            dated -> {
              dated.from().ifPresent(starts::add);
              dated.to().ifPresent(starts::add);
            });
    for (LocalDate start : starts) {
      spans.put(
          start,
          FeatureSnapshot.of(
              geometryRevision,
              features.stream()
                  .filter(feature -> feature.holdsOn(start))
                  .map(
                      feature ->
                          shapeOn(
                              start,
                              feature,
                              byFeature.getOrDefault(feature.shape().id(), List.of())))
                  .toList()));
    }
  }

  private static FeatureGeometry shapeOn(
      LocalDate day, DatedShape feature, List<DatedShape> shapes) {
    return shapes.stream()
        .filter(shape -> shape.holdsOn(day))
        .max((a, b) -> begin(a).compareTo(begin(b)))
        .orElse(feature)
        .shape();
  }

  private static LocalDate begin(DatedShape shape) {
    return shape.from().orElse(LocalDate.MIN);
  }

  /** The features that exist on a day, as they looked. */
  public FeatureSnapshot on(LocalDate day) {
    return spans.floorEntry(day).getValue();
  }

  /** First day of the span in which nothing changes: equal for days of equal snapshots. */
  public LocalDate spanOf(LocalDate day) {
    return spans.floorKey(day);
  }

  /** One for each span, in the order of time. */
  public Collection<FeatureSnapshot> snapshots() {
    return spans.values();
  }
}
