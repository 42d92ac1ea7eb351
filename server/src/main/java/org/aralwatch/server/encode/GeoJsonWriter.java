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
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.FeaturePage;

/** Writes pages of features as an RFC 7946 FeatureCollection, one after the other. */
@Produces({"application/geo+json", "application/json"})
public final class GeoJsonWriter implements MessageBodyWriter<FeatureCollection> {
  private final Catalog catalog;

  public GeoJsonWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == FeatureCollection.class;
  }

  @Override
  public void writeTo(
      FeatureCollection collection,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    FeaturePage page = collection.page();
    try (JsonGenerator json = ApiJson.mapper().createGenerator(out)) {
      FeatureJson writer = new FeatureJson(json);
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (FeaturePage.Hit hit : page.features()) {
        writer.begin(hit.feature());
        writer.beginProperties(hit.feature());
        if (page.property().isPresent()) {
          writer.value(
              catalog.state().vocabulary(), page.property().get(), hit.value(), collection.style());
        }
        writer.endProperties();
        writer.end();
      }
      json.writeEndArray();
      json.writeNumberField("numberMatched", page.matched());
      json.writeNumberField("numberReturned", page.features().size());
      if (page.polygonRepaired()) {
        json.writeBooleanField("polygonRepaired", true);
      }
      if (collection.next().isPresent()) {
        json.writeStringField("next", collection.next().get());
      }
      json.writeEndObject();
    }
  }
}
