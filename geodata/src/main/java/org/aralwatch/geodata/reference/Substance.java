package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;

/**
 * A dissolved substance or a gas, with the formulas in which its mass is expressed: nitrate as NO3
 * or as N. Of {@code substances.json}. Immutable.
 *
 * @param charge of one entity; 0 where equivalents mean nothing
 * @param isGas whether shares of volume convert to masses
 * @param expressions how many of the substance's entities each formula holds
 */
public record Substance(
    String id, Text name, int charge, boolean isGas, Map<String, Integer> expressions) {
  private static final Pattern ELEMENT = Pattern.compile("([A-Z][a-z]?)(\\d*)");

  public Substance {
    expressions = Collections.unmodifiableMap(new LinkedHashMap<>(expressions));
  }

  /** Read with the first use. */
  private static final class Reviewed {
    static final Map<String, Fraction> WEIGHTS = new LinkedHashMap<>();
    static final Map<String, Substance> SUBSTANCES = new LinkedHashMap<>();

    static {
      JsonNode file = ReferenceData.file("substances.json");
      for (JsonNode element : file.path("atomicWeights")) {
        WEIGHTS.put(element.path("symbol").asText(), Fraction.of(element.path("weight").asText()));
      }
      for (JsonNode item : file.path("substances")) {
        Map<String, Integer> expressions = new LinkedHashMap<>();
        for (JsonNode expression : item.path("expressions")) {
          expressions.put(expression.path("formula").asText(), expression.path("entities").asInt());
        }
        Substance substance =
            new Substance(
                item.path("id").asText(),
                Json.read(item.path("name").toString(), Text.class),
                item.path("charge").asInt(),
                item.path("gas").asBoolean(),
                expressions);
        SUBSTANCES.put(substance.id(), substance);
      }
    }
  }

  public static Optional<Substance> find(String id) {
    return Optional.ofNullable(Reviewed.SUBSTANCES.get(id));
  }

  /** g/mol, by the atomic weights of the file. */
  public static double molarMass(String formula) {
    return exactMolarMass(formula).toDouble();
  }

  /**
   * @throws IllegalArgumentException when it is no formula, or of an element without a weight here
   */
  static Fraction exactMolarMass(String formula) {
    Matcher element = ELEMENT.matcher(formula);
    Fraction sum = Fraction.ZERO;
    int at = 0;
    while (element.find() && element.start() == at) {
      Fraction weight = Reviewed.WEIGHTS.get(element.group(1));
      if (weight == null) {
        throw new IllegalArgumentException(
            "no atomic weight of '" + element.group(1) + "' for the formula '" + formula + "'");
      }
      int atoms = element.group(2).isEmpty() ? 1 : Integer.parseInt(element.group(2));
      sum = sum.plus(weight.times(Fraction.of(atoms)));
      at = element.end();
    }
    if (at == 0 || at != formula.length()) {
      throw new IllegalArgumentException("'" + formula + "' is no formula like NO3");
    }
    return sum;
  }

  /** Grams of one mole of entities, counted as {@code formula}. */
  Fraction massOfEntity(String formula) {
    return exactMolarMass(formula).over(Fraction.of(expressions.get(formula)));
  }

  /** As "N or NO3". */
  String formulas() {
    return String.join(" or ", expressions.keySet());
  }
}
