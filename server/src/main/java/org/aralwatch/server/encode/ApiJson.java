package org.aralwatch.server.encode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * JSON as the API answers it: instants in ISO 8601, nothing is left out unless a record says so.
 */
public final class ApiJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new ToStringSerializer(Instant.class)))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          // The stream belongs to the container, which must see a failure before it ends.
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          // Half an answer must not look like a whole one.
          .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
          .build();

  private ApiJson() {}

  /** The one mapper; treat it as immutable. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }
}
