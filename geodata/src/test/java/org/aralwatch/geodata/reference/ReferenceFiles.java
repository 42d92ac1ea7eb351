package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aralwatch.geodata.Json;

/**
 * All reviewed files of this program.
 *
 * @param vocabularies by name, as "themes"
 * @param features collections by the code of their layer
 */
record ReferenceFiles(Map<String, JsonNode> vocabularies, Map<String, JsonNode> features) {

  static ReferenceFiles read() {
    return new ReferenceFiles(read("", ".json"), read("features", ".geojson"));
  }

  /** A copy in which one file is replaced. */
  ReferenceFiles with(String name, JsonNode document) {
    Map<String, JsonNode> changed =
        new TreeMap<>(name.startsWith("features/") ? features : vocabularies);
    changed.put(name.substring(name.indexOf('/') + 1), document);
    return name.startsWith("features/")
        ? new ReferenceFiles(vocabularies, changed)
        : new ReferenceFiles(changed, features);
  }

  /** The file of that name, as "themes" or "features/lakes". */
  JsonNode file(String name) {
    return name.startsWith("features/")
        ? features.get(name.substring("features/".length()))
        : vocabularies.get(name);
  }

  /** The schema that a file of that name must satisfy. */
  static String schema(String name) {
    return "reference/schema/"
        + (name.startsWith("features/") ? "features" : name)
        + ".schema.json";
  }

  private static Map<String, JsonNode> read(String directory, String extension) {
    Map<String, JsonNode> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(root().resolve(directory))) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.getFileName().toString();
        if (name.endsWith(extension)) {
          files.put(
              name.substring(0, name.length() - extension.length()),
              Json.mapper().readTree(path.toFile()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static Path root() {
    try {
      return Path.of(ReferenceFiles.class.getResource("/reference").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
