package org.aralwatch.server.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.feature.Feature;
import org.aralwatch.geodata.feature.ValueFrame;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.server.query.FrameValue;
import org.aralwatch.server.tile.TileStyle;

/** Writes one feature as GeoJSON, member by member. */
final class FeatureJson {
  private final JsonGenerator json;

  FeatureJson(JsonGenerator json) {
    this.json = json;
  }

  /** Everything but the end of the object. */
  void begin(Feature feature) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeNumberField("id", feature.id());
    json.writeFieldName("geometry");
    GeometryJson.write(json, feature.geometry());
  }

  void beginProperties(Feature feature) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("code", feature.code());
    json.writeStringField("layer", feature.layer());
    json.writePOJOField("name", feature.name());
    json.writePOJOField("aliases", feature.aliases());
    json.writePOJOField("validFrom", feature.validFrom().map(Object::toString).orElse(null));
    json.writePOJOField("validTo", feature.validTo().map(Object::toString).orElse(null));
    json.writeFieldName("attributes");
    json.writeTree(feature.attributes());
  }

  /** The value of the date asked for; null where there is none. */
  void value(
      Vocabulary vocabulary,
      ObservedProperty property,
      Optional<FrameValue> found,
      Optional<TileStyle> style)
      throws IOException {
    FrameValue value = found.orElse(null);
    boolean known = value != null && !Double.isNaN(value.value());
    json.writePOJOField("value", known ? value.value() : null);
    json.writeStringField("unit", property.unit());
    json.writePOJOField("unitSymbol", DatastreamDocuments.unitSymbol(vocabulary, property.unit()));
    json.writePOJOField("qualifier", known ? qualifier(value) : null);
    json.writePOJOField("valueFrom", value == null ? null : Times.iso(value.begin()));
    json.writePOJOField("valueTo", value == null ? null : Times.iso(value.end()));
    int classIndex =
        known ? style.map(s -> s.classOf(value.value())).orElse(ValueFrame.NO_CLASS) : -1;
    json.writePOJOField("class", classIndex == ValueFrame.NO_CLASS ? null : classIndex);
    json.writePOJOField("flag", value == null ? null : value.flag());
    json.writePOJOField("datastream", value == null ? null : value.datastreamId());
  }

  private static String qualifier(FrameValue value) {
    char symbol = value.qualifier().symbol();
    return symbol == ' ' ? null : String.valueOf(symbol);
  }

  void endProperties() throws IOException {
    json.writeEndObject();
  }

  void datastreams(List<DatastreamDocument> documents) throws IOException {
    json.writePOJOField("datastreams", documents);
  }

  void end() throws IOException {
    json.writeEndObject();
  }
}
