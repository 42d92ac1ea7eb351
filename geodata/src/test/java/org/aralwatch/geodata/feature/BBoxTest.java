package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

class BBoxTest {
  @Test
  void readsWestSouthEastNorth() {
    assertThat(BBox.parse("58.5, 43,62.25 ,46.5")).isEqualTo(new BBox(58.5, 43, 62.25, 46.5));
  }

  @Test
  void readsWhatItWrites() {
    BBox box = new BBox(-180, -0.1, 1e-7, 90);
    assertThat(BBox.parse(box.toString())).isEqualTo(box);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "58,43,62          | '58,43,62' has 3 parts; a box is west,south,east,north",
        "58,43,62,46,1     | '58,43,62,46,1' has 5 parts; a box is west,south,east,north",
        "58,43,,46         | '' is not a number of degrees",
        "58,43,NaN,46      | 'NaN' is not a number of degrees",
        "58,43,62d,46      | '62d' is not a number of degrees",
        "58,43,0x1p3,46    | '0x1p3' is not a number of degrees",
        "-181,43,62,46     | west -181.0 is outside [-180, 180] degrees",
        "58,43,180.5,46    | east 180.5 is outside [-180, 180] degrees",
        "58,-91,62,46      | south -91.0 is outside [-90, 90] degrees",
        "58,43,62,1e3      | north 1000.0 is outside [-90, 90] degrees",
        "62,43,58,46       | west 62.0 is greater than east 58.0",
        "58,46,62,43       | south 46.0 is greater than north 43.0",
      })
  void refusesWithValueAndRule(String text, String message) {
    assertThatThrownBy(() -> BBox.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.replace("''", "'"));
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(() -> new BBox(0, 0, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'0,0,10,10', '10,10,20,20', true",
    "'0,0,10,10', '2,2,3,3', true",
    "'0,0,10,10', '-5,4,15,5', true",
    "'0,0,10,10', '10.1,0,20,10', false",
    "'0,0,10,10', '0,-5,10,-0.1', false",
    "'5,5,5,5', '0,0,10,10', true",
  })
  void intersectsWithItsBorder(String one, String other, boolean expected) {
    assertThat(BBox.parse(one).intersects(BBox.parse(other))).isEqualTo(expected);
    assertThat(BBox.parse(other).intersects(BBox.parse(one))).isEqualTo(expected);
  }

  @Test
  void containsItselfAndItsBorder() {
    BBox box = new BBox(0, 0, 10, 10);
    assertThat(box.contains(box)).isTrue();
    assertThat(box.contains(10, 0)).isTrue();
    assertThat(box.contains(new BBox(0, 0, 10, 10.5))).isFalse();
    assertThat(box.contains(10.5, 0)).isFalse();
  }

  @Test
  void cutsAnEnvelopeAtTheEdgeOfTheWorld() {
    assertThat(BBox.ofWgs84(new Envelope(170, 190, -95, 0))).isEqualTo(new BBox(170, -90, 180, 0));
  }

  @Test
  void hasNoBoxOfAnEmptyEnvelope() {
    assertThatThrownBy(() -> BBox.ofWgs84(new Envelope()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
