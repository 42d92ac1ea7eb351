package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebMercatorTest {
  /** The example of EPSG guidance note 7-2, method 1024: 24°22'54.433" N, 100°20'00" W. */
  @Test
  void agreesWithTheExampleOfTheEpsgGuidance() {
    assertThat(WebMercator.metresX(-100 - 20 / 60.0)).isEqualTo(-11_169_055.58, within(0.01));
    assertThat(WebMercator.metresY(24 + 22 / 60.0 + 54.433 / 3600))
        .isEqualTo(2_800_000.00, within(0.01));
  }

  @Test
  void theSquareWorldEndsAtTheMaximumLatitude() {
    assertThat(WebMercator.metresY(WebMercator.MAX_LATITUDE))
        .isEqualTo(20_037_508.342789244, within(1e-6));
    assertThat(WebMercator.gridY(WebMercator.MAX_LATITUDE)).isEqualTo(-(1 << 30));
    assertThat(WebMercator.gridX(180)).isEqualTo(1 << 30);
    assertThat(WebMercator.gridX(-180)).isEqualTo(-(1 << 30));
  }

  @ParameterizedTest
  @ValueSource(doubles = {85.06, 89, 90})
  void clampsThePoles(double latitude) {
    assertThat(WebMercator.gridY(latitude)).isEqualTo(-(1 << 30));
    assertThat(WebMercator.gridY(-latitude)).isEqualTo(1 << 30);
  }

  @ParameterizedTest
  @CsvSource({"59.123456789, 45.987654321", "-179.9999, 85.05", "0, 0", "12.5, -66.6"})
  void comesBackWithinHalfAGridUnit(double longitude, double latitude) {
    // Half a unit is 9 mm.
    assertThat(WebMercator.longitude(WebMercator.gridX(longitude)))
        .isEqualTo(longitude, within(1e-7));
    assertThat(WebMercator.latitude(WebMercator.gridY(latitude))).isEqualTo(latitude, within(1e-7));
  }
}
