package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.reference.ReferenceData;
import org.junit.jupiter.api.Test;

class QualityRulesTest {
  private static final QualityRules RULES = QualityRules.read();

  private static ObservedProperty property(String code, double min, double max) {
    return new ObservedProperty(
        1,
        code,
        Text.english(code),
        Text.english(code),
        "1",
        Statistic.MEAN,
        OptionalInt.empty(),
        OptionalInt.of(3),
        Period.ZERO,
        OptionalDouble.of(min),
        OptionalDouble.of(max));
  }

  @Test
  void hourlyPmHasTheBordersOfTheFile() {
    SeriesRules rules =
        RULES.of(property("pm2-5", 0, 3_000), Statistic.MEAN, Support.ofCode("PT1H"));
    assertThat(rules.grossRange()).isEqualTo(new ValueRange(0, 3_000));
    assertThat(rules.scale()).isEqualTo(Scale.LINEAR);
    assertThat(rules.reach()).isEqualTo(Duration.ofHours(1));
    assertThat(rules.spike())
        .contains(new SpikeRule(SpikeRule.Method.DIFFERENCE, new Levels(190, 570)));
    assertThat(rules.rateOfChange())
        .contains(new RateRule(Levels.suspectOnly(390), Duration.ofHours(1)));
    assertThat(rules.flatLine())
        .contains(
            new FlatLineRule(
                new FlatLineRule.Run(5, Duration.ZERO),
                new FlatLineRule.Run(12, Duration.ZERO),
                0));
    assertThat(rules.climatology()).isEmpty();
    assertThat(rules.gap()).contains(new Levels(3_600, 6 * 3_600));
    assertThat(rules.lookBack()).isEqualTo(11);
  }

  @Test
  void dekadalDischargeIsComparedByItsLogarithm() {
    SeriesRules rules = RULES.of(property("discharge", 0, 1), Statistic.MEAN, Support.DEKAD);
    assertThat(rules.scale()).isEqualTo(Scale.logarithmic(0.01));
    double perHour = rules.rateOfChange().orElseThrow().perHour().suspect();
    assertThat(perHour).isCloseTo(1.7 / 240, within(1e-12));
    assertThat(rules.flatLine().orElseThrow().isNatural(0)).isTrue();
    assertThat(rules.climatology()).contains(new ClimatologyRule(Levels.suspectOnly(6), 10));
  }

  @Test
  void theSamePropertyHasOtherBordersForAnotherPeriodOrStatistic() {
    ObservedProperty discharge = property("discharge", 0, 1);
    assertThat(RULES.of(discharge, Statistic.MEAN, Support.DAY).spike()).isEmpty();
    assertThat(RULES.of(discharge, Statistic.MEAN, Support.DAY).flatLine()).isPresent();
    assertThat(RULES.of(discharge, Statistic.MAX, Support.DEKAD))
        .isEqualTo(SeriesRules.grossRangeOf(discharge));
    assertThat(RULES.of(discharge, Statistic.MEAN, Support.YEAR))
        .isEqualTo(SeriesRules.grossRangeOf(discharge));
    // A day is a day, whatever it is called.
    assertThat(RULES.of(discharge, Statistic.MEAN, Support.ofCode("P1D")))
        .isEqualTo(RULES.of(discharge, Statistic.MEAN, Support.DAY));
  }

  @Test
  void aPropertyWithoutRulesHasItsGrossRange() {
    ObservedProperty copper = property("copper", 0, 100);
    assertThat(RULES.of(copper, Statistic.MEAN, Support.MONTH))
        .isEqualTo(SeriesRules.of(new ValueRange(0, 100)));
  }

  @Test
  void theGrossRangeOfAPropertyIsABit() {
    ObservedProperty copper = property("copper", 0, 100);
    assertThat(QualityTest.grossRange(copper, 100)).isZero();
    assertThat(QualityTest.grossRange(copper, 0)).isZero();
    assertThat(QualityTest.grossRange(copper, 100.1)).isEqualTo(QualityTest.GROSS_RANGE.bit());
    assertThat(QualityTest.grossRange(copper, -0.1)).isEqualTo(QualityTest.GROSS_RANGE.bit());
    assertThat(QualityTest.hasGrossRange(copper)).isTrue();
  }

  @Test
  void relationsHoldBetweenTheSeriesTheyName() {
    Relation pm = relation("pm2-5-not-above-pm10");
    assertThat(pm.relates("pm2-5", Statistic.MEAN, "pm10", Statistic.MEAN)).isTrue();
    assertThat(pm.relates("pm10", Statistic.MEAN, "pm2-5", Statistic.MEAN)).isFalse();
    assertThat(pm.relates("pm2-5", Statistic.MEAN, "pm10", Statistic.MAX)).isFalse();
    assertThat(((Relation.NotAbove) pm).excess()).isEqualTo(Levels.suspectOnly(0));
    Relation extremes = relation("lowest-not-above-highest");
    assertThat(extremes.relates("air-temperature", Statistic.MIN, "air-temperature", Statistic.MAX))
        .isTrue();
    assertThat(extremes.relates("air-temperature", Statistic.MIN, "discharge", Statistic.MAX))
        .isFalse();
    assertThat(extremes.relates("air-temperature", Statistic.MAX, "air-temperature", Statistic.MIN))
        .isFalse();
    Relation jumps = relation("water-level-jumps-with-discharge");
    assertThat(((Relation.JumpsAlone) jumps).deviations())
        .isEqualTo(MultiVariableTest.Steps.QARTOD);
    assertThat(jumps.relates("water-level", Statistic.MEAN, "discharge", Statistic.MEAN)).isTrue();
  }

  private static Relation relation(String id) {
    return RULES.relations().stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void placeAndNeighboursHaveTheirBorders() {
    assertThat(RULES.neighbour()).isEqualTo(NeighbourTest.LEVELS);
    assertThat(RULES.leastNeighbours()).isEqualTo(3);
    assertThat(ReferenceData.file("quality-rules.json").at("/neighbour/leastCommon").asInt())
        .isEqualTo(NeighbourTest.LEAST_COMMON);
    assertThat(RULES.location().distanceKm()).isEqualTo(Levels.suspectOnly(2.62));
  }

  @Test
  void bordersThatCannotBeAreFoundAtStart() {
    JsonNode file = ReferenceData.file("quality-rules.json");
    ((ObjectNode) file.at("/rules/0/spike")).put("suspect", 600);
    assertThatThrownBy(() -> QualityRules.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("600");
  }

  @Test
  void twoRulesForOneKindOfSeriesAreRefused() {
    JsonNode file = ReferenceData.file("quality-rules.json");
    ((ArrayNode) file.path("rules")).add(file.at("/rules/0").deepCopy());
    assertThatThrownBy(() -> QualityRules.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pm2-5");
  }

  @Test
  void theUsualRangeOfARuleIsTaken() {
    JsonNode file = ReferenceData.file("quality-rules.json");
    ObjectNode rule = (ObjectNode) file.at("/rules/0");
    rule.putObject("usualRange").put("min", 1).put("max", 900);
    SeriesRules rules =
        QualityRules.of(file).of(property("pm2-5", 0, 3_000), Statistic.MEAN, Support.HOUR);
    assertThat(rules.usualRange()).isEqualTo(new ValueRange(1, 900));
    assertThat(Optional.of(rules.reach())).contains(Duration.ofHours(1));
  }
}
