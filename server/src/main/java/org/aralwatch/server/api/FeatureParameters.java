package org.aralwatch.server.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.server.encode.FeatureCollection;
import org.aralwatch.server.query.FeaturePage;
import org.aralwatch.server.query.FeatureRequest;
import org.aralwatch.server.query.Problem;
import org.aralwatch.server.theme.Themes;
import org.locationtech.jts.geom.Geometry;

/** The parameters that all lists of features share. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY) // so that they are described
public final class FeatureParameters {
  @JsonIgnore @Context private UriInfo uri;

  @Parameter(
      description = "Only features that touch this box: west,south,east,north in degrees",
      example = "56,36,79,48")
  @QueryParam("bbox")
  private BBox bbox;

  @Parameter(
      description =
          "Only features that touch this polygon: WKT, or a GeoJSON geometry; longitude first."
              + " Long ones go into the body of a POST",
      example = "POLYGON((58 43,62 43,62 47,58 47,58 43))")
  @QueryParam("polygon")
  private Geometry polygon;

  @Parameter(
      description =
          "Code of an observed property: each feature has its value of the date, null where it has"
              + " none",
      example = "water-area")
  @QueryParam("property")
  private String property;

  @Parameter(
      description = "The date of the values, an instant or a day; now where it is not given",
      example = "2005-07-01T00:00:00Z",
      schema = @Schema(type = "string", format = "date-time"))
  @QueryParam("datetime")
  private Instant datetime;

  @Parameter(
      description =
          "Gather values over the period that holds the date; raw takes the last value known then",
      example = "raw")
  @QueryParam("period")
  private PeriodChoice period;

  @Parameter(
      description = "Only features with a greater id: the last of the page before",
      example = "0")
  @QueryParam("after")
  private Long after;

  @Parameter(
      description = "At most so many features",
      example = "1000",
      schema = @Schema(type = "integer", defaultValue = "1000", minimum = "1", maximum = "10000"))
  @QueryParam("limit")
  private Integer limit;

  /** The question, narrowed by these parameters. */
  FeatureRequest narrow(FeatureRequest request, Clock clock) {
    FeatureRequest narrowed =
        request.page(
            after == null ? 0 : after, limit == null ? FeatureRequest.DEFAULT_LIMIT : limit);
    if (bbox != null) {
      narrowed = narrowed.in(bbox);
    }
    if (polygon != null) {
      narrowed = narrowed.in(polygon);
    }
    Optional<String> wanted = property();
    if (wanted.isPresent()) {
      narrowed =
          narrowed.with(
              new FeatureRequest.Values(
                  wanted.get(), period(), datetime == null ? clock.instant() : datetime));
    } else if (datetime != null || period != null) {
      throw Problem.invalid(
          "property", "'datetime' and 'period' ask for values: say of which 'property'");
    }
    return narrowed;
  }

  Optional<String> property() {
    return Optional.ofNullable(property).filter(code -> !code.isBlank());
  }

  private Optional<Period> period() {
    return PeriodChoice.of(period);
  }

  /** A polygon given in the address and in the body would leave open which is meant. */
  void requireNoPolygon() {
    if (polygon != null) {
      throw Problem.invalid("polygon", "the polygon stands in the body; leave the parameter out");
    }
  }

  /** The page as it is written: with the address of the next one and the classes of values. */
  FeatureCollection collection(FeaturePage page, Themes themes) {
    Optional<String> next = Optional.empty();
    if (page.next().isPresent()) {
      next =
          Optional.of(
              uri.getRequestUriBuilder()
                  .scheme(null)
                  .host(null)
                  .port(-1)
                  .replaceQueryParam("after", page.next().getAsLong())
                  .build()
                  .toString());
    }
    return new FeatureCollection(
        page, next, property().flatMap(code -> themes.findStyle(code, period())));
  }
}
