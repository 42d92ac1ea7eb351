package org.aralwatch.server.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.aralwatch.geodata.observation.Period;
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
    assertThat(aral.note().orElseThrow().toString()).contains("not the shore");
    assertThat(themes.find("weather").orElseThrow().note()).isEmpty();
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
}
