package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
  @ParameterizedTest
  @CsvSource({"1, 256", "2, 256", "3, 256", "4, 512", "5, 256", "16, 256", "17, 256", "256, 512"})
  void keepsEveryPixelWhereAPaletteHasRoom(int colours, int size) {
    Random random = new Random(colours);
    int[] palette = random.ints(colours).map(colour -> visible(colour)).toArray();
    Canvas canvas = new Canvas(size);
    Arrays.setAll(canvas.pixels(), i -> palette[random.nextInt(colours)]);
    assertThat(decode(PngEncoder.encode(canvas))).isEqualTo(canvas.pixels());
  }

  @Test
  void keepsAreasExactlyAndEdgesNearlyWhereItHasNot() {
    Canvas canvas = new Canvas(256);
    Random random = new Random(1);
    int[] areas = random.ints(12).map(colour -> visible(colour)).toArray();
    for (int i = 0; i < canvas.pixels().length; i++) {
      canvas.pixels()[i] = areas[i / 5500];
    }
    // Smoothed edges: each area's colour at any coverage, over any other.
    for (int i = 0; i < 6000; i++) {
      int pixel = random.nextInt(canvas.pixels().length);
      canvas.blend(pixel, areas[random.nextInt(12)] & 0xFFFFFF, random.nextInt(256));
    }
    int[] before = canvas.pixels().clone();
    assertThat(Arrays.stream(before).distinct().count()).isGreaterThan(3000);
    int[] after = decode(PngEncoder.encode(canvas));
    long sum = 0;
    int changed = 0;
    for (int i = 0; i < after.length; i++) {
      if (before[i] == areas[i / 5500]) {
        assertThat(after[i]).isEqualTo(before[i]);
      } else {
        changed++;
        for (int channel = 0; channel < 32; channel += 8) {
          sum += Math.abs((after[i] >>> channel & 0xFF) - (before[i] >>> channel & 0xFF));
        }
      }
    }
    assertThat(changed).isGreaterThan(3000);
    assertThat(sum / 4.0 / changed).isLessThan(10);
  }

  @Test
  void survivesATileOfNoise() {
    Canvas canvas = new Canvas(512);
    Random random = new Random(2);
    Arrays.setAll(canvas.pixels(), i -> random.nextInt());
    assertThat(decode(PngEncoder.encode(canvas))).hasSize(512 * 512);
  }

  @Test
  void writesTheSameBytesEveryTime() {
    Canvas canvas = new Canvas(256);
    Random random = new Random(2);
    Arrays.setAll(canvas.pixels(), i -> random.nextInt() & 0xFF3F3F3F);
    assertThat(PngEncoder.encode(canvas)).isEqualTo(PngEncoder.encode(canvas));
  }

  /** A fully transparent pixel has no colour of its own to compare. */
  private static int visible(int colour) {
    return colour | 0x10000000;
  }

  private static int[] decode(byte[] png) {
    BufferedImage image = TileSpace.decodePng(png);
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
