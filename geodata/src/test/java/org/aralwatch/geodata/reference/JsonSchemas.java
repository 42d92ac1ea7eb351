package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Judges documents by the JSON schemas (draft 2020-12) on the class path. */
public final class JsonSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private JsonSchemas() {}

  /**
   * What is wrong with a document: place and rule of each fault; empty when it is as the schema
   * wants it.
   *
   * @param schema resource, as "reference/schema/themes.schema.json"
   */
  public static List<String> faults(String schema, JsonNode document) {
    Schema parsed = REGISTRY.getSchema(SchemaLocation.of("classpath:" + schema));
    return parsed.validate(document).stream().map(Object::toString).toList();
  }
}
