package org.aralwatch.server.tile;

import org.aralwatch.geodata.feature.TileShapes;

/**
 * Writes the geometry of one feature at a time as vector tile commands, cut to the tile and its
 * buffer. Reused from feature to feature; not thread-safe.
 *
 * <p>A polygon too thin for the 4,096 units of a tile is written one unit thick rather than lost.
 */
final class MvtGeometry {
  private static final int MOVE_TO = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE_PATH = 7;

  /** Vertices farther away, in units, are taken to be this far. */
  private static final long FAR = 1 << 30;

  private static final int LOW = -MvtEncoder.BUFFER;
  private static final int HIGH = MvtEncoder.EXTENT + MvtEncoder.BUFFER;

  /** Twice the area of a hole that covers the tile and its buffer. */
  private static final long DOUBLE_WHOLE_HOLE = 2L * (HIGH - LOW - 2) * (HIGH - LOW - 2);

  private final ProtoWriter out = new ProtoWriter(4096);
  private final TileRing ring = new TileRing();
  private final int[] segment = new int[4];
  private int cursorX;
  private int cursorY;

  /** Grid units to tile units: a shift to the right, or to the left past zoom 19. */
  private int shift;

  private long west;
  private long north;

  ProtoWriter commands() {
    return out;
  }

  boolean isEmpty() {
    return out.size() == 0;
  }

  /** Forgets the feature before. */
  void clear() {
    out.truncate(0);
    cursorX = 0;
    cursorY = 0;
  }

  /** Adds what a window shows of a feature. */
  void add(TileShapes shapes, int feature, TileWindow window) {
    shift = 19 - window.tile().z();
    west = window.west();
    north = window.north();
    boolean inside = window.contains(shapes, feature);
    switch (shapes.kind(feature)) {
      case POINT -> addPoints(shapes, feature);
      case LINE -> {
        for (int part = shapes.firstPart(feature); part < shapes.firstPart(feature + 1); part++) {
          addLine(shapes, part);
        }
      }
      case POLYGON -> {
        if (shapes.isSpeck(feature)) {
          throw new IllegalArgumentException("feature " + feature + " is a speck");
        }
        addRings(shapes, feature, inside);
      }
    }
  }

  /** Adds the square that stands for a speck: the cell of the given size that has its middle. */
  void addCell(TileShapes shapes, int feature, TileWindow window, int cell) {
    shift = 19 - window.tile().z();
    west = window.west();
    north = window.north();
    long middleX = ((long) shapes.minX(feature) + shapes.maxX(feature)) / 2;
    long middleY = ((long) shapes.minY(feature) + shapes.maxY(feature)) / 2;
    int x = Math.floorDiv(floorUnits(middleX - west), cell) * cell;
    int y = Math.floorDiv(floorUnits(middleY - north), cell) * cell;
    if (x < LOW || y < LOW || x + cell > HIGH || y + cell > HIGH) {
      return;
    }
    ring.clear();
    ring.add(x, y);
    ring.add(x + cell, y);
    ring.add(x + cell, y + cell);
    ring.add(x, y + cell);
    writeRing();
  }

  private int floorUnits(long distance) {
    return (int) (shift >= 0 ? distance >> shift : distance << -shift);
  }

  private int unitsX(int gridX) {
    return units(gridX - west);
  }

  private int unitsY(int gridY) {
    return units(gridY - north);
  }

  /** Rounds half a unit up, wherever the tile is: neighbours agree on every vertex. */
  private int units(long distance) {
    long units = shift > 0 ? (distance + (1L << shift - 1)) >> shift : distance << -shift;
    // At high zooms a distant vertex of a large shape is billions of units away.
    return (int) Math.max(-FAR, Math.min(FAR, units));
  }

  private void addPoints(TileShapes shapes, int feature) {
    int kept = 0;
    for (int pass = 0; pass < 2; pass++) {
      if (pass == 1) {
        if (kept == 0) {
          return;
        }
        command(MOVE_TO, kept);
      }
      for (int part = shapes.firstPart(feature); part < shapes.firstPart(feature + 1); part++) {
        for (int i = shapes.firstVertex(part); i < shapes.firstVertex(part + 1); i++) {
          int x = unitsX(shapes.x(i));
          int y = unitsY(shapes.y(i));
          if (x < LOW || x > HIGH || y < LOW || y > HIGH) {
            continue;
          }
          if (pass == 0) {
            kept++;
          } else {
            step(x, y);
          }
        }
      }
    }
  }

  private void addLine(TileShapes shapes, int part) {
    ring.clear();
    int first = shapes.firstVertex(part);
    int end = shapes.firstVertex(part + 1);
    int previousX = unitsX(shapes.x(first));
    int previousY = unitsY(shapes.y(first));
    for (int i = first + 1; i < end; i++) {
      int x = unitsX(shapes.x(i));
      int y = unitsY(shapes.y(i));
      if (clipSegment(previousX, previousY, x, y)) {
        boolean joined =
            ring.size() > 0
                && ring.x(ring.size() - 1) == segment[0]
                && ring.y(ring.size() - 1) == segment[1];
        if (!joined) {
          writeLine();
          ring.add(segment[0], segment[1]);
        }
        ring.add(segment[2], segment[3]);
      }
      previousX = x;
      previousY = y;
    }
    writeLine();
  }

  /** Liang–Barsky; sets {@link #segment} to what is inside, false where nothing is. */
  private boolean clipSegment(int x1, int y1, int x2, int y2) {
    segment[0] = x1;
    segment[1] = y1;
    segment[2] = x2;
    segment[3] = y2;
    if (Math.min(x1, x2) >= LOW
        && Math.max(x1, x2) <= HIGH
        && Math.min(y1, y2) >= LOW
        && Math.max(y1, y2) <= HIGH) {
      return true;
    }
    if (Math.max(x1, x2) < LOW
        || Math.min(x1, x2) > HIGH
        || Math.max(y1, y2) < LOW
        || Math.min(y1, y2) > HIGH) {
      return false;
    }
    double dx = (double) x2 - x1;
    double dy = (double) y2 - y1;
    double[] steps = {-dx, dx, -dy, dy};
    double[] rooms = {(double) x1 - LOW, (double) HIGH - x1, (double) y1 - LOW, (double) HIGH - y1};
    double enter = 0;
    double leave = 1;
    for (int side = 0; side < 4; side++) {
      if (steps[side] == 0) {
        if (rooms[side] < 0) {
          return false;
        }
      } else {
        double t = rooms[side] / steps[side];
        enter = steps[side] < 0 ? Math.max(enter, t) : enter;
        leave = steps[side] > 0 ? Math.min(leave, t) : leave;
      }
    }
    if (enter > leave) {
      return false;
    }
    if (enter > 0) {
      segment[0] = (int) Math.rint(x1 + enter * dx);
      segment[1] = (int) Math.rint(y1 + enter * dy);
    }
    if (leave < 1) {
      segment[2] = (int) Math.rint(x1 + leave * dx);
      segment[3] = (int) Math.rint(y1 + leave * dy);
    }
    return true;
  }

  private void writeLine() {
    if (ring.size() > 1) {
      command(MOVE_TO, 1);
      step(ring.x(0), ring.y(0));
      command(LINE_TO, ring.size() - 1);
      for (int i = 1; i < ring.size(); i++) {
        step(ring.x(i), ring.y(i));
      }
    }
    ring.clear();
  }

  private void addRings(TileShapes shapes, int feature, boolean inside) {
    int start = out.size();
    boolean shellWritten = false;
    long shellArea = 0;
    int shellStart = start;
    int shellX = 0;
    int shellY = 0;
    for (int part = shapes.firstPart(feature); part < shapes.firstPart(feature + 1); part++) {
      boolean hole = shapes.isHole(part);
      if (hole && !shellWritten) {
        continue;
      }
      load(shapes, part);
      if (!inside) {
        // Holes end a unit earlier, or they would run along the border of the shell cut there.
        int inset = hole ? 1 : 0;
        ring.clipRing(LOW + inset, HIGH - inset);
      }
      ring.tidyRing();
      long area = ring.size() < 3 ? 0 : ring.doubleArea();
      if (!hole) {
        shellWritten = area != 0;
        shellArea = Math.abs(area);
        shellStart = out.size();
        shellX = cursorX;
        shellY = cursorY;
      }
      if (area == 0) {
        continue;
      }
      if (hole && (Math.abs(area) == DOUBLE_WHOLE_HOLE || Math.abs(area) >= shellArea)) {
        // The tile lies in the hole.
        out.truncate(shellStart);
        cursorX = shellX;
        cursorY = shellY;
        shellWritten = false;
        continue;
      }
      if (area > 0 == hole) {
        ring.reverse();
      }
      writeRing();
    }
    if (inside
        && out.size() == start
        && shapes.firstPart(feature) < shapes.firstPart(feature + 1)) {
      load(shapes, shapes.firstPart(feature));
      ring.thicken();
      if (ring.doubleArea() < 0) {
        ring.reverse();
      }
      writeRing();
    }
  }

  private void load(TileShapes shapes, int part) {
    ring.clear();
    for (int i = shapes.firstVertex(part); i < shapes.firstVertex(part + 1); i++) {
      ring.add(unitsX(shapes.x(i)), unitsY(shapes.y(i)));
    }
  }

  private void writeRing() {
    command(MOVE_TO, 1);
    step(ring.x(0), ring.y(0));
    command(LINE_TO, ring.size() - 1);
    for (int i = 1; i < ring.size(); i++) {
      step(ring.x(i), ring.y(i));
    }
    command(CLOSE_PATH, 1);
  }

  private void command(int id, int count) {
    out.varint(count << 3 | id);
  }

  private void step(int x, int y) {
    out.zigZag(x - cursorX);
    out.zigZag(y - cursorY);
    cursorX = x;
    cursorY = y;
  }
}
