package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.aralwatch.geodata.feature.ValueFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileStyleTest {
  private static final List<String> FOUR = List.of("#000000", "#0000ff", "#00FF00", "#ff0000");

  @ParameterizedTest
  @CsvSource({
    "-Infinity, 0",
    "-1, 0",
    "-0.0, 0",
    "0, 0",
    "1e-300, 1",
    "5, 1",
    "5.0001, 2",
    "7, 2",
    "7.1, 3",
    "Infinity, 3",
    "NaN, -1",
  })
  void anUpperBoundBelongsToItsClass(double value, int expected) {
    assertThat(TileStyle.ofClasses(new double[] {0, 5, 7}, FOUR).classOf(value))
        .isEqualTo(expected);
  }

  @Test
  void aSingleClassTakesAll() {
    TileStyle style = TileStyle.ofClasses(new double[0], List.of("#123456"));
    assertThat(style.classOf(-99)).isZero();
    assertThat(style.colour(0)).isEqualTo(0x123456);
  }

  @Test
  void aPlainStyleHasNoClasses() {
    assertThat(TileStyle.plain("#123456").classOf(1)).isEqualTo(ValueFrame.NO_CLASS);
    assertThat(TileStyle.plain("#123456").classCount()).isZero();
  }

  @Test
  void refusesBoundsThatDoNotAscend() {
    assertThatThrownBy(() -> TileStyle.ofClasses(new double[] {0, 5, 5}, FOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class bounds [0.0, 5.0, 5.0] must ascend");
  }

  @Test
  void refusesColoursThatDoNotFit() {
    assertThatThrownBy(() -> TileStyle.ofClasses(new double[] {0, 5}, FOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 class bounds need 3 colours, not 4");
    assertThatThrownBy(() -> TileStyle.plain("red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'red' is not a colour like #1a2b3c");
  }
}
