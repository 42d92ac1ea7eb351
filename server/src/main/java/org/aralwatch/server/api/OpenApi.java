package org.aralwatch.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.server.encode.FeatureCollection;
import org.aralwatch.server.encode.FeatureDetail;
import org.aralwatch.server.problem.ProblemDocument;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.query.ObservationAnswer;
import org.glassfish.jersey.media.multipart.FormDataMultiPart;
import org.locationtech.jts.geom.Geometry;

/**
 * The description of the API: read from the annotations of the resources, joined with {@code
 * openapi.json} beside this class, which holds what is not made of records and what is answered
 * without Jersey.
 */
public final class OpenApi {
  static final String FEATURE_COLLECTION = "#/components/schemas/FeatureCollection";
  static final String FEATURE_DETAIL = "#/components/schemas/FeatureDetail";
  static final String OBSERVATIONS = "#/components/schemas/Observations";
  static final String AREA = "#/components/schemas/Area";
  private static final String PROBLEM = "#/components/schemas/Problem";

  /** Types that writers and readers of their own turn into bodies. */
  private static final List<Class<?>> WRITTEN =
      List.of(
          FeatureCollection.class,
          FeatureDetail.class,
          ObservationAnswer.class,
          Geometry.class,
          FormDataMultiPart.class);

  private static final Pattern SCHEMA_REFERENCE =
      Pattern.compile("\"#/components/schemas/([^\"]+)\"");

  private OpenApi() {}

  /**
   * Takes about a second: for the first who asks, not for the start of the server.
   *
   * @param version of the program
   * @param resources classes of the resources
   */
  static byte[] describe(String version, Set<Class<?>> resources) {
    OpenAPI base = base();
    base.getInfo().setVersion(version);
    Map<String, PathItem> others = new LinkedHashMap<>(base.getPaths());
    base.setPaths(new Paths());
    Map<String, Schema<?>> own = new LinkedHashMap<>();
    base.getComponents().getSchemas().forEach((name, schema) -> own.put(name, schema));
    // The reader would describe what only writers see, and by the names of our own schemas.
    WRITTEN.forEach(type -> ModelConverters.getInstance().addClassToSkip(type.getName()));
    OpenAPI read = new Reader(new SwaggerConfiguration().openAPI(base)).read(resources);
    Map<String, PathItem> ours = new TreeMap<>();
    own.forEach(read.getComponents()::addSchemas);
    read.getPaths()
        .forEach(
            (path, item) -> ours.put(AnswerFilter.BASE + (path.equals("/") ? "" : path), item));
    ours.values().forEach(OpenApi::describeTexts);
    ours.values().forEach(OpenApi::addProblems);
    Paths paths = new Paths();
    paths.putAll(ours);
    paths.putAll(others);
    read.setPaths(paths);
    removeUnused(read);
    return write(read).getBytes(StandardCharsets.UTF_8);
  }

  private static OpenAPI base() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      return Json.mapper().readValue(in, OpenAPI.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi.json", e);
    }
  }

  /**
   * A parameter is a text, whatever our converters make of it: the reader shows classes of ours.
   */
  private static void describeTexts(PathItem path) {
    for (Operation operation : path.readOperations()) {
      if (operation.getParameters() == null) {
        continue;
      }
      for (Parameter parameter : operation.getParameters()) {
        if (parameter.getSchema().get$ref() != null) {
          StringSchema text = new StringSchema();
          if (parameter.getName().equals("period")) {
            text.setEnum(PeriodChoice.codes());
            text.setDefault(PeriodChoice.RAW);
          }
          parameter.setSchema(text);
        }
      }
    }
  }

  private static void addProblems(PathItem path) {
    for (Operation operation : path.readOperations()) {
      boolean named =
          operation.getParameters() != null
              && operation.getParameters().stream().anyMatch(p -> "path".equals(p.getIn()));
      // One that is not known is refused where there are none, too.
      addProblem(operation, Kind.INVALID_PARAMETER);
      if (named) {
        addProblem(operation, Kind.NOT_FOUND);
      }
      if (operation.getSecurity() != null) {
        addProblem(operation, Kind.TOKEN_NEEDED);
        addProblem(operation, Kind.NOT_ALLOWED);
      }
      addProblem(operation, Kind.NOT_ACCEPTABLE);
      addProblem(operation, 500, "A fault of the server; 'instance' is in its log");
      addProblem(operation, Kind.STORAGE_UNAVAILABLE);
    }
  }

  private static void addProblem(Operation operation, Kind kind) {
    addProblem(operation, kind.status(), kind.title());
  }

  private static void addProblem(Operation operation, int status, String description) {
    Schema<?> schema = new Schema<>().$ref(PROBLEM);
    operation
        .getResponses()
        .putIfAbsent(
            Integer.toString(status),
            new ApiResponse()
                .description(description)
                .content(
                    new Content()
                        .addMediaType(ProblemDocument.MEDIA_TYPE, new MediaType().schema(schema))));
  }

  /** The reader also describes classes that are parts of others only in Java. */
  @SuppressWarnings("rawtypes") // as the model has it
  private static void removeUnused(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    Set<String> used = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(references(api.getPaths()));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (used.add(name)) {
        open.addAll(references(schemas.get(name)));
      }
    }
    schemas.keySet().retainAll(used);
  }

  private static Set<String> references(Object part) {
    Set<String> names = new HashSet<>();
    Matcher matcher = SCHEMA_REFERENCE.matcher(write(part));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static String write(Object part) {
    try {
      return Json.mapper().writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
