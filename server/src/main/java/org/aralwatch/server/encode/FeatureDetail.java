package org.aralwatch.server.encode;

import java.util.List;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.observation.Datastream;

/** A feature with what is observed there, to be written as GeoJSON. */
public record FeatureDetail(Feature feature, List<Datastream> datastreams) {
  public FeatureDetail {
    datastreams = List.copyOf(datastreams);
  }
}
