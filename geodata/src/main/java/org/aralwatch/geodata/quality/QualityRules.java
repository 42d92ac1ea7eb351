package org.aralwatch.geodata.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.reference.ReferenceData;

/**
 * The borders of the tests, from the reviewed file {@code reference/quality-rules.json}: by
 * property, statistic and support. A series of another kind has its property's gross range alone.
 * Immutable.
 */
public final class QualityRules {
  private final Map<Kind, JsonNode> rules = new HashMap<>();
  private final List<Relation> relations = new ArrayList<>();
  private final LocationTest location;
  private final Levels neighbour;
  private final int leastNeighbours;

  private record Kind(String property, Statistic statistic, Support support) {}

  private QualityRules(JsonNode file) {
    for (JsonNode rule : file.path("rules")) {
      for (JsonNode statistic : rule.path("statistics")) {
        for (JsonNode support : rule.path("supports")) {
          Kind kind =
              new Kind(
                  rule.path("property").asText(),
                  Statistic.ofCode(statistic.asText()),
                  Support.ofCode(support.asText()));
          if (rules.put(kind, rule) != null) {
            throw new IllegalArgumentException("two quality rules for " + kind);
          }
        }
      }
      // A border that cannot be is found at start, not at the first value of its kind.
      compiled(ValueRange.ALL, rule);
    }
    file.path("relations").forEach(relation -> relations.add(relation(relation)));
    location = new LocationTest(levels(file.path("location"), "suspectKm", "failKm"));
    neighbour = levels(file.path("neighbour"));
    leastNeighbours = file.path("neighbour").path("leastStations").asInt();
  }

  /**
   * The rules of this program.
   *
   * @throws IllegalArgumentException when the file is broken: names the border
   */
  public static QualityRules read() {
    return of(ReferenceData.file("quality-rules.json"));
  }

  static QualityRules of(JsonNode file) {
    return new QualityRules(file);
  }

  /** What the values of a series are tested for. */
  public SeriesRules of(ObservedProperty property, Statistic statistic, Support support) {
    ValueRange gross = ValueRange.of(property);
    JsonNode rule = rules.get(new Kind(property.code(), statistic, support));
    return rule == null ? SeriesRules.of(gross) : compiled(gross, rule);
  }

  /** What must hold between series of one place; in the order of the file. */
  public List<Relation> relations() {
    return List.copyOf(relations);
  }

  public LocationTest location() {
    return location;
  }

  /** Borders of the scores of {@link NeighbourTest}. */
  public Levels neighbour() {
    return neighbour;
  }

  /** Of how many neighbouring stations an estimate is made at least. */
  public int leastNeighbours() {
    return leastNeighbours;
  }

  private static SeriesRules compiled(ValueRange gross, JsonNode rule) {
    JsonNode usual = rule.path("usualRange");
    return new SeriesRules(
        gross,
        usual.isMissingNode()
            ? ValueRange.ALL
            : new ValueRange(usual.path("min").asDouble(), usual.path("max").asDouble()),
        rule.has("scale")
            ? Scale.logarithmic(rule.at("/scale/logOffset").asDouble())
            : Scale.LINEAR,
        Duration.parse(rule.path("reach").asText()),
        optional(rule, "spike", QualityRules::spike),
        optional(rule, "rateOfChange", QualityRules::rateOfChange),
        optional(rule, "flatLine", QualityRules::flatLine),
        optional(rule, "climatology", QualityRules::climatology),
        optional(rule, "gap", QualityRules::gap));
  }

  private static <T> Optional<T> optional(JsonNode rule, String key, Function<JsonNode, T> maker) {
    return rule.has(key) ? Optional.of(maker.apply(rule.path(key))) : Optional.empty();
  }

  private static SpikeRule spike(JsonNode test) {
    return new SpikeRule(SpikeRule.Method.ofCode(test.path("method").asText()), levels(test));
  }

  private static RateRule rateOfChange(JsonNode test) {
    Duration per = Duration.parse(test.path("per").asText());
    double hours = per.toMinutes() / 60.0;
    return new RateRule(levels(test).times(1 / hours), Duration.parse(test.path("least").asText()));
  }

  private static FlatLineRule flatLine(JsonNode test) {
    JsonNode values = test.path("natural");
    double[] natural = new double[values.size()];
    for (int i = 0; i < natural.length; i++) {
      natural[i] = values.get(i).asDouble();
    }
    return new FlatLineRule(
        run(test.path("suspect")),
        run(test.path("fail")),
        test.path("tolerance").asDouble(),
        natural);
  }

  private static FlatLineRule.Run run(JsonNode run) {
    if (!run.isObject()) {
      return null;
    }
    Duration span = Duration.parse(run.path("span").asText("PT0S"));
    return new FlatLineRule.Run(run.path("count").asInt(), span);
  }

  private static ClimatologyRule climatology(JsonNode test) {
    return new ClimatologyRule(levels(test), test.path("leastYears").asInt());
  }

  private static Levels gap(JsonNode test) {
    return new Levels(seconds(test.path("suspect")), seconds(test.path("fail")));
  }

  private static double seconds(JsonNode duration) {
    return duration.isTextual() ? Duration.parse(duration.asText()).toSeconds() : Double.NaN;
  }

  private static Levels levels(JsonNode test) {
    return levels(test, "suspect", "fail");
  }

  private static Levels levels(JsonNode test, String suspect, String fail) {
    return new Levels(border(test.path(suspect)), border(test.path(fail)));
  }

  private static double border(JsonNode number) {
    return number.isNumber() ? number.asDouble() : Double.NaN;
  }

  private static Relation relation(JsonNode relation) {
    String id = relation.path("id").asText();
    String kind = relation.path("kind").asText();
    return switch (kind) {
      case "not-above" ->
          new Relation.NotAbove(
              id, side(relation.path("part")), side(relation.path("whole")), levels(relation));
      case "jumps-alone" ->
          new Relation.JumpsAlone(
              id,
              side(relation.path("tested")),
              side(relation.path("beside")),
              new MultiVariableTest.Steps(
                  relation.path("own").asDouble(), relation.path("other").asDouble()));
      default -> throw new IllegalArgumentException("unknown relation '" + kind + "' of " + id);
    };
  }

  private static Relation.Side side(JsonNode side) {
    return new Relation.Side(
        Optional.ofNullable(side.path("property").textValue()),
        Optional.ofNullable(side.path("statistic").textValue()).map(Statistic::ofCode));
  }
}
