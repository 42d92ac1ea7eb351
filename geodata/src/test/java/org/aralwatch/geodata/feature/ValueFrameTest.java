package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValueFrameTest {
  private static final Instant FROM = Instant.parse("1961-01-01T00:00:00.000001Z");
  private static final Instant TO = Instant.parse("1961-01-11T00:00:00Z");

  @Test
  void findsTheRowOfEveryFeature() {
    ValueFrame.Builder builder = ValueFrame.builder(3);
    for (int i = 0; i < 10_000; i++) {
      builder.add(i * 1_000_003L - 77, i / 2.0, i % 7, FROM.plusSeconds(i), TO, i % 5);
    }
    ValueFrame frame = builder.build();
    assertThat(frame.size()).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      int row = frame.row(i * 1_000_003L - 77);
      assertThat(frame.value(row)).isEqualTo(i / 2.0);
      assertThat(frame.classIndex(row)).isEqualTo(i % 7);
      assertThat(frame.flag(row)).isEqualTo(i % 5);
      assertThat(frame.fromMicros(row))
          .isEqualTo(Math.addExact(FROM.plusSeconds(i).getEpochSecond() * 1_000_000, 1));
      assertThat(frame.toMicros(row)).isEqualTo(TO.getEpochSecond() * 1_000_000);
    }
  }

  @Test
  void holdsTimesOfAnyYear() {
    Instant from = Instant.parse("1600-01-01T00:00:00.000001Z");
    Instant to = Instant.parse("2300-01-01T00:00:00Z");
    ValueFrame frame = ValueFrame.builder(1).add(5, 1, 0, from, to, 1).build();
    assertThat(frame.fromMicros(0)).isEqualTo(from.getEpochSecond() * 1_000_000 + 1);
    assertThat(frame.toMicros(0)).isEqualTo(to.getEpochSecond() * 1_000_000);
  }

  @Test
  void tellsThatAFeatureHasNoRow() {
    ValueFrame frame = ValueFrame.builder(0).add(5, 1, 0, FROM, TO, 1).build();
    assertThat(frame.row(6)).isEqualTo(ValueFrame.ABSENT);
  }

  @Test
  void aGapHasNoClass() {
    ValueFrame frame = ValueFrame.builder(1).add(5, Double.NaN, 3, FROM, TO, 9).build();
    assertThat(frame.value(frame.row(5))).isNaN();
    assertThat(frame.classIndex(frame.row(5))).isEqualTo(ValueFrame.NO_CLASS);
  }

  @Test
  void refusesASecondValue() {
    ValueFrame.Builder builder = ValueFrame.builder(2).add(5, 1, 0, FROM, TO, 1);
    assertThatThrownBy(() -> builder.add(5, 2, 0, FROM, TO, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 5 has two values");
  }

  @Test
  void aFrameOfNoPropertyIsNotAFrameWithoutValues() {
    assertThat(ValueFrame.geometryOnly().isGeometryOnly()).isTrue();
    assertThat(ValueFrame.geometryOnly().row(1)).isEqualTo(ValueFrame.ABSENT);
    assertThat(ValueFrame.builder(0).build().isGeometryOnly()).isFalse();
  }
}
