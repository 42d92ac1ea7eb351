package org.aralwatch.server.theme;

import java.time.Instant;
import java.util.Optional;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.server.tile.TileStyle;

/**
 * One way to look at a theme: a property, as its values are or gathered by a period.
 *
 * @param id slug, unique in its theme
 * @param property code of the observed property
 * @param name empty where the property's own name says it
 * @param style the classes as tiles draw them
 * @param defaultDatetime a date on which the view tells much; empty where the theme's does
 */
public record View(
    String id,
    String property,
    Optional<Period> period,
    Optional<Text> name,
    Classes classes,
    TileStyle style,
    Optional<Instant> defaultDatetime) {}
