package org.aralwatch.geodata.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.geodata.reference.UnitException.Kind;
import org.aralwatch.geodata.reference.UnitExpression.Amount;

/**
 * Conversions to the unit in which a property is kept, where they need to know what is observed:
 * nutrients as N or as ion, amounts of substance and equivalents to masses, shares of a gas in air
 * to masses at a temperature and a pressure. Properties and substances are those of the reviewed
 * files. Thread-safe.
 */
public final class PropertyConversion {
  private static final Pattern ANNOTATION = Pattern.compile("\\{([A-Za-z0-9]+)\\}");

  /**
   * A property as the conversion sees it.
   *
   * @param unit UCUM code in which it is kept
   * @param expressedAs the formula in which its masses are counted; empty where it has none
   */
  private record Kept(String unit, Optional<Substance> substance, Optional<String> expressedAs) {}

  /** Read with the first use. */
  private static final class Reviewed {
    static final Map<String, Kept> PROPERTIES = new LinkedHashMap<>();

    static {
      for (JsonNode item : ReferenceData.file("properties.json").path("properties")) {
        PROPERTIES.put(
            item.path("id").asText(),
            new Kept(
                item.path("unit").asText(),
                Optional.ofNullable(item.path("substance").asText(null)).flatMap(Substance::find),
                Optional.ofNullable(item.path("expressedAs").asText(null))));
      }
    }
  }

  private PropertyConversion() {}

  /** Whether values of a property are amounts of a substance, of which its unit says not all. */
  public static boolean isSubstance(String property) {
    return Optional.ofNullable(Reviewed.PROPERTIES.get(property))
        .flatMap(Kept::substance)
        .isPresent();
  }

  /** The formulas in which files may express a property; none where that makes no difference. */
  public static List<String> expressions(String property) {
    return Optional.ofNullable(Reviewed.PROPERTIES.get(property))
        .flatMap(Kept::substance)
        .map(substance -> List.copyOf(substance.expressions().keySet()))
        .orElse(List.of());
  }

  /** The formula in which the record keeps a property, as N for nitrate nitrogen. */
  public static Optional<String> expressedAs(String property) {
    return Optional.ofNullable(Reviewed.PROPERTIES.get(property)).flatMap(Kept::expressedAs);
  }

  /**
   * Whether values of a property in this unit convert only once temperature and pressure are known.
   */
  public static boolean needsGasConditions(String property, String unit) {
    Kept kept = Reviewed.PROPERTIES.get(property);
    if (kept == null || kept.substance().filter(Substance::isGas).isEmpty()) {
      return false;
    }
    UnitExpression source = Ucum.parse(unit);
    return isShare(source) != isShare(Ucum.parse(kept.unit()));
  }

  /**
   * From the unit of a file to that of the record.
   *
   * @param property code of the property
   * @param stored UCUM code in which the record keeps it
   * @param unit UCUM code of the file
   * @param expressedAs the formula in which the file counts masses, as NO3; empty for the record's
   *     own, or where the unit says it, as {@code mg{NO3}/L}
   * @param gas to which volumes of the file's unit are reduced; empty where that is not said
   * @throws UnitException when that is no unit of the property, or more must be known
   */
  public static UnitConversion of(
      String property,
      String stored,
      String unit,
      Optional<String> expressedAs,
      Optional<GasConditions> gas) {
    UnitExpression source = Ucum.parse(unit);
    UnitExpression target = Ucum.parse(stored);
    Kept kept = Reviewed.PROPERTIES.get(property);
    Optional<Substance> substance = kept == null ? Optional.empty() : kept.substance();
    if (substance.isEmpty()) {
      if (expressedAs.isPresent()) {
        throw new UnitException(
            Kind.INCOMMENSURABLE,
            property
                + " is not expressed as a substance, so it cannot be one as "
                + expressedAs.get());
      }
      return UnitConversion.between(unit, stored);
    }
    return new Chain(property, substance.get(), kept.expressedAs(), source, target)
        .conversion(expressedAs.or(() -> annotated(unit, substance.get())), gas);
  }

  /** The formula that annotates a unit, where it is one of the substance. */
  private static Optional<String> annotated(String unit, Substance substance) {
    Matcher annotation = ANNOTATION.matcher(unit);
    while (annotation.find()) {
      if (substance.expressions().containsKey(annotation.group(1))) {
        return Optional.of(annotation.group(1));
      }
    }
    return Optional.empty();
  }

  /** A share of volumes: a number that counts nothing, as [ppb]. */
  private static boolean isShare(UnitExpression unit) {
    return unit.dimension().isNumber()
        && unit.substance() == Amount.NONE
        && unit.scale().isEmpty()
        && unit.counted().isEmpty();
  }

  /** One conversion of a property that is a substance. */
  private record Chain(
      String property,
      Substance substance,
      Optional<String> kept,
      UnitExpression source,
      UnitExpression target) {

    UnitConversion conversion(Optional<String> expressedAs, Optional<GasConditions> gas) {
      expressedAs.ifPresent(this::requireExpression);
      if (isShare(source) && isShare(target)) {
        return UnitConversion.between(source.code(), target.code());
      }
      Measure from = measure(source, expressedAs.or(() -> kept), gas);
      Measure to = measure(target, kept, gas);
      if (!from.dimension().equals(to.dimension())) {
        throw UnitConversion.incommensurable(source, target, "");
      }
      UnitConversion conversion =
          UnitConversion.of(source, target, from.molesPerUnit().over(to.molesPerUnit()));
      return from.note().equals(to.note())
          ? conversion
          : noted(conversion, from.note().or(to::note).orElseThrow());
    }

    private static UnitConversion noted(UnitConversion conversion, String note) {
      List<String> notes = new ArrayList<>(conversion.notes());
      notes.add(note);
      return new UnitConversion(
          conversion.from(),
          conversion.to(),
          conversion.multiplier(),
          conversion.addend(),
          conversion.divisor(),
          notes);
    }

    private void requireExpression(String formula) {
      if (!substance.expressions().containsKey(formula)) {
        throw new UnitException(
            Kind.INCOMMENSURABLE,
            property + " cannot be expressed as " + formula + "; as " + substance.formulas());
      }
    }

    /**
     * What one base unit of a code is in moles of the substance.
     *
     * @param dimension what is left when the substance is taken away: per volume, per mass, ...
     */
    private record Measure(Dimension dimension, Fraction molesPerUnit, Optional<String> note) {}

    private Measure measure(
        UnitExpression unit, Optional<String> formula, Optional<GasConditions> gas) {
      if (!unit.scale().isEmpty() || !unit.counted().isEmpty()) {
        throw UnitConversion.incommensurable(source, target, "");
      }
      if (unit.substance() == Amount.EQUIVALENTS && substance.charge() == 0) {
        throw new UnitException(
            Kind.INCOMMENSURABLE,
            property + " has no equivalents, so " + unit.code() + " is no unit of it");
      }
      if (unit.substance() != Amount.NONE) {
        Fraction perCount = Fraction.ONE.over(AVOGADRO);
        return new Measure(
            unit.dimension(),
            unit.substance() == Amount.MOLES
                ? perCount
                : perCount.over(Fraction.of(Math.abs(substance.charge()))),
            Optional.empty());
      }
      if (substance.isGas() && isShare(unit)) {
        return share(gas);
      }
      Integer mass = unit.dimension().exponents().get("M");
      if (mass == null || mass != 1) {
        throw UnitConversion.incommensurable(source, target, "");
      }
      String counted = formula.orElseGet(() -> substance.expressions().keySet().iterator().next());
      if (formula.isEmpty() && substance.expressions().size() > 1) {
        throw new UnitException(
            Kind.INCOMPLETE,
            unit.code()
                + " is a mass, and "
                + property
                + " can be expressed as "
                + substance.formulas()
                + ": say which ('expressedAs')");
      }
      return new Measure(
          unit.dimension().times(Dimension.of("M").toThe(-1)),
          Fraction.ONE.over(substance.massOfEntity(counted)),
          Optional.empty());
    }

    private Measure share(Optional<GasConditions> gas) {
      GasConditions conditions =
          gas.orElseThrow(
              () ->
                  new UnitException(
                      Kind.INCOMPLETE,
                      source.code()
                          + " becomes "
                          + target.code()
                          + " only at a temperature and a pressure: say to which the file's volumes"
                          + " are reduced ('gas'), as {\"temperatureC\": 20, \"pressureKPa\": 101.325}"));
      return new Measure(
          Dimension.of("L").toThe(-3),
          Fraction.ONE.over(conditions.exactMolarVolumeM3()),
          Optional.of("volumes " + conditions.described()));
    }

    /** Of UCUM and of the SI: 6.02214076e23 in a mole. */
    private static final Fraction AVOGADRO = Fraction.of("6.02214076e23");
  }
}
