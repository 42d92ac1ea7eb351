package org.aralwatch.geodata.reference;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How values of one unit become values of another: {@code (value × multiplier + addend) / divisor}.
 * The three are exact where doubles can be, so that 68 °F are 20 °C and not a hair less, and values
 * that were converted and converted back differ by rounding alone. The same unit gives the same
 * bits. Immutable.
 *
 * @param from UCUM code of what is converted
 * @param to UCUM code of what it becomes
 * @param notes what a reader should know of the definitions behind it; mostly none
 */
public record UnitConversion(
    String from, String to, double multiplier, double addend, double divisor, List<String> notes) {

  public UnitConversion {
    notes = List.copyOf(notes);
  }

  /**
   * By the definitions of UCUM 2.2.
   *
   * <p>Stricter than UCUM in what it takes for plain numbers: persons are no percentage, amounts of
   * substance no count. Temperatures become differences ({@code K{difference}}) by their scale
   * alone, as files write anomalies in degrees Celsius; a difference becomes no temperature.
   *
   * @throws UnitException when one is no UCUM code, or when they are units of different things; the
   *     message names both with their dimensions
   */
  public static UnitConversion between(String from, String to) {
    UnitExpression source = Ucum.parse(from);
    UnitExpression target = Ucum.parse(to);
    requireCommensurable(source, target);
    return of(source, target, Fraction.ONE);
  }

  /** Whether {@code code} is a UCUM code. */
  public static boolean isUcum(String code) {
    return Ucum.isValid(code);
  }

  /** One multiplied with {@code more} between the units, as mass by an amount of substance. */
  static UnitConversion of(UnitExpression source, UnitExpression target, Fraction more) {
    Fraction factor = source.factor().over(target.factor()).times(more);
    List<String> notes = new ArrayList<>(source.notes());
    target.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    boolean shifted = !target.difference() && !source.offset().equals(target.offset().over(factor));
    return shifted
        ? shifted(source, target, factor, notes)
        : scaled(source.code(), target.code(), factor, notes);
  }

  private static UnitConversion scaled(
      String from, String to, Fraction factor, List<String> notes) {
    if (factor.isDouble()) {
      return new UnitConversion(from, to, factor.toDouble(), 0, 1, notes);
    }
    Fraction inverse = Fraction.ONE.over(factor);
    if (inverse.isDouble()) {
      return new UnitConversion(from, to, 1, 0, inverse.toDouble(), notes);
    }
    Fraction over = new Fraction(factor.numerator(), BigInteger.ONE);
    Fraction under = new Fraction(factor.denominator(), BigInteger.ONE);
    return over.isDouble() && under.isDouble()
        ? new UnitConversion(from, to, over.toDouble(), 0, under.toDouble(), notes)
        : new UnitConversion(from, to, factor.toDouble(), 0, 1, notes);
  }

  /** (v + o1) × f − o2, over the denominator of f: of small whole numbers for all temperatures. */
  private static UnitConversion shifted(
      UnitExpression source, UnitExpression target, Fraction factor, List<String> notes) {
    double over = factor.numerator().doubleValue();
    double under = factor.denominator().doubleValue();
    Fraction numerator = new Fraction(factor.numerator(), BigInteger.ONE);
    Fraction denominator = new Fraction(factor.denominator(), BigInteger.ONE);
    Fraction plus = source.offset().times(numerator);
    Fraction minus = target.offset().times(denominator);
    return new UnitConversion(
        source.code(), target.code(), over, difference(plus, minus), under, notes);
  }

  private static double difference(Fraction plus, Fraction minus) {
    BigInteger over =
        plus.numerator()
            .multiply(minus.denominator())
            .subtract(minus.numerator().multiply(plus.denominator()));
    Fraction size = new Fraction(over.abs(), plus.denominator().multiply(minus.denominator()));
    return over.signum() * size.toDouble();
  }

  static void requireCommensurable(UnitExpression source, UnitExpression target) {
    boolean same =
        source.dimension().equals(target.dimension())
            && source.scale().equals(target.scale())
            && (!source.difference() || target.difference())
            && source.substance().equals(target.substance())
            && countsTheSame(source, target);
    if (!same) {
      throw incommensurable(source, target, "");
    }
  }

  static UnitException incommensurable(UnitExpression source, UnitExpression target, String hint) {
    return new UnitException(
        UnitException.Kind.INCOMMENSURABLE,
        "a value in "
            + source.described()
            + " cannot be one in "
            + target.described()
            + why(source, target)
            + hint);
  }

  private static String why(UnitExpression source, UnitExpression target) {
    if (!source.dimension().equals(target.dimension()) || !source.scale().equals(target.scale())) {
      return "";
    }
    if (source.difference() && !target.difference()) {
      return ": it is a difference, the other is not";
    }
    if (source.substance() != target.substance()) {
      return ": one is an amount of substance in "
          + (source.substance() == UnitExpression.Amount.NONE
                  ? target.substance()
                  : source.substance())
              .name()
              .toLowerCase(Locale.ROOT)
          + ", the other is not";
    }
    return ": they count different things";
  }

  private static boolean countsTheSame(UnitExpression source, UnitExpression target) {
    return source.counted().equals(target.counted())
        || source.counted().isEmpty() && source.numbersOnly()
        || target.counted().isEmpty() && target.numbersOnly();
  }

  /** {@code value}, a number of {@link #from}, as a number of {@link #to}. */
  public double convert(double value) {
    if (isIdentity()) {
      return value;
    }
    double scaled = multiplier == 1 ? value : value * multiplier;
    double moved = addend == 0 ? scaled : scaled + addend;
    return divisor == 1 ? moved : moved / divisor;
  }

  /** The value of {@link #to} that one more of {@link #from} is; as 1.8 for Cel to [degF]. */
  public double factor() {
    return multiplier / divisor;
  }

  /** The value of {@link #to} at zero of {@link #from}; 0 but for temperatures. */
  public double offset() {
    return addend == 0 ? 0 : addend / divisor;
  }

  public boolean isIdentity() {
    return multiplier == divisor && addend == 0;
  }

  /** The way back. */
  public UnitConversion inverse() {
    return new UnitConversion(to, from, divisor, addend == 0 ? 0 : -addend, multiplier, notes);
  }
}
