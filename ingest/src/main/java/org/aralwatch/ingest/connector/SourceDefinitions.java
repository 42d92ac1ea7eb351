package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Vocabulary;
import org.aralwatch.ingest.connector.SourceDefinition.Credentials;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;
import org.aralwatch.ingest.connector.SourceDefinition.Limits;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.MappingException;
import org.aralwatch.ingest.mapping.Mappings;
import org.jdbi.v3.core.Jdbi;

/** Reads definitions of sources from their JSON. Thread-safe. */
final class SourceDefinitions {
  private static final ObjectReader READER =
      Json.mapper().readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

  /** A folder is looked at at most this often, a host asked at most so. */
  private static final Duration SHORTEST_FOLDER = Duration.ofSeconds(1);

  private static final Duration SHORTEST_WEB = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final long DEFAULT_BYTES = 64L << 20;
  private static final long MOST_BYTES = 2L << 30;

  private final Jdbi jdbi;
  private final Mappings mappings;

  SourceDefinitions(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.mappings = new Mappings(jdbi);
  }

  /**
   * @param source where the JSON comes from, for messages
   * @throws SourceException with every problem found
   */
  SourceDefinition parse(String source, String json) {
    try {
      return parse(source, READER.<JsonNode>readValue(json));
    } catch (JsonProcessingException e) {
      throw new SourceException(
          source,
          List.of(
              "is no JSON: "
                  + e.getOriginalMessage()
                  + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())));
    }
  }

  /**
   * @throws SourceException with every problem found, those of the mapping too
   */
  SourceDefinition parse(String source, JsonNode json) {
    List<String> problems = new ArrayList<>();
    Fields root = new Fields("", json, problems);
    String name = root.parsed("name", SourceDefinitions::name, "");
    String title = root.text("title");
    Kind kind = root.parsed("kind", Kind::ofCode, Kind.FOLDER);
    Schedule schedule = schedule(root, kind);
    boolean acceptRejects = root.flag("acceptRejects");
    Optional<String> owner = root.optionalText("owner");
    Optional<String> licence = root.optionalText("licence");
    Limits limits = limits(root, kind);
    Optional<Credentials> credentials = credentials(root, kind);
    Fields given = root.object("parameters");
    // Of which kind the parameters are is not known where the kind is not.
    Optional<Parameters> parameters =
        problems.stream().anyMatch(p -> p.startsWith("'kind'"))
            ? Optional.empty()
            : Optional.of(new ParameterReader(given, credentials.isPresent()).read(kind));
    JsonNode mapping = mapping(root, owner, licence, problems);
    root.done();
    if (!problems.isEmpty() || parameters.isEmpty()) {
      throw new SourceException(source, new ArrayList<>(new LinkedHashSet<>(problems)));
    }
    return new SourceDefinition(
        name,
        title,
        kind,
        schedule,
        mapping,
        acceptRejects,
        limits,
        credentials,
        parameters.get(),
        json);
  }

  private static String name(String text) {
    if (!text.matches("[a-z0-9][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "expected a name of small letters, digits and hyphens, as usgs-earthquakes, found '"
              + text
              + "'");
    }
    return text;
  }

  private static Schedule schedule(Fields root, Kind kind) {
    Fields schedule = root.object("schedule");
    Duration shortest = kind == Kind.FOLDER ? SHORTEST_FOLDER : SHORTEST_WEB;
    Schedule result = new Schedule.Every(Duration.ofHours(1));
    if (schedule.has("every") == schedule.has("at")) {
      root.add("schedule", "expected either 'every' or 'at'");
    }
    if (schedule.has("every")) {
      result =
          new Schedule.Every(
              schedule.parsed(
                  "every", text -> duration(text, shortest, LONGEST), Duration.ofHours(1)));
    }
    if (schedule.has("at")) {
      List<LocalTime> times = schedule.list("at", SourceDefinitions::time);
      ZoneId zone = schedule.parsed("zone", SourceDefinitions::zone, ZoneOffset.UTC);
      if (!times.isEmpty()) {
        result = new Schedule.At(times, zone);
      }
    }
    schedule.done();
    return result;
  }

  static Duration duration(String text, Duration least, Duration most) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a duration as PT15M or P1D (ISO 8601), found '" + text + "'", e);
    }
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "expected a duration from " + least + " to " + most + ", found " + text);
    }
    return duration;
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a time of the day as 03:15, found '" + text + "'", e);
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + text + "'; expected one such as Asia/Tashkent", e);
    }
  }

  private static Limits limits(Fields root, Kind kind) {
    int rate = kind == Kind.FIRMS ? 60 : 30;
    if (!root.has("limits")) {
      return new Limits(Duration.ofSeconds(60), DEFAULT_BYTES, rate);
    }
    Fields limits = root.object("limits");
    Limits result =
        new Limits(
            limits
                .optional(
                    "timeout", text -> duration(text, Duration.ofMillis(100), Duration.ofHours(1)))
                .orElse(Duration.ofSeconds(60)),
            limits.number("maxBytes", DEFAULT_BYTES, 1, MOST_BYTES),
            (int) limits.number("requestsPerMinute", rate, 1, 6_000));
    limits.done();
    if (kind == Kind.FOLDER) {
      root.add("limits", "a folder has none");
    }
    return result;
  }

  private static Optional<Credentials> credentials(Fields root, Kind kind) {
    if (!root.has("credentials")) {
      if (kind == Kind.OPENAQ || kind == Kind.FIRMS) {
        root.lacks(
            "credentials", "expected {\"environment\": NAME}, the variable that holds the key");
      }
      return Optional.empty();
    }
    if (kind == Kind.FOLDER || kind == Kind.USGS_EARTHQUAKES) {
      root.add("credentials", "a source of this kind needs none");
    }
    Fields credentials = root.object("credentials");
    String environment = credentials.parsed("environment", SourceDefinitions::environment, "");
    Optional<String> header =
        kind == Kind.HTTP
            ? credentials.optional("header", ParameterReader::header)
            : Optional.empty();
    String prefix = "";
    if (kind == Kind.HTTP && credentials.has("prefix")) {
      prefix = credentials.text("prefix");
    }
    if (kind == Kind.OPENAQ) {
      // docs.openaq.org/using-the-api/api-key, read 2026-11-24
      header = Optional.of("X-API-Key");
    }
    credentials.done();
    return Optional.of(new Credentials(environment, header, prefix));
  }

  /** The variables by which this program itself is set up hold secrets that are nobody's else. */
  private static String environment(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "expected the name of an environment variable, not the key itself");
    }
    if (name.startsWith("ARALWATCH_") && !name.startsWith("ARALWATCH_SOURCE_")) {
      throw new IllegalArgumentException(
          "the variable " + name + " is a setting of this program and is sent to nobody");
    }
    return name;
  }

  private JsonNode mapping(
      Fields root, Optional<String> owner, Optional<String> licence, List<String> problems) {
    JsonNode given = root.raw("mapping");
    try {
      if (given.isTextual()) {
        Mapping mapping = mappings.get(given.textValue());
        JsonNode definition = mapping.definition();
        agree(root, "owner", owner, definition);
        agree(root, "licence", licence, definition);
        return bound(mapping);
      }
      if (!given.isObject()) {
        root.add("mapping", "expected the name of a mapping, or one as an object");
        return given;
      }
      ObjectNode whole = given.deepCopy();
      ObjectNode datastream =
          whole.path("datastream") instanceof ObjectNode object
              ? object
              : whole.putObject("datastream");
      owner.ifPresent(code -> agreeOrPut(root, "owner", code, datastream));
      licence.ifPresent(code -> agreeOrPut(root, "licence", code, datastream));
      if (datastream.isEmpty()) {
        whole.remove("datastream");
      }
      return bound(Mappings.parse("given", whole.toString()));
    } catch (MappingException e) {
      e.problems().forEach(problem -> problems.add("'mapping': " + problem));
      return given;
    }
  }

  private JsonNode bound(Mapping mapping) {
    BoundMapping.bind(mapping, Vocabulary.load(jdbi));
    return mapping.definition();
  }

  private static void agree(Fields root, String key, Optional<String> code, JsonNode mapping) {
    JsonNode there = mapping.path("datastream").path(key);
    if (code.isPresent() && there.isTextual() && !there.textValue().equals(code.get())) {
      root.add(key, "the mapping says '" + there.textValue() + "', not '" + code.get() + "'");
    }
  }

  private static void agreeOrPut(Fields root, String key, String code, ObjectNode datastream) {
    if (!datastream.hasNonNull(key)) {
      datastream.put(key, code);
    } else if (!datastream.get(key).asText().equals(code)) {
      root.add(key, "the mapping says '" + datastream.get(key).asText() + "', not '" + code + "'");
    }
  }
}
