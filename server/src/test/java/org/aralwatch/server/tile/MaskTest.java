package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our masks against Java2D's rasteriser, which samples 64 points of a pixel. */
class MaskTest {
  private static final int SIZE = 64;
  private static final Paint BLACK = Paint.flat(0, 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void fillsAsJava2DDoes(int seed) {
    Random random = new Random(seed);
    int corners = 3 + random.nextInt(30);
    // Half of them reach far over the edges of the tile.
    double radius = seed % 2 == 0 ? 25 : 90;
    FillMask mask = new FillMask(SIZE);
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    ring(random, corners, radius, 1, mask, path);
    ring(random, corners, radius / 3, -1, mask, path);
    Canvas canvas = new Canvas(SIZE);
    mask.paint(canvas, BLACK);
    Graphics2D graphics = graphics();
    graphics.fill(path);
    assertAlike(canvas, graphics, 16, 1.5);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 10, 10, 50, 40", "4, 50, 10, 10, 11", "6, -20, 30, 90, 33", "3, 20, -30, 24, 99",
    "1, 5, 5, 60, 20", "1, 5, 60, 30, 3", "2, 7, 30.5, 55, 30.5", "2, 31, 2, 31, 60",
  })
  void strokesALineAsJava2DDoes(double width, double x1, double y1, double x2, double y2) {
    StrokeMask mask = new StrokeMask(SIZE);
    mask.addSegment(x1, y1, x2, y2, width / 2);
    Canvas canvas = new Canvas(SIZE);
    mask.paint(canvas, BLACK);
    Graphics2D graphics = graphics();
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    // Coverage by distance differs from coverage by area at slanting borders and at ends.
    assertAlike(canvas, graphics, 150, 1.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void coversNothingLeftOverAfterPainting(int seed) {
    FillMask mask = new FillMask(SIZE);
    ring(new Random(seed), 20, 30, 1, mask, new Path2D.Double());
    mask.paint(new Canvas(SIZE), BLACK);
    Canvas canvas = new Canvas(SIZE);
    mask.paint(canvas, BLACK);
    mask.addEdge(1000, 3, 1000, 50);
    mask.paint(canvas, BLACK);
    assertThat(canvas.pixels()).containsOnly(0);
  }

  private static void ring(
      Random random, int corners, double radius, int turn, FillMask mask, Path2D path) {
    double[] x = new double[corners];
    double[] y = new double[corners];
    for (int i = 0; i < corners; i++) {
      double angle = turn * 2 * Math.PI * i / corners;
      double reach = radius * (0.6 + 0.4 * random.nextDouble());
      x[i] = SIZE / 2.0 + reach * Math.cos(angle);
      y[i] = SIZE / 2.0 + reach * Math.sin(angle);
    }
    path.moveTo(x[0], y[0]);
    for (int i = 0; i < corners; i++) {
      int next = (i + 1) % corners;
      mask.addEdge(x[i], y[i], x[next], y[next]);
      path.lineTo(x[next], y[next]);
    }
    path.closePath();
  }

  private BufferedImage image;

  private Graphics2D graphics() {
    image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.BLACK);
    return graphics;
  }

  private void assertAlike(Canvas canvas, Graphics2D graphics, int most, double mean) {
    graphics.dispose();
    long sum = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      int expected = image.getRGB(i % SIZE, i / SIZE) >>> 24;
      int actual = canvas.pixels()[i] >>> 24;
      assertThat(Math.abs(actual - expected))
          .as("pixel %d, %d: %d for %d", i % SIZE, i / SIZE, actual, expected)
          .isLessThanOrEqualTo(most);
      sum += Math.abs(actual - expected);
    }
    assertThat(sum / (double) (SIZE * SIZE)).isLessThan(mean);
  }
}
