package org.aralwatch.benchmarks.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Made-up shapes over the basin, WGS 84, longitude first: the same for the same random numbers, and
 * valid.
 */
public final class Shapes {
  /** The basin's box, in which all of them have their middle. */
  static final double WEST = 55;

  static final double SOUTH = 36;
  static final double WIDTH = 20;
  static final double HEIGHT = 11;

  private static final GeometryFactory WGS84 = new GeometryFactory();

  /** Waves on a jagged border: each has half the length and a little over half the height. */
  private static final double ROUGHNESS = 0.62;

  private static final double FIRST_WAVE = 0.3;

  private Shapes() {}

  static Coordinate place(SplittableRandom random) {
    return new Coordinate(WEST + WIDTH * random.nextDouble(), SOUTH + HEIGHT * random.nextDouble());
  }

  /** A star whose vertices lie by a fifth of the radius apart, in and out. */
  static Polygon star(SplittableRandom random, double radius, int vertices) {
    Coordinate middle = place(random);
    double mean = radius * (0.5 + random.nextDouble());
    double[] radii = new double[vertices];
    for (int i = 0; i < vertices; i++) {
      radii[i] = mean * (0.8 + 0.4 * random.nextDouble());
    }
    return around(middle, radii);
  }

  /**
   * A shape with a border like that of a district or a basin: waves of all lengths, down to that
   * between two vertices.
   *
   * @param radius mean, degrees
   */
  public static Polygon jagged(SplittableRandom random, double radius, int vertices) {
    Coordinate middle = place(random);
    double[] radii = new double[vertices];
    double height = FIRST_WAVE;
    for (int waves = 2; waves <= vertices / 3; waves *= 2) {
      double phase = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < vertices; i++) {
        radii[i] += height * Math.sin(2 * Math.PI * waves * i / vertices + phase);
      }
      height *= ROUGHNESS;
    }
    for (int i = 0; i < vertices; i++) {
      radii[i] = radius * Math.max(0.1, 1 + radii[i] + 0.02 * random.nextDouble());
    }
    return around(middle, radii);
  }

  private static Polygon around(Coordinate middle, double[] radii) {
    Coordinate[] ring = new Coordinate[radii.length + 1];
    for (int i = 0; i < radii.length; i++) {
      double angle = 2 * Math.PI * i / radii.length;
      ring[i] =
          new Coordinate(
              middle.x + radii[i] * Math.cos(angle), middle.y + radii[i] * Math.sin(angle));
    }
    ring[radii.length] = ring[0];
    return WGS84.createPolygon(ring);
  }

  /**
   * Nearly all border: a comb over the whole basin, whose thin teeth leave no cell of any index
   * inside or outside.
   */
  public static Polygon comb(int teeth) {
    List<Coordinate> ring = new ArrayList<>(4 * teeth + 3);
    double step = WIDTH / teeth;
    ring.add(new Coordinate(WEST, SOUTH));
    for (int tooth = 0; tooth < teeth; tooth++) {
      double left = WEST + tooth * step;
      ring.add(new Coordinate(left, SOUTH + HEIGHT));
      ring.add(new Coordinate(left + step / 2, SOUTH + HEIGHT));
      ring.add(new Coordinate(left + step / 2, SOUTH + HEIGHT / 100));
      ring.add(new Coordinate(left + step, SOUTH + HEIGHT / 100));
    }
    ring.add(new Coordinate(WEST + WIDTH, SOUTH));
    ring.add(ring.get(0));
    return WGS84.createPolygon(ring.toArray(new Coordinate[0]));
  }
}
