package org.aralwatch.server.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.aralwatch.server.query.AsOf;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Texts of parameters to values; all throw {@link IllegalArgumentException} with value and rule.
 */
public final class Parameters {
  private Parameters() {}

  /** An instant, as {@code 2018-07-01T00:00:00Z}; a date stands for its first moment in UTC. */
  public static Instant instant(String text) {
    try {
      Instant instant =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year < 1 || year > 9999) {
        throw new IllegalArgumentException("'" + text + "' is not in the years 1 to 9999");
      }
      return instant;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no instant like 2018-07-01T00:00:00Z and no date like 2018-07-01", e);
    }
  }

  static AsOf asOf(String text) {
    return text.matches("\\d{1,18}")
        ? AsOf.revision(Long.parseLong(text))
        : AsOf.instant(instant(text));
  }

  /** A polygon as WKT, or as the geometry of a GeoJSON document. */
  static Geometry polygon(String text) {
    if (text.startsWith("{")) {
      return GeoJsonPolygons.read(text);
    }
    try {
      return new WKTReader().read(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + shortened(text) + "' is neither WKT nor GeoJSON: " + e.getMessage(), e);
    }
  }

  static Integer integer(String text) {
    long value = whole(text);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("'" + text + "' is too great");
    }
    return (int) value;
  }

  static Long whole(String text) {
    if (!text.matches("[+-]?\\d{1,18}")) {
      throw new IllegalArgumentException("'" + shortened(text) + "' is not a whole number");
    }
    return Long.parseLong(text);
  }

  static Boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default ->
          throw new IllegalArgumentException("'" + shortened(text) + "' is not true or false");
    };
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
