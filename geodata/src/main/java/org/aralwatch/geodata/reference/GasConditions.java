package org.aralwatch.geodata.reference;

/**
 * Temperature and pressure to which the volume of a gas is reduced. They belong to the unit: ozone
 * of 100 ppb is 196 µg/m3 at 25 °C and 200 µg/m3 at 20 °C, both at 101.325 kPa.
 *
 * @param temperatureC degrees Celsius
 * @param pressureKpa kilopascal, at the station where values are not reduced to sea level
 */
public record GasConditions(double temperatureC, double pressureKpa) {
  /** 8.31446261815324 J/(mol K): exact since the SI of 2019. */
  private static final Fraction GAS_CONSTANT = Fraction.of("8.31446261815324");

  private static final String ZERO_CELSIUS = "273.15";

  /**
   * @throws IllegalArgumentException when no air on Earth is like that
   */
  public GasConditions {
    if (!(temperatureC >= -90 && temperatureC <= 60)) {
      throw new IllegalArgumentException(
          "a reference temperature of " + temperatureC + " °C is not from -90 to 60 °C");
    }
    if (!(pressureKpa >= 40 && pressureKpa <= 110)) {
      throw new IllegalArgumentException(
          "a reference pressure of " + pressureKpa + " kPa is not from 40 to 110 kPa");
    }
  }

  /** Cubic metres of one mole of an ideal gas. */
  public double molarVolumeM3() {
    return exactMolarVolumeM3().toDouble();
  }

  Fraction exactMolarVolumeM3() {
    Fraction kelvin =
        temperatureC >= 0
            ? Fraction.of(temperatureC).plus(Fraction.of(ZERO_CELSIUS))
            : Fraction.of(ZERO_CELSIUS).minus(Fraction.of(-temperatureC));
    return GAS_CONSTANT.times(kelvin).over(Fraction.of(pressureKpa).times(Fraction.of(1_000)));
  }

  /** As "at 20 °C and 101.325 kPa". */
  public String described() {
    return "at " + number(temperatureC) + " °C and " + number(pressureKpa) + " kPa";
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
