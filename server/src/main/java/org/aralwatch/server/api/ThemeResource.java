package org.aralwatch.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.reference.Unit;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.CatalogState;
import org.aralwatch.server.theme.Classes;
import org.aralwatch.server.theme.Composition;
import org.aralwatch.server.theme.Theme;
import org.aralwatch.server.theme.Themes;
import org.aralwatch.server.theme.View;

/** What the map offers, with the time of which each view has values. */
@Path("themes")
@Produces("application/json")
@Tag(name = "Map")
public final class ThemeResource {
  private final Themes themes;
  private final Catalog catalog;

  public ThemeResource(Themes themes, Catalog catalog) {
    this.themes = themes;
    this.catalog = catalog;
  }

  /** All themes, in the order of the map. */
  @Schema(name = "Themes", description = "All themes, in the order of the map")
  public record ThemeList(List<ThemeDocument> themes) {}

  /** A subject of the map. */
  @Schema(name = "Theme", description = "A subject of the map")
  public record ThemeDocument(
      @Schema(example = "aral-sea") String id,
      Text name,
      Text summary,
      @Schema(nullable = true, description = "What must be known to read the map rightly")
          Text note,
      @Schema(description = "Codes of the layers that carry its values") List<String> layers,
      List<ViewDocument> views,
      @Schema(description = "Id of the view to begin with") String defaultView,
      @Schema(description = "Properties that are parts of a whole; none in most themes")
          List<CompositionDocument> compositions,
      @Schema(description = "A date on which the theme tells much") Instant defaultDatetime,
      @Schema(description = "Whether there is no value at all yet") boolean empty) {}

  /** One property of a theme. */
  @Schema(name = "View", description = "One property of a theme, as it is or gathered by a period")
  public record ViewDocument(
      @Schema(example = "water-area") String id,
      @Schema(example = "water-area") String property,
      @Schema(example = "year", nullable = true) String period,
      Text name,
      @Schema(description = "UCUM code", example = "km2") String unit,
      Text unitSymbol,
      Classes classes,
      @Schema(nullable = true, description = "null where there is no value yet")
          ExtentResource.Extent extent,
      @Schema(
              description = "For how long after its end a value is shown, ISO 8601",
              example = "P2Y")
          String persistence,
      @Schema(
              description =
                  "Digits after the point, for display; null where significant ones count",
              nullable = true)
          Integer decimals,
      @Schema(
              description = "Significant digits, for display; null where decimals count",
              nullable = true)
          Integer significantDigits,
      @Schema(
              nullable = true,
              description = "A date on which the view tells much; null where the theme's does")
          Instant defaultDatetime) {}

  /** Parts of a whole. */
  @Schema(
      name = "Composition",
      description = "Properties whose values of one place and period add up to a whole")
  public record CompositionDocument(
      @Schema(example = "jmp-national") String id,
      Text title,
      @Schema(description = "From the bottom up") List<PartDocument> parts) {
    static CompositionDocument of(CatalogState state, Composition composition) {
      return new CompositionDocument(
          composition.id(),
          composition.title(),
          composition.parts().stream()
              .map(
                  part ->
                      new PartDocument(
                          part.property(), state.property(part.property()).name(), part.colour()))
              .toList());
    }
  }

  /** One of them. */
  @Schema(name = "Part", description = "A property that is a part of a whole")
  public record PartDocument(
      @Schema(example = "water-access-basic") String property,
      Text name,
      @Schema(example = "#6baed6") String colour) {}

  @GET
  @Operation(summary = "The themes of the map", operationId = "listThemes")
  @ApiResponse(responseCode = "200", description = "The themes", useReturnTypeSchema = true)
  public ThemeList list(@Context ContainerRequestContext request) {
    CatalogState state = catalog.state();
    Viewer viewer = Caller.of(request);
    return new ThemeList(
        themes.list().stream().map(theme -> document(state, viewer, theme)).toList());
  }

  private static ThemeDocument document(CatalogState state, Viewer viewer, Theme theme) {
    List<ViewDocument> views =
        theme.views().stream().map(view -> document(state, viewer, theme, view)).toList();
    return new ThemeDocument(
        theme.id(),
        theme.name(),
        theme.summary(),
        theme.note().orElse(null),
        theme.layers(),
        views,
        views.get(0).id(),
        theme.compositions().stream()
            .map(composition -> CompositionDocument.of(state, composition))
            .toList(),
        theme.defaultDatetime(),
        views.stream().allMatch(view -> view.extent() == null));
  }

  private static ViewDocument document(CatalogState state, Viewer viewer, Theme theme, View view) {
    ObservedProperty property = state.property(view.property());
    Optional<Interval> extent =
        theme.layers().stream()
            .flatMap(code -> state.findLayer(code).stream())
            .flatMap(layer -> state.extent(viewer, layer.layer(), property).stream())
            .reduce(ExtentResource::union);
    return new ViewDocument(
        view.id(),
        property.code(),
        view.period().map(Period::code).orElse(null),
        view.name().orElse(property.name()),
        property.unit(),
        state.vocabulary().findUnit(property.unit()).map(Unit::symbol).orElse(null),
        view.classes(),
        extent.map(interval -> ExtentResource.Extent.of(Optional.of(interval))).orElse(null),
        property.persistence().toString(),
        property.decimals().isPresent() ? property.decimals().getAsInt() : null,
        property.significantDigits().isPresent() ? property.significantDigits().getAsInt() : null,
        view.defaultDatetime().orElse(null));
  }
}
