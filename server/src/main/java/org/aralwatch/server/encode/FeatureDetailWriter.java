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

/** Writes a feature and its datastreams as an RFC 7946 Feature. */
@Produces({"application/geo+json", "application/json"})
public final class FeatureDetailWriter implements MessageBodyWriter<FeatureDetail> {
  private final Catalog catalog;

  public FeatureDetailWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == FeatureDetail.class;
  }

  @Override
  public void writeTo(
      FeatureDetail detail,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    DatastreamDocuments documents = new DatastreamDocuments(catalog.state());
    try (JsonGenerator json = ApiJson.mapper().createGenerator(out)) {
      FeatureJson writer = new FeatureJson(json);
      writer.begin(detail.feature());
      writer.beginProperties(detail.feature());
      writer.endProperties();
      writer.datastreams(detail.datastreams().stream().map(documents::of).toList());
      writer.end();
    }
  }
}
