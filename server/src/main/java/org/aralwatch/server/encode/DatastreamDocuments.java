package org.aralwatch.server.encode;

import java.util.Optional;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.reference.Unit;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.query.LoadedLayer;

/** Makes documents of datastreams: joins them with the words of one state of the catalog. */
public final class DatastreamDocuments {
  private final CatalogState state;

  public DatastreamDocuments(CatalogState state) {
    this.state = state;
  }

  public DatastreamDocument of(Datastream datastream) {
    Vocabulary vocabulary = state.vocabulary();
    ObservedProperty property = vocabulary.property(datastream.propertyId());
    return new DatastreamDocument(
        datastream.id(),
        feature(datastream.featureId()),
        DatastreamDocument.PropertyName.of(property),
        datastream.statistic().code(),
        datastream.procedure(),
        datastream.interpolation(),
        datastream.unit(),
        unitSymbol(vocabulary, datastream.unit()),
        datastream.support().code(),
        datastream.timeZone().getId(),
        datastream.verticalDatum().orElse(null),
        owner(vocabulary, datastream.owner()),
        licence(vocabulary, datastream.licence()),
        source(datastream.source()),
        datastream.definition(),
        datastream.visibility().code(),
        datastream.extent().map(Interval::from).orElse(null),
        datastream.extent().map(Interval::to).orElse(null),
        datastream.count(),
        datastream.revision());
  }

  /** A feature newer than the state has its id only; the state follows within a second. */
  private DatastreamDocument.FeatureName feature(long id) {
    Optional<LoadedLayer> layer = state.layerOf(id);
    Optional<FeatureDirectory.Entry> entry = layer.flatMap(loaded -> loaded.directory().find(id));
    return new DatastreamDocument.FeatureName(
        id,
        entry.map(FeatureDirectory.Entry::code).orElse(null),
        layer.map(loaded -> loaded.layer().code()).orElse(null),
        entry.map(FeatureDirectory.Entry::name).orElse(null));
  }

  /** The symbol to show for a unit; its code where nothing else is known. */
  static Text unitSymbol(Vocabulary vocabulary, String unit) {
    return vocabulary.findUnit(unit).map(Unit::symbol).orElseGet(() -> Text.english(unit));
  }

  private static DatastreamDocument.Owner owner(Vocabulary vocabulary, String id) {
    return vocabulary
        .findOrganisation(id)
        .map(found -> new DatastreamDocument.Owner(found.id(), found.name(), found.url()))
        .orElseGet(() -> new DatastreamDocument.Owner(id, Text.english(id), null));
  }

  static DatastreamDocument.LicenceDocument licence(Vocabulary vocabulary, String id) {
    return vocabulary
        .findLicence(id)
        .map(
            found ->
                new DatastreamDocument.LicenceDocument(
                    found.id(), found.name(), found.url(), found.attribution()))
        .orElseGet(() -> new DatastreamDocument.LicenceDocument(id, id, null, true));
  }

  static DatastreamDocument.SourceDocument source(Datastream.Source source) {
    return new DatastreamDocument.SourceDocument(source.title(), source.url(), source.read());
  }
}
