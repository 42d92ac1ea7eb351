package org.aralwatch.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aralwatch.geodata.Json;

/**
 * The newest figures of one machine, kept in a file: stores and scales may be measured on their own
 * and still make one report. What another machine measured is left behind.
 */
public final class FigureBook {
  private final Path file;
  private final Machine machine;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, String> stores = new TreeMap<>();

  private FigureBook(Path file, Machine machine) {
    this.file = file;
    this.machine = machine;
  }

  /** Opens the file, or begins a new one. */
  public static FigureBook open(Path file, Machine machine) {
    FigureBook book = new FigureBook(file, machine);
    if (Files.exists(file)) {
      JsonNode json = read(file);
      if (json.path("machine").asText().equals(machine.describe())) {
        json.path("stores")
            .properties()
            .forEach(store -> book.stores.put(store.getKey(), store.getValue().asText()));
        json.path("figures").forEach(figure -> figure(figure).ifPresent(book.figures::add));
      }
    }
    return book;
  }

  private static JsonNode read(Path file) {
    try {
      return Json.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Takes a figure in, in the place of an older one for the same, and saves. */
  public void add(Figure figure) {
    figures.removeIf(figure::replaces);
    figures.add(figure);
    save();
  }

  /** What a store is, as "PostgreSQL 17.6, without TimescaleDB". */
  public void describeStore(String store, String description) {
    stores.put(store, description);
    save();
  }

  /** In the order of the report: by target, scale and store. */
  public List<Figure> figures() {
    return figures.stream()
        .sorted(
            Comparator.comparing(Figure::target)
                .thenComparing(Figure::millions)
                .thenComparing(Figure::store))
        .toList();
  }

  public Machine machine() {
    return machine;
  }

  public Map<String, String> stores() {
    return Collections.unmodifiableMap(stores);
  }

  private void save() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("machine", machine.describe());
    ObjectNode described = json.putObject("stores");
    stores.forEach(described::put);
    figures().forEach(figure -> json.withArray("figures").add(json(figure)));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static ObjectNode json(Figure figure) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("target", figure.target().name());
    json.put("store", figure.store());
    json.put("millions", figure.millions());
    figure
        .reading()
        .ifPresent(
            reading ->
                json.putObject("reading")
                    .put("median", reading.median())
                    .put("low", reading.low())
                    .put("high", reading.high())
                    .put("rounds", reading.rounds()));
    figure.peer().ifPresent(peer -> json.put("peer", peer));
    json.put("note", figure.note());
    json.put("at", figure.at().toString());
    json.put("load", figure.load());
    return json;
  }

  /** Empty for a target that this program no longer has. */
  private static Optional<Figure> figure(JsonNode json) {
    String name = json.path("target").asText();
    for (Target target : Target.values()) {
      if (target.name().equals(name)) {
        JsonNode read = json.path("reading");
        return Optional.of(
            new Figure(
                target,
                json.path("store").asText(),
                json.path("millions").asInt(),
                read.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(
                        new Reading(
                            read.path("median").asDouble(),
                            read.path("low").asDouble(),
                            read.path("high").asDouble(),
                            read.path("rounds").asInt())),
                Optional.ofNullable(json.path("peer").asText(null)),
                json.path("note").asText(),
                Instant.parse(json.path("at").asText()),
                json.path("load").asDouble()));
      }
    }
    return Optional.empty();
  }
}
