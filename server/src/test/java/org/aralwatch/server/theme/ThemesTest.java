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
