package org.aralwatch.server.tile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.ValueFrame;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKBWriter;

/**
 * Measures cold tiles of a layer of random star-shaped polygons over the Aral Sea basin: run {@code
 * main}, with the number of polygons, vertices each and mean radius in degrees. Time of the
 * processor is shown beside time on the wall, for machines that are not idle.
 */
final class TileBenchmark {
  private static final Instant FROM = Instant.parse("2018-07-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2018-07-11T00:00:00Z");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private TileBenchmark() {}

  public static void main(String[] arguments) {
    int polygons = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    int vertices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    double radius = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0.04;
    long before = usedBytes();
    long start = System.nanoTime();
    List<FeatureGeometry> features = polygons(polygons, vertices, radius);
    System.out.printf(
        "%d polygons of %d vertices: %d ms, %d MB%n",
        polygons, vertices, ms(start), (usedBytes() - before) >> 20);
    before = usedBytes();
    start = System.nanoTime();
    FeatureSnapshot snapshot = FeatureSnapshot.of(1, features);
    System.out.printf("snapshot: %d ms, %d MB%n", ms(start), (usedBytes() - before) >> 20);
    start = System.nanoTime();
    snapshot.shapes(22);
    System.out.printf("projected: %d ms, %d MB%n", ms(start), snapshot.shapeBytes() >> 20);
    for (int zoom = 16; zoom >= 0; zoom--) {
      start = System.nanoTime();
      int kept = snapshot.shapes(zoom).vertexCount();
      System.out.printf("  zoom %d: %d ms, %d vertices%n", zoom, ms(start), kept);
    }
    System.out.printf("all zooms: %d MB of shapes%n", snapshot.shapeBytes() >> 20);
    Case test = new Case(snapshot, frame(polygons), style(), attributes(polygons));
    for (int round = 0; round < 2; round++) {
      System.out.printf("round %d%n", round);
      for (int zoom = 0; zoom <= 12; zoom++) {
        for (Variant variant : Variant.values()) {
          test.run(zoom, variant);
        }
      }
    }
  }

  private enum Variant {
    MVT(TileFormat.MVT, 1),
    PNG(TileFormat.PNG, 1),
    PNG2X(TileFormat.PNG, 2);

    private final TileFormat format;
    private final int scale;

    Variant(TileFormat format, int scale) {
      this.format = format;
      this.scale = scale;
    }
  }

  private record Case(
      FeatureSnapshot snapshot,
      ValueFrame frame,
      TileStyle style,
      FeatureAttributes.Source attributes) {
    void run(int zoom, Variant variant) {
      TileRenderer renderer = new TileRenderer();
      List<TileCoord> tiles = tiles(zoom);
      int repeats = Math.max(1, 40 / tiles.size());
      double[] millis = new double[tiles.size() * repeats];
      double[] cpu = new double[millis.length];
      long bytes = 0;
      for (int i = 0; i < millis.length; i++) {
        TileCoord tile = tiles.get(i % tiles.size());
        TileKey key =
            new TileKey("random", tile, variant.format, variant.scale, "p", "", "", 1, 1, "public");
        long start = System.nanoTime();
        long cpuStart = THREADS.getCurrentThreadCpuTime();
        Tile rendered = renderer.render(key, snapshot, frame, style, attributes);
        cpu[i] = (THREADS.getCurrentThreadCpuTime() - cpuStart) / 1e6;
        millis[i] = (System.nanoTime() - start) / 1e6;
        bytes = Math.max(bytes, rendered.bytes().length);
      }
      Arrays.sort(millis);
      Arrays.sort(cpu);
      System.out.printf(
          Locale.ROOT,
          "z%-2d %-5s p50 %6.2f ms  p95 %6.2f ms (cpu %6.2f, %6.2f)  %3d tiles, largest %d kB%n",
          zoom,
          variant,
          millis[millis.length / 2],
          millis[(int) (millis.length * 0.95)],
          cpu[cpu.length / 2],
          cpu[(int) (cpu.length * 0.95)],
          tiles.size(),
          bytes / 1024);
    }
  }

  /** Up to 60 tiles over the data, the same at each run. */
  private static List<TileCoord> tiles(int zoom) {
    TileCoord first = TileCoord.ofLonLat(55, 47, zoom);
    TileCoord last = TileCoord.ofLonLat(75, 36, zoom);
    List<TileCoord> tiles = new ArrayList<>();
    for (int x = first.x(); x <= last.x(); x++) {
      for (int y = first.y(); y <= last.y(); y++) {
        tiles.add(new TileCoord(zoom, x, y));
      }
    }
    Collections.shuffle(tiles, new Random(zoom));
    return tiles.subList(0, Math.min(60, tiles.size()));
  }

  static List<FeatureGeometry> polygons(int count, int vertices, double radius) {
    Random random = new Random(42);
    GeometryFactory factory = new GeometryFactory();
    List<FeatureGeometry> features = new ArrayList<>(count);
    for (int id = 1; id <= count; id++) {
      double x = 55 + 20 * random.nextDouble();
      double y = 36 + 11 * random.nextDouble();
      double mean = radius * (0.5 + random.nextDouble());
      Coordinate[] ring = new Coordinate[vertices + 1];
      for (int i = 0; i < vertices; i++) {
        double angle = 2 * Math.PI * i / vertices;
        double distance = mean * (0.8 + 0.4 * random.nextDouble());
        ring[i] = new Coordinate(x + distance * Math.cos(angle), y + distance * Math.sin(angle));
      }
      ring[vertices] = ring[0];
      byte[] wkb = new WKBWriter().write(factory.createPolygon(ring));
      features.add(FeatureGeometry.ofWkb(id, wkb));
    }
    return features;
  }

  private static ValueFrame frame(int count) {
    Random random = new Random(7);
    ValueFrame.Builder builder = ValueFrame.builder(count);
    TileStyle style = style();
    for (int id = 1; id <= count; id++) {
      if (id % 10 != 0) {
        double value = random.nextDouble() * 100;
        builder.add(id, value, style.classOf(value), FROM, TO, 1);
      }
    }
    return builder.build();
  }

  private static TileStyle style() {
    return TileStyle.ofClasses(
        new double[] {10, 20, 40, 60, 80},
        List.of("#2166ac", "#67a9cf", "#d1e5f0", "#fddbc7", "#ef8a62", "#b2182b"));
  }

  private static FeatureAttributes.Source attributes(int count) {
    Map<Long, FeatureAttributes> known = new HashMap<>();
    for (long id = 1; id <= count; id++) {
      known.put(
          id, new FeatureAttributes("C" + id, "Catchment number " + id, "Водосбор номер " + id));
    }
    return known::get;
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long ms(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
