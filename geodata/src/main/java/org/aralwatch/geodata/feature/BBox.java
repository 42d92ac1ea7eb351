package org.aralwatch.geodata.feature;

import org.locationtech.jts.geom.Envelope;

/**
 * A closed box in WGS 84 degrees, longitude first. A single point and a line are boxes too. A box
 * never crosses the antimeridian: ask for its two halves.
 *
 * @param west in [-180, 180], at most {@code east}
 * @param south in [-90, 90], at most {@code north}
 */
public record BBox(double west, double south, double east, double north) {
  public static final BBox WORLD = new BBox(-180, -90, 180, 90);

  /**
   * @throws IllegalArgumentException when a side is not a number in its range, or they are swapped
   */
  public BBox {
    require("west", west, 180);
    require("south", south, 90);
    require("east", east, 180);
    require("north", north, 90);
    if (west > east) {
      throw new IllegalArgumentException(
          "west "
              + west
              + " is greater than east "
              + east
              + "; ask for a box across the"
              + " antimeridian as two boxes");
    }
    if (south > north) {
      throw new IllegalArgumentException("south " + south + " is greater than north " + north);
    }
  }

  /**
   * The box of an envelope in degrees, longitude as x. What lies outside the world is cut off.
   *
   * @throws IllegalArgumentException when the envelope is empty or wholly outside the world
   */
  public static BBox ofWgs84(Envelope envelope) {
    Envelope world = new Envelope(-180, 180, -90, 90).intersection(envelope);
    if (world.isNull()) {
      throw new IllegalArgumentException("no box of " + envelope + ": nothing of it is on Earth");
    }
    return new BBox(world.getMinX(), world.getMinY(), world.getMaxX(), world.getMaxY());
  }

  /**
   * Reads {@code west,south,east,north}, decimal points, spaces around the commas allowed.
   *
   * @throws IllegalArgumentException naming the value and the rule it breaks
   */
  public static BBox parse(String text) {
    String[] sides = text.split(",", -1);
    if (sides.length != 4) {
      throw new IllegalArgumentException(
          "'" + text + "' has " + sides.length + " parts; a box is west,south,east,north");
    }
    return new BBox(number(sides[0]), number(sides[1]), number(sides[2]), number(sides[3]));
  }

  private static double number(String text) {
    String digits = text.strip();
    // Double.parseDouble alone would also take "0x1p3", "1d" and "NaN".
    if (!digits.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
      throw new IllegalArgumentException("'" + digits + "' is not a number of degrees");
    }
    return Double.parseDouble(digits);
  }

  private static void require(String side, double value, double limit) {
    if (!(Math.abs(value) <= limit)) {
      throw new IllegalArgumentException(
          side + " " + value + " is outside [-" + (int) limit + ", " + (int) limit + "] degrees");
    }
  }

  /** True when the two have at least a point of their borders in common. */
  public boolean intersects(BBox other) {
    return west <= other.east && east >= other.west && south <= other.north && north >= other.south;
  }

  public boolean contains(BBox other) {
    return west <= other.west && east >= other.east && south <= other.south && north >= other.north;
  }

  public boolean contains(double longitude, double latitude) {
    return west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  }

  public Envelope toEnvelope() {
    return new Envelope(west, east, south, north);
  }

  /** {@code west,south,east,north}: what {@link #parse} reads. */
  @Override
  public String toString() {
    return west + "," + south + "," + east + "," + north;
  }
}
