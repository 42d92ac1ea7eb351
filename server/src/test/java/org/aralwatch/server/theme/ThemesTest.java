package org.aralwatch.server.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.storage.StorageException;
import org.junit.jupiter.api.Test;

class ThemesTest {
  private final Themes themes = Themes.load();

  @Test
  void viewsOfAThemeHaveIdsOfTheirOwn() {
    for (Theme theme : themes.list()) {
      assertThat(theme.views()).extracting(View::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void aThemeAndAViewMayHaveANoteAndADateOfTheirOwn() {
    Theme aral = themes.find("aral-sea").orElseThrow();
    assertThat(aral.note().orElseThrow().toString()).contains("interpolated");
    assertThat(themes.find("discharge").orElseThrow().note()).isEmpty();
    assertThat(themes.find("discharge").orElseThrow().views())
        .filteredOn(view -> view.id().equals("reservoir-volume"))
        .allSatisfy(view -> assertThat(view.defaultDatetime()).isPresent());
    assertThat(aral.views().get(0).defaultDatetime()).isEmpty();
  }

  @Test
  void aPeriodsOwnClassesAreUsedElseThoseOfTheProperty() {
    View daily =
        themes.find("air-quality").orElseThrow().views().stream()
            .filter(view -> view.id().equals("pm2-5-day"))
            .findFirst()
            .orElseThrow();
    assertThat(themes.findStyle("pm2-5", Optional.of(Period.DAY))).containsSame(daily.style());
    assertThat(themes.findStyle("pm2-5", Optional.of(Period.PENTAD))).isPresent();
    assertThat(themes.findStyle("water-temperature", Optional.empty())).isEmpty();
  }

  @Test
  void aViewNamesItsClasses() {
    View view = Themes.of(theme("\"steps\""), CLASSES).list().get(0).views().get(0);
    assertThat(view.classes().id()).isEqualTo("steps");
    assertThat(view.classes().upTo()).containsExactly(5.0);
    assertThat(view.classes().colours()).containsExactly("#ffffff", "#000000");
    assertThat(view.classes().labels()).isNull();
  }

  @Test
  void aViewWhoseClassesAreNotKnownIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Themes.of(theme("\"stairs\""), CLASSES))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("themes.json")
        .hasMessageContaining("\"sea\"")
        .hasMessageContaining("'salinity-year'")
        .hasMessageContaining("classes.json has no classes \"stairs\"");
  }

  @Test
  void classesInTheViewItselfAreRefused() {
    assertThatThrownBy(() -> Themes.of(theme("{\"upTo\": [5]}"), CLASSES))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("'salinity-year'");
  }

  @Test
  void classesThatCannotBeReadAreRefusedWithTheirId() {
    JsonNode broken = Json.read(CLASSES.toString().replace("[5]", "[\"five\"]"));
    assertThatThrownBy(() -> Themes.of(theme("\"steps\""), broken))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("classes.json")
        .hasMessageContaining("\"steps\"");
  }

  @Test
  void aThemeMayHaveCompositions() {
    JsonNode json = theme("\"steps\"");
    ((ObjectNode) json.path("themes").get(0))
        .set(
            "compositions",
            Json.read(
                """
                [{"id": "salt-and-water", "title": {"en": "Sea", "ru": "Море"}, "parts": [
                  {"property": "salt", "colour": "#ffffff"},
                  {"property": "water", "colour": "#0000ff"}]}]
                """));
    assertThat(Themes.of(json, CLASSES).list().get(0).compositions())
        .singleElement()
        .satisfies(
            sea -> {
              assertThat(sea.title().in("ru")).isEqualTo("Море");
              assertThat(sea.parts())
                  .extracting(Composition.Part::property)
                  .containsExactly("salt", "water");
            });
    assertThat(Themes.of(theme("\"steps\""), CLASSES).list().get(0).compositions()).isEmpty();
  }

  private static final JsonNode CLASSES =
      Json.read(
          """
          {"classes": [{"id": "steps", "title": {"en": "Salinity"}, "source": {"en": "AralWatch"},
            "upTo": [5], "colours": ["#ffffff", "#000000"]}]}
          """);

  private static JsonNode theme(String classes) {
    return Json.read(
        """
        {"themes": [{"id": "sea", "name": {"en": "Sea"}, "summary": {"en": "A sea."},
          "layers": ["lakes"], "defaultDatetime": "2005-07-01",
          "views": [{"property": "salinity", "period": "year", "classes": %s}]}]}
        """
            .formatted(classes));
  }
}
