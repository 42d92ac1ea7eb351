package org.aralwatch.ingest.pipeline;

import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.storage.FeatureRef;

/** The stations of the record, as a load asks for them. */
interface StationFinder {
  /** A feature by its layer and its code or an alias of it. */
  Optional<FeatureRef> find(String layer, String code);

  /** Codes and aliases of all features of a layer. */
  List<String> codes(String layer);
}
