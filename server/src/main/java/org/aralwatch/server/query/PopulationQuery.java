package org.aralwatch.server.query;

import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.storage.PlaceStore;
import org.locationtech.jts.geom.Geometry;

/**
 * Answers who lives in an area: the populated places whose point lies in it. Which places is told
 * from memory; their populations are read from the store. Thread-safe.
 */
public final class PopulationQuery {
  /** The layer of populated places. */
  public static final String LAYER = "populated-places";

  private static final int MOST_NAMED = 10;

  private final Catalog catalog;
  private final PlaceStore places;

  public PopulationQuery(Catalog catalog, PlaceStore places) {
    this.catalog = catalog;
    this.places = places;
  }

  /**
   * @param population persons in all places of the area
   * @param places number of places
   * @param countries the same by country, the most populous first
   * @param largest the most populous places, at most ten
   * @param source whom to name where the figures are shown
   * @param polygonRepaired whether the polygon crossed itself, so that what it encloses was asked
   */
  public record Answer(
      long population,
      long places,
      List<PlaceStore.OfCountry> countries,
      List<PlaceStore.Place> largest,
      String source,
      boolean polygonRepaired) {}

  /**
   * @throws Problem when no area is given or the polygon is of no use
   */
  public Answer run(Optional<BBox> bbox, Optional<Geometry> polygon) {
    if (bbox.isEmpty() && polygon.isEmpty()) {
      throw Problem.invalid(
          "polygon", "say of which area: 'bbox' or 'polygon', or a polygon as the body of a POST");
    }
    LoadedLayer layer = catalog.state().layer(LAYER);
    Optional<Area> area = polygon.map(Area::of);
    List<FeatureGeometry> found =
        area.map(a -> layer.snapshot().intersecting(a.geometry()))
            .orElseGet(() -> layer.snapshot().intersecting(bbox.orElseThrow()));
    List<Long> ids =
        found.stream()
            .filter(place -> bbox.isEmpty() || isIn(bbox.get(), place.geometry()))
            .map(FeatureGeometry::id)
            .toList();
    List<PlaceStore.OfCountry> countries = places.byCountry(ids);
    return new Answer(
        countries.stream().mapToLong(PlaceStore.OfCountry::population).sum(),
        countries.stream().mapToLong(PlaceStore.OfCountry::places).sum(),
        countries,
        places.largest(ids, MOST_NAMED),
        layer.layer().attribution(),
        area.map(Area::repaired).orElse(false));
  }

  private static boolean isIn(BBox box, Geometry place) {
    return box.toEnvelope().intersects(place.getEnvelopeInternal());
  }
}
