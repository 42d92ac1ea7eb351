package org.aralwatch.ingest.source.netcdf;

import java.util.Locale;
import java.util.Set;

/** What a variable is to others, by its attributes (CF conventions 1.11, chapters 4 and 9). */
enum Role {
  TIME,
  LONGITUDE,
  LATITUDE,
  ALTITUDE,
  /** A code of the station. */
  ID,
  /** Its name. */
  NAME,
  NONE;

  private static final Set<String> EAST =
      Set.of("degrees_east", "degree_east", "degrees_e", "degree_e", "degreese", "degreee");
  private static final Set<String> NORTH =
      Set.of("degrees_north", "degree_north", "degrees_n", "degree_n", "degreesn", "degreen");
  private static final Set<String> ALTITUDES =
      Set.of(
          "altitude",
          "surface_altitude",
          "height_above_mean_sea_level",
          "height_above_geopotential_datum");
  private static final Set<String> IDS =
      Set.of("platform_id", "station_id", "station_code", "station_wmo_id");
  private static final Set<String> NAMES = Set.of("platform_name", "station_name");

  static Role of(NetcdfVariable variable) {
    Attributes attributes = variable.attributes();
    String standard = attributes.text("standard_name", "").toLowerCase(Locale.ROOT);
    String units = attributes.text("units", "").toLowerCase(Locale.ROOT);
    String name = variable.name().toLowerCase(Locale.ROOT);
    if (attributes.is("cf_role", "timeseries_id")) {
      return ID;
    }
    if (variable.type().isText()) {
      if (IDS.contains(standard) || IDS.contains(name)) {
        return ID;
      }
      return NAMES.contains(standard) || NAMES.contains(name) || name.equals("name") ? NAME : NONE;
    }
    if (standard.equals("time")
        || standard.isEmpty() && attributes.is("axis", "T")
        || standard.isEmpty() && name.equals("time") && units.contains(" since ")) {
      return TIME;
    }
    if (standard.equals("longitude") || standard.isEmpty() && EAST.contains(units)) {
      return LONGITUDE;
    }
    if (standard.equals("latitude") || standard.isEmpty() && NORTH.contains(units)) {
      return LATITUDE;
    }
    if (ALTITUDES.contains(standard)) {
      return ALTITUDE;
    }
    return IDS.contains(standard) || IDS.contains(name) ? ID : NONE;
  }
}
