package org.aralwatch.server.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Refusal;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.FeatureDirectory;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.query.Censoring;
import org.aralwatch.server.query.LoadedLayer;
import org.aralwatch.server.query.ObservationAnswer;

/**
 * Writes observations as JSON columns, as charts take them: a gap is null. As GeoJSON (RFC 7946)
 * they are the properties of the place where they were observed.
 */
@Produces({"application/json", "application/geo+json"})
public final class ObservationColumnsWriter implements MessageBodyWriter<ObservationAnswer> {
  private static final MediaType GEO_JSON = new MediaType("application", "geo+json");

  private final Catalog catalog;

  public ObservationColumnsWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == ObservationAnswer.class;
  }

  @Override
  public void writeTo(
      ObservationAnswer answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    CatalogState state = catalog.state();
    try (JsonGenerator json = ApiJson.mapper().createGenerator(out)) {
      json.writeStartObject();
      if (mediaType.isCompatible(GEO_JSON)) {
        place(json, state, answer.datastream().featureId());
        json.writeObjectFieldStart("properties");
        named(json, state, answer.datastream().featureId());
        members(json, state.vocabulary(), answer);
        json.writeEndObject();
      } else {
        members(json, state.vocabulary(), answer);
      }
      json.writeEndObject();
    }
  }

  /** A place newer than the state has no geometry; the state follows within a second. */
  private static void place(JsonGenerator json, CatalogState state, long featureId)
      throws IOException {
    json.writeStringField("type", "Feature");
    json.writeNumberField("id", featureId);
    json.writeFieldName("geometry");
    Optional<FeatureGeometry> geometry =
        state.layerOf(featureId).flatMap(layer -> layer.snapshot().find(featureId));
    if (geometry.isPresent()) {
      GeometryJson.write(json, geometry.get().geometry());
    } else {
      json.writeNull();
    }
  }

  private static void named(JsonGenerator json, CatalogState state, long featureId)
      throws IOException {
    Optional<LoadedLayer> layer = state.layerOf(featureId);
    Optional<FeatureDirectory.Entry> entry =
        layer.flatMap(loaded -> loaded.directory().find(featureId));
    json.writeStringField("code", entry.map(FeatureDirectory.Entry::code).orElse(null));
    json.writeStringField("layer", layer.map(loaded -> loaded.layer().code()).orElse(null));
    json.writePOJOField("name", entry.map(FeatureDirectory.Entry::name).orElse(null));
  }

  private static void members(JsonGenerator json, Vocabulary vocabulary, ObservationAnswer answer)
      throws IOException {
    Datastream datastream = answer.datastream();
    json.writeNumberField("datastream", datastream.id());
    json.writeStringField("property", answer.property().code());
    json.writeStringField("unit", datastream.unit());
    json.writePOJOField(
        "unitSymbol", DatastreamDocuments.unitSymbol(vocabulary, datastream.unit()));
    json.writeStringField("timeZone", datastream.timeZone().getId());
    json.writeStringField("support", datastream.support().code());
    json.writeStringField("period", answer.period().map(Period::code).orElse("raw"));
    json.writeStringField("statistic", answer.statistic().code());
    json.writeStringField("from", answer.interval().from().toString());
    json.writeStringField("to", answer.interval().to().toString());
    json.writeNumberField("revision", answer.revision());
    json.writePOJOField("flags", codes(answer.flags()));
    json.writePOJOField("thinning", answer.thinning().orElse(null));
    censoring(json, answer.censoring());
    json.writeNumberField("minimumCoverage", 0.0);
    json.writeNumberField("count", answer.series().size());
    json.writeObjectFieldStart("columns");
    columns(json, answer.series());
    if (answer.period().isPresent()) {
      censoredColumns(json, answer.series());
    }
    json.writeEndObject();
    json.writePOJOField("licence", DatastreamDocuments.licence(vocabulary, datastream.licence()));
    json.writePOJOField("source", DatastreamDocuments.source(datastream.source()));
  }

  private static void censoring(JsonGenerator json, Optional<Censoring> entered)
      throws IOException {
    if (entered.isEmpty()) {
      json.writeNullField("censoring");
      return;
    }
    Censoring censoring = entered.get();
    json.writeObjectFieldStart("censoring");
    json.writeStringField("rule", censoring.rule().code());
    json.writeNumberField("values", censoring.values());
    json.writeNumberField("below", censoring.below());
    json.writeNumberField("above", censoring.above());
    json.writeNumberField("of", censoring.of());
    json.writeNumberField("share", censoring.share());
    json.writeArrayFieldStart("refused");
    for (Map.Entry<Refusal, Integer> refusal : censoring.refused().entrySet()) {
      json.writeStartObject();
      json.writeStringField("reason", refusal.getKey().code());
      json.writeNumberField("rows", refusal.getValue());
      json.writeStringField("detail", refusal.getKey().sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Ascending. */
  static List<Integer> codes(Set<QualityFlag> flags) {
    return flags.stream().map(QualityFlag::code).sorted().toList();
  }

  private static void columns(JsonGenerator json, TimeSeries series) throws IOException {
    int size = series.size();
    json.writeArrayFieldStart("begin");
    for (int i = 0; i < size; i++) {
      json.writeString(Times.iso(series.begin(i)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("end");
    for (int i = 0; i < size; i++) {
      json.writeString(Times.iso(series.end(i)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("value");
    for (int i = 0; i < size; i++) {
      if (series.isGap(i)) {
        json.writeNull();
      } else {
        json.writeNumber(series.value(i));
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("qualifier");
    for (int i = 0; i < size; i++) {
      Qualifier qualifier = series.qualifier(i);
      if (qualifier == Qualifier.NONE) {
        json.writeNull();
      } else {
        json.writeString(String.valueOf(qualifier.symbol()));
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("flag");
    for (int i = 0; i < size; i++) {
      json.writeNumber(series.flag(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("n");
    for (int i = 0; i < size; i++) {
      json.writeNumber(series.n(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("coverage");
    for (int i = 0; i < size; i++) {
      json.writeNumber(series.coverage(i));
    }
    json.writeEndArray();
  }

  private static void censoredColumns(JsonGenerator json, TimeSeries series) throws IOException {
    int size = series.size();
    json.writeArrayFieldStart("below");
    for (int i = 0; i < size; i++) {
      json.writeNumber(series.below(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("above");
    for (int i = 0; i < size; i++) {
      json.writeNumber(series.above(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("refusal");
    for (int i = 0; i < size; i++) {
      json.writeString(series.refusal(i).map(Refusal::code).orElse(null));
    }
    json.writeEndArray();
  }
}
