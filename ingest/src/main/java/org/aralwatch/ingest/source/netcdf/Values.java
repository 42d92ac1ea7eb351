package org.aralwatch.ingest.source.netcdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;

/**
 * The values of a variable as texts: unpacked by {@code scale_factor} and {@code add_offset}, and
 * empty where they are missing (CF conventions 1.11, sections 2.5.1 and 8.1; NetCDF users' guide,
 * appendix A, for the valid range and the fill values that stand where nothing was written).
 */
final class Values {
  private static final double DEFAULT_FILL = 9.969209968386869e36;

  private final NetcdfVariable variable;
  private final NetcdfType type;
  private final List<Double> missing = new ArrayList<>();
  private final Optional<BigDecimal> scale;
  private final Optional<BigDecimal> offset;
  private final boolean rangeIsUnpacked;
  private final double least;
  private final double most;

  Values(NetcdfVariable variable) {
    this.variable = variable;
    Attributes attributes = variable.attributes();
    type = attributes.is("_Unsigned", "true") ? variable.type().unsigned() : variable.type();
    scale = decimal("scale_factor");
    offset = decimal("add_offset");
    attributes.numbers("_FillValue").forEach(number -> missing.add(asStored(number)));
    attributes.numbers("missing_value").forEach(number -> missing.add(asStored(number)));
    if (attributes.numbers("_FillValue").isEmpty()) {
      defaultFill().ifPresent(missing::add);
    }
    List<Number> range = attributes.numbers("valid_range");
    Optional<Number> low =
        range.size() == 2 ? Optional.of(range.get(0)) : attributes.number("valid_min");
    Optional<Number> high =
        range.size() == 2 ? Optional.of(range.get(1)) : attributes.number("valid_max");
    rangeIsUnpacked =
        isPacked()
            && type.isInteger()
            && (low.isPresent() ? low : high).filter(Values::isFraction).isPresent();
    least = low.map(this::bound).orElse(Double.NEGATIVE_INFINITY);
    most = high.map(this::bound).orElse(Double.POSITIVE_INFINITY);
  }

  private Optional<BigDecimal> decimal(String name) {
    Optional<Number> number = variable.attributes().number(name);
    if (number.filter(n -> !Double.isFinite(n.doubleValue())).isPresent()) {
      throw new BadFileException("the " + name + " of " + variable + " is " + number.get());
    }
    return number.map(Attributes::decimal);
  }

  private static boolean isFraction(Number number) {
    return number instanceof Float || number instanceof Double;
  }

  private double bound(Number number) {
    return rangeIsUnpacked ? number.doubleValue() : asStored(number);
  }

  private boolean isPacked() {
    return scale.isPresent() || offset.isPresent();
  }

  /** An attribute's number as the variable's type has it: -1 is 255 to unsigned bytes. */
  private double asStored(Number number) {
    double value = number.doubleValue();
    double span = Math.pow(256, type.size());
    return type != variable.type() && value < 0 ? value + span : value;
  }

  private Optional<Double> defaultFill() {
    return switch (type) {
      case SHORT -> Optional.of(-32_767.0);
      case INT -> Optional.of(-2_147_483_647.0);
      case FLOAT, DOUBLE -> Optional.of(DEFAULT_FILL);
      case USHORT -> variable.type() == type ? Optional.of(65_535.0) : Optional.empty();
      case UINT -> variable.type() == type ? Optional.of(4_294_967_295.0) : Optional.empty();
      case INT64 -> Optional.of(-9_223_372_036_854_775_806.0);
      default -> Optional.empty();
    };
  }

  double[] read(long[] start, int[] count) throws IOException {
    return variable.read(start, count, type);
  }

  double[] readAll() throws IOException {
    int[] count =
        variable.dimensions().stream().mapToInt(dimension -> (int) dimension.length()).toArray();
    return read(new long[count.length], count);
  }

  /** Whether a value as read is none. NaN is told as it is unless an attribute says so. */
  boolean isMissing(double value) {
    for (double code : missing) {
      if (value == code
          || Double.isNaN(code) && Double.isNaN(value)
          || type == NetcdfType.FLOAT && (float) value == (float) code) {
        return true;
      }
    }
    if (least == Double.NEGATIVE_INFINITY && most == Double.POSITIVE_INFINITY) {
      return false;
    }
    double compared =
        rangeIsUnpacked
            ? value * scale.orElse(BigDecimal.ONE).doubleValue()
                + offset.orElse(BigDecimal.ZERO).doubleValue()
            : value;
    return compared < least || compared > most;
  }

  /**
   * The value as a text. Packed integers are unpacked in decimal, with the factor and offset as
   * they were written, so that 2680 by 0.1 and -273.15 is -5.15 and not -5.149998.
   */
  String text(double value) {
    if (isMissing(value)) {
      return "";
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (isPacked()) {
      if (type.isInteger()) {
        return new BigDecimal((long) value)
            .multiply(scale.orElse(BigDecimal.ONE))
            .add(offset.orElse(BigDecimal.ZERO))
            .toPlainString();
      }
      return Double.toString(
          value * scale.orElse(BigDecimal.ONE).doubleValue()
              + offset.orElse(BigDecimal.ZERO).doubleValue());
    }
    if (type.isInteger()) {
      return Long.toString((long) value);
    }
    return type == NetcdfType.FLOAT ? Float.toString((float) value) : Double.toString(value);
  }
}
