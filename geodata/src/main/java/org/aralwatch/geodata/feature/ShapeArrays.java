package org.aralwatch.geodata.feature;

import java.util.Arrays;

/** Fills the arrays of {@link TileShapes} in order: features, their parts, their vertices. */
final class ShapeArrays {
  private final int[] firstPart;
  private int[] firstVertex;
  private boolean[] holes;
  private int[] xy;
  private int features;
  private int parts;
  private int vertices;

  ShapeArrays(int features, int expectedParts, int expectedVertices) {
    firstPart = new int[features + 1];
    firstVertex = new int[expectedParts + 1];
    holes = new boolean[expectedParts];
    xy = new int[2 * expectedVertices];
  }

  void startFeature() {
    firstPart[features++] = parts;
  }

  void startPart(boolean hole) {
    if (parts == holes.length) {
      holes = Arrays.copyOf(holes, parts * 2 + 1);
      firstVertex = Arrays.copyOf(firstVertex, parts * 2 + 2);
    }
    holes[parts] = hole;
    firstVertex[parts++] = vertices;
  }

  void add(int x, int y) {
    if (2 * vertices == xy.length) {
      xy = Arrays.copyOf(xy, xy.length * 2 + 16);
    }
    xy[2 * vertices] = x;
    xy[2 * vertices + 1] = y;
    vertices++;
  }

  /** Turns the part begun last so that shells are clockwise on the screen and holes are not. */
  void orientPart() {
    int first = firstVertex[parts - 1];
    double area = Rings.signedArea(xy, first, vertices);
    if (holes[parts - 1] ? area > 0 : area < 0) {
      Rings.reverse(xy, first, vertices);
    }
  }

  TileShapes.Parts build() {
    firstPart[features] = parts;
    int[] starts = Arrays.copyOf(firstVertex, parts + 1);
    starts[parts] = vertices;
    return new TileShapes.Parts(
        firstPart, starts, Arrays.copyOf(holes, parts), Arrays.copyOf(xy, 2 * vertices));
  }
}
