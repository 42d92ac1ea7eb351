package org.aralwatch.geodata.reference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A positive or zero rational number in lowest terms: chains of unit factors stay exact until the
 * one rounding to a double.
 */
record Fraction(BigInteger numerator, BigInteger denominator) {
  static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);
  static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

  Fraction {
    if (denominator.signum() <= 0 || numerator.signum() < 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator + " is no such fraction");
    }
    BigInteger common = numerator.gcd(denominator);
    if (common.signum() > 0) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  static Fraction of(String decimal) {
    BigDecimal value = new BigDecimal(decimal);
    return value.scale() > 0
        ? new Fraction(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
        : new Fraction(value.toBigIntegerExact(), BigInteger.ONE);
  }

  static Fraction of(long whole) {
    return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  /** The decimal that a double is written as, as 0.1 for the double nearest to it. */
  static Fraction of(double value) {
    return of(BigDecimal.valueOf(value).toPlainString());
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /**
   * @throws IllegalArgumentException when {@code other} is the greater
   */
  Fraction minus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Fraction over(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  Fraction toThe(int exponent) {
    Fraction base = exponent < 0 ? ONE.over(this) : this;
    int times = Math.abs(exponent);
    return new Fraction(base.numerator.pow(times), base.denominator.pow(times));
  }

  boolean isOne() {
    return numerator.equals(denominator);
  }

  /** The nearest double. */
  double toDouble() {
    // 40 digits: the second rounding cannot be told from the first but for ties beyond them.
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), new MathContext(40))
        .doubleValue();
  }

  /** Whether a double holds it to the last digit. */
  boolean isDouble() {
    return denominator.bitCount() == 1
        && numerator.bitLength() - Math.max(0, numerator.getLowestSetBit()) <= 53;
  }
}
