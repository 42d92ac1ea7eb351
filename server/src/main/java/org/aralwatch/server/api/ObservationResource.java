package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.server.query.AsOf;
import org.aralwatch.server.query.ObservationAnswer;
import org.aralwatch.server.query.ObservationQuery;
import org.aralwatch.server.query.ObservationRequest;
import org.aralwatch.server.query.Problem;

/** Observations of one datastream, ascending in time, in [from, to), datastream units. */
@Path("datastreams/{id}/observations")
@Produces({"application/json", "text/csv", "application/geo+json"})
@Tag(name = "Observations")
public final class ObservationResource {
  private final ObservationQuery observations;

  public ObservationResource(ObservationQuery observations) {
    this.observations = observations;
  }

  @GET
  @Operation(
      summary = "Values of a datastream: as they are, by period, thinned, or as of a moment",
      description =
          "Columns of equal length. A hole longer than the support allows is one row without value."
              + " Values are in the datastream's unit and stand for [begin, end).",
      operationId = "getObservations")
  @ApiResponse(
      responseCode = "200",
      description = "The values",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(ref = OpenApi.OBSERVATIONS)),
        @Content(
            mediaType = "application/geo+json",
            schema =
                @Schema(
                    type = "object",
                    description = "A Feature of the place, with the columns among its properties")),
        @Content(
            mediaType = "text/csv",
            schema =
                @Schema(
                    type = "string",
                    example = "# unit: m3/s\r\nbegin,end,value,qualifier,flag,n,coverage\r\n"))
      })
  public ObservationAnswer get(
      @Context ContainerRequestContext request,
      @Parameter(
              description = "Id of the datastream",
              example = "7",
              schema = @Schema(type = "integer"))
          @PathParam("id")
          Integer id,
      @Parameter(
              description =
                  "Begin, an instant or a day; the datastream's own where it is not given",
              example = "1990-01-01T00:00:00Z",
              schema = @Schema(type = "string", format = "date-time"))
          @QueryParam("from")
          Instant from,
      @Parameter(
              description = "End, exclusive; the datastream's own where it is not given",
              example = "2020-01-01T00:00:00Z",
              schema = @Schema(type = "string", format = "date-time"))
          @QueryParam("to")
          Instant to,
      @Parameter(
              description = "Gather values into periods of the station's calendar; raw leaves them",
              example = "month")
          @QueryParam("period")
          PeriodChoice period,
      @Parameter(
              description = "Of each period; the property's own aggregation where it is not given",
              example = "mean",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"mean", "sum", "min", "max", "first", "last", "count"}))
          @QueryParam("statistic")
          Statistic statistic,
      @Parameter(
              description =
                  "How values that are only known to lie below or above a limit enter means and sums"
                      + " of periods: as 0, as half of the limit, as the limit, or by an estimate of"
                      + " the distribution (Kaplan-Meier, regression on order statistics). Where too"
                      + " many are censored there is no value but the reason",
              example = "kaplan-meier",
              schema =
                  @Schema(
                      type = "string",
                      defaultValue = "limit",
                      allowableValues = {"zero", "half", "limit", "kaplan-meier", "ros"}))
          @QueryParam("censored")
          CensoringRule censored,
      @Parameter(
              description = "The record as it stood: a revision's number, or an instant",
              example = "17",
              schema = @Schema(type = "string"))
          @QueryParam("asOf")
          AsOf asOf,
      @Parameter(
              description = "At most so many rows; the answer names the method that kept the shape",
              example = "2000",
              schema = @Schema(type = "integer", minimum = "2", maximum = "100000"))
          @QueryParam("maxPoints")
          Integer maxPoints,
      @Parameter(
              description =
                  "Only values of these summary flags (1 good, 2 not evaluated, 3 suspect, 4 bad,"
                      + " 9 missing); all where values are raw, 1,2,3 where they are gathered or"
                      + " had to be thinned; the answer names them",
              example = "1,2,3",
              schema = @Schema(type = "string"))
          @QueryParam("flags")
          FlagChoice flags,
      @Parameter(
              description = "Format, for those who cannot send Accept",
              example = "csv",
              schema =
                  @Schema(
                      type = "string",
                      defaultValue = "json",
                      allowableValues = {"json", "csv", "geojson"}))
          @QueryParam(FormatFilter.PARAMETER)
          String format) {
    return observations.run(
        Caller.of(request),
        new ObservationRequest(
            id,
            interval(from, to),
            PeriodChoice.of(period),
            Optional.ofNullable(statistic),
            Optional.ofNullable(censored),
            Optional.ofNullable(asOf),
            maxPoints == null ? OptionalInt.empty() : OptionalInt.of(maxPoints),
            FlagChoice.of(flags)));
  }

  private static Interval interval(Instant from, Instant to) {
    try {
      Instant begin = from == null ? Interval.ALL.from() : from;
      Instant last = begin.isAfter(Interval.ALL.to()) ? begin : Interval.ALL.to();
      return Interval.of(begin, to == null ? last : to);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("to", e.getMessage());
    }
  }
}
