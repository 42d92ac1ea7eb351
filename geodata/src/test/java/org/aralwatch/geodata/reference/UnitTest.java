package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.aralwatch.geodata.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  private static final Unit THOUSAND_KM2 = unit("10*3.km2", "L2", 1e9, 0);
  private static final Unit KM2 = unit("km2", "L2", 1e6, 0);
  private static final Unit CELSIUS = unit("Cel", "H", 1, 273.15);
  private static final Unit KELVIN = unit("K", "H", 1, 0);

  @ParameterizedTest
  @CsvSource({"2.09, 2090", "41.39, 41390", "0.96, 960", "16.4, 16400"})
  void aDecimalFactorKeepsTheDecimals(double thousand, double plain) {
    assertThat(THOUSAND_KM2.convert(thousand, KM2)).isEqualTo(plain);
    assertThat(KM2.convert(plain, THOUSAND_KM2)).isEqualTo(thousand);
  }

  @Test
  void anOffsetIsTakenInto() {
    assertThat(CELSIUS.convert(20, KELVIN)).isCloseTo(293.15, within(1e-12));
    assertThat(KELVIN.convert(293.15, CELSIUS)).isCloseTo(20, within(1e-12));
  }

  @Test
  void theSameUnitGivesTheSameBits() {
    assertThat(CELSIUS.convert(0.1, CELSIUS)).isEqualTo(0.1);
  }

  @Test
  void anotherDimensionIsRefusedByName() {
    assertThatThrownBy(() -> KM2.convert(1, KELVIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("km2")
        .hasMessageContaining("K");
  }

  private static Unit unit(String ucum, String dimension, double factor, double offset) {
    return new Unit(ucum, Text.english(ucum), Text.english(ucum), dimension, factor, offset);
  }
}
