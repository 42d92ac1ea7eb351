package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.jdbi.v3.core.Jdbi;

/** Finds mappings: those that come with the program, and those saved in the store. */
public final class Mappings {
  private static final ObjectReader READER =
      Json.mapper().readerFor(JsonNode.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  private static final long LARGEST_FILE = 1 << 20;

  private final Jdbi jdbi;

  public Mappings(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The mapping that is meant: a JSON document, or the name of one.
   *
   * @throws MappingException when there is none of that name, or it cannot be used
   */
  public Mapping get(String nameOrJson) {
    return nameOrJson.stripLeading().startsWith("{")
        ? parse("given", nameOrJson)
        : find(nameOrJson)
            .orElseThrow(
                () ->
                    new MappingException(
                        nameOrJson,
                        List.of(
                            "there is no mapping of this name, neither with the program nor in the"
                                + " store")));
  }

  /**
   * @throws MappingException when it cannot be used
   */
  public Optional<Mapping> find(String name) {
    if (name.matches("[A-Za-z0-9._-]+")) {
      Optional<Mapping> own =
          resource("/sample/" + name + ".mapping.json")
              .or(() -> resource("/org/aralwatch/ingest/mapping/" + name + ".mapping.json"));
      if (own.isPresent()) {
        return own;
      }
    }
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT definition FROM mapping WHERE name = :name")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne())
        .map(json -> parse(name, json));
  }

  /** A mapping that comes with the program. */
  static Optional<Mapping> resource(String path) {
    try (InputStream in = Mappings.class.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /**
   * @throws MappingException when the file cannot be read or used
   */
  public static Mapping read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new MappingException(file.toString(), List.of("the file is too large to be one"));
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new MappingException(
          file.toString(), List.of("the file cannot be read as UTF-8 text (" + e + ")"));
    }
  }

  /**
   * @param source where the JSON comes from, for messages
   * @throws MappingException with every problem found
   */
  public static Mapping parse(String source, String json) {
    JsonNode definition;
    try {
      definition = READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new MappingException(source, List.of("is no JSON: " + syntax(e)));
    }
    return new MappingReader(definition).read(source);
  }

  private static String syntax(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    return e.getOriginalMessage().replaceAll("(?s) \\(start marker at .*", "") + place;
  }
}
