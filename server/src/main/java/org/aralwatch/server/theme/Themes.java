package org.aralwatch.server.theme;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.reference.ReferenceData;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.server.tile.TileStyle;

/**
 * The themes of the reviewed file {@code reference/themes.json}, with the classes of {@code
 * reference/classes.json}. Immutable.
 */
public final class Themes {
  private static final String FILE = "themes.json";
  private static final String CLASSES = "classes.json";

  private final List<Theme> themes;

  private Themes(List<Theme> themes) {
    this.themes = List.copyOf(themes);
  }

  /**
   * @throws StorageException when a file is broken: names the file and the theme
   */
  public static Themes load() {
    return of(ReferenceData.file(FILE), ReferenceData.file(CLASSES));
  }

  /** Themes of one tree with the classes of the other. */
  static Themes of(JsonNode themes, JsonNode classes) {
    Map<String, Classes> sets = new HashMap<>();
    for (JsonNode set : classes.path("classes")) {
      try {
        sets.put(set.path("id").asText(), readClasses(set));
      } catch (JsonProcessingException | RuntimeException e) {
        throw new StorageException(
            "reference file " + CLASSES + ": cannot use classes " + set.path("id"), e);
      }
    }
    List<Theme> list = new ArrayList<>();
    for (JsonNode theme : themes.path("themes")) {
      try {
        list.add(read(theme, sets));
      } catch (JsonProcessingException | RuntimeException e) {
        throw new StorageException(
            "reference file "
                + FILE
                + ": cannot use theme "
                + theme.path("id")
                + ": "
                + e.getMessage(),
            e);
      }
    }
    return new Themes(list);
  }

  private static Theme read(JsonNode json, Map<String, Classes> sets)
      throws JsonProcessingException {
    List<String> layers = new ArrayList<>();
    json.path("layers").forEach(layer -> layers.add(layer.asText()));
    List<View> views = new ArrayList<>();
    for (JsonNode view : json.path("views")) {
      views.add(readView(view, sets));
    }
    if (layers.isEmpty() || views.isEmpty()) {
      throw new IllegalArgumentException("a theme needs a layer and a view");
    }
    List<Composition> compositions = new ArrayList<>();
    for (JsonNode composition : json.path("compositions")) {
      compositions.add(Json.mapper().treeToValue(composition, Composition.class));
    }
    return new Theme(
        json.path("id").asText(),
        text(json.path("name")),
        text(json.path("summary")),
        optionalText(json.path("note")),
        layers,
        views,
        compositions,
        datetime(json.path("defaultDatetime").asText()));
  }

  private static View readView(JsonNode json, Map<String, Classes> sets)
      throws JsonProcessingException {
    Optional<Period> period =
        Optional.ofNullable(json.path("period").asText(null)).map(Period::ofCode);
    String property = json.path("property").asText();
    String id = period.map(p -> property + "-" + p.code()).orElse(property);
    Classes classes = sets.get(json.path("classes").textValue());
    if (classes == null) {
      throw new IllegalArgumentException(
          "view '" + id + "': " + CLASSES + " has no classes " + json.path("classes"));
    }
    double[] upTo = classes.upTo().stream().mapToDouble(Double::doubleValue).toArray();
    return new View(
        id,
        property,
        period,
        optionalText(json.path("name")),
        classes,
        TileStyle.ofClasses(upTo, classes.colours()),
        Optional.ofNullable(json.path("defaultDatetime").asText(null)).map(Themes::datetime));
  }

  private static Classes readClasses(JsonNode json) throws JsonProcessingException {
    return new Classes(
        json.path("id").asText(),
        text(json.path("title")),
        text(json.path("source")),
        list(json.path("upTo"), Double.class),
        list(json.path("colours"), String.class),
        json.path("labels").isArray() ? list(json.path("labels"), Text.class) : null);
  }

  private static <T> List<T> list(JsonNode array, Class<T> type) throws JsonProcessingException {
    List<T> list = new ArrayList<>();
    for (JsonNode item : array) {
      list.add(Json.mapper().treeToValue(item, type));
    }
    return list;
  }

  private static Text text(JsonNode json) throws JsonProcessingException {
    return Json.mapper().treeToValue(json, Text.class);
  }

  private static Optional<Text> optionalText(JsonNode json) throws JsonProcessingException {
    return json.isObject() ? Optional.of(text(json)) : Optional.empty();
  }

  private static Instant datetime(String text) {
    return text.contains("T")
        ? Instant.parse(text)
        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public List<Theme> list() {
    return themes;
  }

  public Optional<Theme> find(String id) {
    return themes.stream().filter(theme -> theme.id().equals(id)).findFirst();
  }

  /**
   * How values of a property are coloured: as in the view of that period, else in any view of the
   * property; empty where no theme shows it.
   */
  public Optional<TileStyle> findStyle(String property, Optional<Period> period) {
    List<View> views =
        themes.stream()
            .flatMap(theme -> theme.views().stream())
            .filter(view -> view.property().equals(property))
            .toList();
    return views.stream()
        .filter(view -> view.period().equals(period))
        .findFirst()
        .or(() -> views.stream().findFirst())
        .map(View::style);
  }

  private static final TileStyle WATER = TileStyle.plain("#8fc1dd");
  private static final TileStyle LAND = TileStyle.plain("#e9e4d8");
  private static final TileStyle PLACES = TileStyle.plain("#37647c");

  /** How shapes alone are drawn. */
  public static TileStyle plain(Layer layer) {
    return switch (layer.kind()) {
      case STATION, AREA, EVENT -> PLACES;
      case BASE -> layer.code().equals("countries") ? LAND : WATER;
    };
  }
}
