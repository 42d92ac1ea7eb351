package org.aralwatch.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page must not pass because its comparison is blind. */
class ShownOutputTest {
  @ParameterizedTest
  @CsvSource({
    "value 12.3, value 12.3, true",
    "value 12.3, value 12.4, false",
    "value ..., value 12.4, true",
    "value ... m, value 12.4 km, false",
    "value, value 12.4, false",
    "1.3, 1x3, false"
  })
  void threeDotsStandForAnyTextOfALine(String shown, String printed, boolean matches) {
    assertThat(ShownOutput.of(shown).matches(printed)).isEqualTo(matches);
  }

  @Test
  void threeDotsAloneStandForAnyLinesEvenNone() {
    ShownOutput shown = ShownOutput.of("first\n  ...\nlast\n");
    assertThat(shown.matches("first\nlast")).isTrue();
    assertThat(shown.matches("first\na\nb\r\nlast  \n")).isTrue();
    assertThat(shown.matches("first\na\nb")).isFalse();
    assertThat(shown.matches("first\nlast\nmore")).isFalse();
  }

  @Test
  void threeDotsInALineDoNotReachIntoTheNext() {
    assertThat(ShownOutput.of("a ... b").matches("a\nb")).isFalse();
  }
}
