package org.aralwatch.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.aralwatch.geodata.Json;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;

/**
 * Reads bodies of JSON into the records of this package, strictly: a member that a record does not
 * have, or has twice, is an error that names it.
 */
@Consumes("application/json")
public final class JsonBodyReader implements MessageBodyReader<Object> {
  private static final int MOST_BYTES = 1 << 20;

  private final ObjectMapper mapper =
      Json.mapper()
          .copy()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonNode.class
        || type.isRecord() && type.getPackage() == JsonBodyReader.class.getPackage();
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Refusal(Kind.BODY_TOO_LARGE, "a body of JSON has at most " + MOST_BYTES + " bytes");
    }
    if (bytes.length == 0) {
      throw new Refusal(Kind.INVALID_BODY, "the request has no body");
    }
    try {
      return mapper.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new Refusal(Kind.INVALID_BODY, "the body cannot be read: " + Bodies.fault(e));
    }
  }
}
