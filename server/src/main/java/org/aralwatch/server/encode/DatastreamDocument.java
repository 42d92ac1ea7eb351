package org.aralwatch.server.encode;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.ObservedProperty;

/** A datastream as the API tells of it: everything that its values mean. */
@Schema(name = "Datastream", description = "The description of one series of values")
public record DatastreamDocument(
    @Schema(example = "7") int id,
    FeatureName feature,
    PropertyName property,
    @Schema(description = "What each value says of its period", example = "mean") String statistic,
    @Schema(description = "How the values came about", example = "published-figure")
        String procedure,
    @Schema(
            description = "How values relate to time, a WaterML 2.0 interpolation type",
            example = "average-in-preceding-interval")
        String interpolation,
    @Schema(description = "UCUM code", example = "m3/s") String unit,
    @Schema(description = "Symbol by language") Text unitSymbol,
    @Schema(description = "Period for which each value stands", example = "dekad") String support,
    @Schema(description = "Zone of the station's days", example = "Asia/Tashkent") String timeZone,
    @Schema(
            description = "Surface from which a level is measured",
            example = "Baltic system",
            nullable = true)
        String verticalDatum,
    Owner owner,
    LicenceDocument licence,
    SourceDocument source,
    @Schema(description = "What exactly was measured, by whose definition") String definition,
    @Schema(example = "public") String visibility,
    @Schema(description = "Begin of the first value", nullable = true) Instant from,
    @Schema(description = "End of the last value", nullable = true) Instant to,
    @Schema(description = "Number of values", example = "3024") long count,
    @Schema(description = "Revision of the last change", example = "5") long revision) {

  /** The feature observed. */
  @Schema(description = "The feature observed")
  public record FeatureName(
      @Schema(example = "12") long id,
      @Schema(example = "16279") String code,
      @Schema(example = "hydroposts") String layer,
      Text name) {}

  /** The property observed. */
  @Schema(description = "The property observed")
  public record PropertyName(
      @Schema(example = "discharge") String id,
      Text name,
      Text definition,
      @Schema(description = "How values of finer periods make one of a coarser", example = "mean")
          String aggregation,
      @Schema(
              description =
                  "Digits after the point, for display; null where significant ones count",
              example = "2",
              nullable = true)
          Integer decimals,
      @Schema(
              description = "Significant digits, for display; null where decimals count",
              example = "3",
              nullable = true)
          Integer significantDigits) {
    static PropertyName of(ObservedProperty property) {
      return new PropertyName(
          property.code(),
          property.name(),
          property.definition(),
          property.aggregation().code(),
          property.decimals().isPresent() ? property.decimals().getAsInt() : null,
          property.significantDigits().isPresent()
              ? property.significantDigits().getAsInt()
              : null);
    }
  }

  /** The organisation that owns the values. */
  @Schema(description = "The organisation that owns the values")
  public record Owner(String id, Text name, String url) {}

  /** The terms under which the values may be used. */
  @Schema(name = "Licence", description = "The terms under which the values may be used")
  public record LicenceDocument(
      @Schema(example = "CC-BY-4.0") String id,
      String name,
      String url,
      @Schema(description = "Whether the source must be named") boolean attribution) {}

  /** Where the values were published. */
  @Schema(name = "Source", description = "Where the values were published, and when they were read")
  public record SourceDocument(String title, String url, String read) {}
}
