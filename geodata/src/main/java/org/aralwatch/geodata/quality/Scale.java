package org.aralwatch.geodata.quality;

/**
 * In which a test measures differences: as they are, or as ratios. Discharge and concentrations
 * range over decades and are compared by their logarithms, {@code ln(x + offset)}; a difference of
 * 0.69 then is a doubling. The offset keeps zeros in (0.01 m3/s for discharge: Gudmundsson et al.
 * 2018, doi:10.5194/essd-10-787-2018).
 *
 * @param logOffset what is added before the logarithm is taken; NaN for differences as they are
 */
public record Scale(double logOffset) {
  public static final Scale LINEAR = new Scale(Double.NaN);

  /**
   * @throws IllegalArgumentException unless the offset is a number from 0 on
   */
  public static Scale logarithmic(double offset) {
    if (!(offset >= 0) || Double.isInfinite(offset)) {
      throw new IllegalArgumentException("the offset is a number from 0 on, not " + offset);
    }
    return new Scale(offset);
  }

  public boolean isLogarithmic() {
    return !Double.isNaN(logOffset);
  }

  /** The place of {@code x} on this scale; NaN where the logarithm has none. */
  public double of(double x) {
    if (!isLogarithmic()) {
      return x;
    }
    double shifted = x + logOffset;
    return shifted > 0 ? Math.log(shifted) : Double.NaN;
  }

  /** The value at that place. */
  public double back(double place) {
    return isLogarithmic() ? Math.exp(place) - logOffset : place;
  }
}
