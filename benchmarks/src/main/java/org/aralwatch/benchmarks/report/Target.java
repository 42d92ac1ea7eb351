package org.aralwatch.benchmarks.report;

/**
 * A figure to reach: what is measured, in which unit, and the limit. In the order of the report.
 */
public enum Target {
  INGEST_RATE(
      "ingest",
      "CSV of 1,000,000 rows into an empty record: rows/s, as a share of a bare COPY",
      Unit.RATIO,
      Bound.AT_LEAST,
      0.5),
  INGEST_HEAP(
      "ingest", "the same: most heap in use, with -Xmx256m", Unit.MEGABYTES, Bound.AT_MOST, 256),
  DRY_RUN("dry-run", "dry run of 100,000 rows, the whole command", Unit.SECONDS, Bound.AT_MOST, 2),
  HOURLY_SERIES(
      "series",
      "40 years of hourly values thinned to 2,000 points, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      100),
  DAILY_SERIES("series", "10 years of daily values, p95", Unit.MILLISECONDS, Bound.AT_MOST, 20),
  POLYGON_COUNTRY(
      "polygon",
      "features of 100,000 in a country, by the query core, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  POLYGON_DISTRICT(
      "polygon",
      "in a jagged district of 300 vertices, by the query core, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  POLYGON_BASIN(
      "polygon",
      "in a jagged basin of 5,000 vertices, by the query core, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  POLYGON_COMB(
      "polygon",
      "in a comb of 20,000 vertices, by the query core, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  POLYGON_DISTRICT_HTTP(
      "polygon",
      "in a jagged district, over HTTP with names and attributes, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  POLYGON_BASIN_HTTP(
      "polygon",
      "in a jagged basin, over HTTP, the first 1,000 with names and attributes, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      5),
  BRIEFING(
      "briefing",
      "briefing over 1,000 stations and 10 years, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      200),
  CACHED_TILE_P99("cached-tiles", "tile from the cache, p99", Unit.MILLISECONDS, Bound.AT_MOST, 5),
  CACHED_TILE_RATE("cached-tiles", "tiles from the cache", Unit.PER_SECOND, Bound.AT_LEAST, 10_000),
  COLD_PNG(
      "cold-tiles",
      "cold tile of 50,000 polygons, PNG, zooms 0 to 12, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      30),
  COLD_PNG_WORST("cold-tiles", "the same, the slowest zoom", Unit.MILLISECONDS, Bound.AT_MOST, 30),
  COLD_PNG_2X(
      "cold-tiles",
      "cold tile, PNG of double density, zooms 0 to 12, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      30),
  COLD_PNG_2X_WORST(
      "cold-tiles", "the same, the slowest zoom", Unit.MILLISECONDS, Bound.AT_MOST, 30),
  COLD_MVT(
      "cold-tiles",
      "cold tile of 50,000 polygons, MVT with gzip, zooms 0 to 12, p95",
      Unit.MILLISECONDS,
      Bound.AT_MOST,
      30),
  COLD_MVT_WORST("cold-tiles", "the same, the slowest zoom", Unit.MILLISECONDS, Bound.AT_MOST, 30),
  START_EMPTY(
      "start",
      "start to ready on nothing: store, tables, reference data, no sample",
      Unit.SECONDS,
      Bound.AT_MOST,
      8),
  START_SAMPLE(
      "start",
      "the same with the sample record, as scripts/run does it",
      Unit.SECONDS,
      Bound.AT_MOST,
      8),
  START_READY(
      "start",
      "start to ready with the database at hand (5.6 million observations, 151,000 features)",
      Unit.SECONDS,
      Bound.AT_MOST,
      3),
  GROWTH_SERIES(
      "growth",
      "newest 100 values of one of 10,000 series, p95 against 1 million observations",
      Unit.RATIO,
      Bound.AT_MOST,
      1.3),
  GROWTH_STATIONS(
      "growth",
      "stations of a polygon with their values of a date, p95 against 1 million",
      Unit.RATIO,
      Bound.AT_MOST,
      1.3),
  GROWTH_TILE(
      "growth",
      "cold tile of 10,000 stations with values of a date, p95 against 1 million",
      Unit.RATIO,
      Bound.AT_MOST,
      1.3),
  GROWTH_INGEST(
      "growth",
      "1,000,000 rows more for all series, rows/s against 1 million",
      Unit.RATIO,
      Bound.AT_LEAST,
      0.85);

  private final String row;
  private final String what;
  private final Unit unit;
  private final Bound bound;
  private final double limit;

  Target(String row, String what, Unit unit, Bound bound, double limit) {
    this.row = row;
    this.what = what;
    this.unit = unit;
    this.bound = bound;
    this.limit = limit;
  }

  /** The name by which {@code --only} chooses it, with the others of its kind. */
  public String row() {
    return row;
  }

  public String what() {
    return what;
  }

  public Unit unit() {
    return unit;
  }

  public boolean isReachedBy(double value) {
    return bound.holds(value, limit);
  }

  public String limitText() {
    return bound.sign() + " " + unit.text(limit).strip();
  }
}
