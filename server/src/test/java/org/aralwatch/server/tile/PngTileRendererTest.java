package org.aralwatch.server.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import org.aralwatch.geodata.feature.FeatureGeometry;
import org.aralwatch.geodata.feature.FeatureSnapshot;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.geodata.feature.ValueFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes are given in units of the tile, 16 to a pixel. */
class PngTileRendererTest {
  private static final Instant DAY = Instant.parse("2018-07-01T00:00:00Z");
  private static final TileStyle STYLE =
      TileStyle.ofClasses(new double[] {10, 20}, List.of("#102030", "#405060", "#a0b0c0"));
  private static final TileStyle BARE = STYLE.with(new TileStyle.Symbols(0.8, 0, 0, 0, 3, 5, 1.5));
  private static final int OPACITY_80 = 204;

  private final PngTileRenderer renderer = new PngTileRenderer();

  @Test
  void fillsAPolygonWithTheColourOfItsClass() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    BufferedImage image = draw(snapshot, frame(15), STYLE);
    assertThat(image.getRGB(50, 50)).isEqualTo(OPACITY_80 << 24 | 0x405060);
    assertThat(alpha(image, 200, 200)).isZero();
    assertThat(alpha(image, 50, 110)).isZero();
    assertThat(alpha(image, 5, 5)).isZero();
  }

  @Test
  void outlinesAPolygonDarker() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    BufferedImage image = draw(snapshot, frame(25), STYLE);
    assertThat(alpha(image, 10, 50)).isGreaterThan(OPACITY_80);
    assertThat(image.getRGB(10, 50) & 0xFF).isLessThan(0xC0);
  }

  @Test
  void leavesHolesOpen() {
    FeatureSnapshot snapshot =
        TileSpace.layer(
            "POLYGON((-9000 -9000, 9000 -9000, 9000 9000, -9000 9000, -9000 -9000),"
                + " (1600 1600, 1600 3200, 3200 3200, 3200 1600, 1600 1600))");
    BufferedImage image = draw(snapshot, frame(5), BARE);
    assertThat(alpha(image, 150, 150)).isZero();
    assertThat(image.getRGB(50, 150)).isEqualTo(OPACITY_80 << 24 | 0x102030);
    assertThat(image.getRGB(250, 5)).isEqualTo(OPACITY_80 << 24 | 0x102030);
  }

  @Test
  void coversPartOfAPixelByAsMuchAsIsCovered() {
    // A quarter of the pixel in column 10, three quarters of the one in column 20.
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((172 160, 332 160, 332 1600, 172 1600, 172 160))");
    BufferedImage image = draw(snapshot, frame(5), BARE);
    assertThat(alpha(image, 10, 50)).isCloseTo(OPACITY_80 / 4, within(1));
    assertThat(alpha(image, 11, 50)).isEqualTo(OPACITY_80);
    assertThat(alpha(image, 20, 50)).isCloseTo(OPACITY_80 * 3 / 4, within(1));
    assertThat(alpha(image, 21, 50)).isZero();
  }

  @Test
  void showsNoSeamBetweenNeighboursOfOneClass() {
    FeatureSnapshot snapshot =
        TileSpace.layer(
            "POLYGON((160 160, 1605 160, 1203 2400, 160 2400, 160 160))",
            "POLYGON((1605 160, 2400 160, 2400 2400, 1203 2400, 1605 160))");
    BufferedImage image = draw(snapshot, frame(5, 5), BARE);
    for (int x = 11; x < 149; x++) {
      assertThat(image.getRGB(x, 77)).isEqualTo(OPACITY_80 << 24 | 0x102030);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void showsNoSeamBetweenTiles(int scale) {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((1003 1001, 7007 1005, 7001 3003, 1007 3001, 1003 1001))");
    BufferedImage west = draw(TileSpace.TILE, scale, snapshot, frame(5), STYLE);
    TileCoord next = new TileCoord(TileSpace.TILE.z(), TileSpace.TILE.x() + 1, TileSpace.TILE.y());
    BufferedImage east = draw(next, scale, snapshot, frame(5), STYLE);
    int last = 256 * scale - 1;
    for (int y = 0; y <= last; y++) {
      // The upper and lower edge slope by less than a twentieth of a pixel a pixel.
      assertThat(alpha(east, 0, y)).isCloseTo(alpha(west, last, y), within(8));
    }
    assertThat(west.getRGB(last, 125 * scale)).isEqualTo(OPACITY_80 << 24 | 0x102030);
  }

  @Test
  void stripesAPolygonWithoutAValueInGrey() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    BufferedImage image = draw(snapshot, ValueFrame.builder(0).build(), BARE);
    long strong = 0;
    for (int x = 20; x < 84; x++) {
      assertThat(image.getRGB(x, 50) & 0xFFFFFF).isEqualTo(STYLE.noDataColour());
      strong += alpha(image, x, 50) == OPACITY_80 ? 1 : 0;
    }
    assertThat(strong).isEqualTo(24);
    assertThat(alpha(image, 24, 51)).isEqualTo(alpha(image, 25, 50));
  }

  @Test
  void drawsAGapLikeAMissingValue() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    assertThat(png(snapshot, frame(Double.NaN), STYLE))
        .isEqualTo(png(snapshot, ValueFrame.builder(0).build(), STYLE));
  }

  @Test
  void drawsShapesAloneInTheirPlainColour() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    BufferedImage image = draw(snapshot, ValueFrame.geometryOnly(), TileStyle.plain("#00ff7f"));
    assertThat(image.getRGB(50, 50)).isEqualTo(OPACITY_80 << 24 | 0x00FF7F);
  }

  @Test
  void strokesALine() {
    FeatureSnapshot snapshot = TileSpace.layer("LINESTRING(-500 1608, 9000 1608)");
    BufferedImage image = draw(snapshot, frame(25), BARE);
    assertThat(image.getRGB(0, 100)).isEqualTo(0xFFA0B0C0);
    assertThat(image.getRGB(255, 101)).isEqualTo(0xFFA0B0C0);
    assertThat(image.getRGB(128, 99)).isEqualTo(0xFFA0B0C0);
    assertThat(alpha(image, 128, 97)).isZero();
    assertThat(alpha(image, 128, 103)).isZero();
  }

  @Test
  void drawsAPointAsADiscWithAWhiteHalo() {
    FeatureSnapshot snapshot = TileSpace.layer("MULTIPOINT((1608 1608), (4088 4088))");
    BufferedImage image = draw(snapshot, frame(15), STYLE);
    assertThat(image.getRGB(100, 100)).isEqualTo(0xFF405060);
    assertThat(image.getRGB(104, 100)).isEqualTo(0xFF405060);
    assertThat(image.getRGB(100, 106)).isEqualTo(0xFFFFFFFF);
    assertThat(alpha(image, 100, 108)).isZero();
    assertThat(alpha(image, 106, 106)).isZero();
    assertThat(image.getRGB(255, 255)).isEqualTo(0xFF405060);
  }

  @Test
  void drawsAPointWithoutAValueHollow() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(1608 1608)");
    BufferedImage image = draw(snapshot, ValueFrame.builder(0).build(), STYLE);
    assertThat(image.getRGB(100, 100) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    assertThat(alpha(image, 100, 100)).isLessThan(200);
    assertThat(image.getRGB(104, 100) & 0xFF).isLessThan(0xD0);
  }

  @Test
  void showsAPointOnTheEdgeInBothTiles() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(4096 1608)");
    TileCoord next = new TileCoord(TileSpace.TILE.z(), TileSpace.TILE.x() + 1, TileSpace.TILE.y());
    assertThat(draw(snapshot, frame(15), STYLE).getRGB(254, 100)).isEqualTo(0xFF405060);
    assertThat(draw(next, 1, snapshot, frame(15), STYLE).getRGB(2, 100)).isEqualTo(0xFF405060);
  }

  @Test
  void showsAPointOnTheAntimeridianOnBothSides() {
    FeatureSnapshot snapshot =
        FeatureSnapshot.of(1, List.of(new FeatureGeometry(1, TileSpace.read("POINT(180 45)"))));
    TileCoord east = TileCoord.ofLonLat(179, 45, 6);
    TileCoord west = TileCoord.ofLonLat(-179, 45, 6);
    int row = (int) east.pixelY(45, 256);
    assertThat(draw(east, 1, snapshot, frame(15), STYLE).getRGB(254, row)).isEqualTo(0xFF405060);
    assertThat(draw(west, 1, snapshot, frame(15), STYLE).getRGB(1, row)).isEqualTo(0xFF405060);
  }

  @Test
  void leavesOutWhatIsOfInterestAtLargerZoomsOnlyAndWhatHasNotHappenedYet() {
    FeatureGeometry place = new FeatureGeometry(1, TileSpace.read("POINT(69.2 41.3)"));
    TileCoord tile = TileCoord.ofLonLat(69.2, 41.3, 6);
    int x = (int) tile.pixelX(69.2, 256);
    int y = (int) tile.pixelY(41.3, 256);
    FeatureSnapshot early = FeatureSnapshot.of(1, List.of(place.fromZoom(6)));
    FeatureSnapshot late = FeatureSnapshot.of(1, List.of(place.fromZoom(7)));
    assertThat(alpha(draw(tile, 1, early, frame(15), STYLE), x, y)).isPositive();
    assertThat(alpha(draw(tile, 1, late, frame(15), STYLE), x, y)).isZero();
    ValueFrame none = ValueFrame.builder(0).onlyValued().build();
    assertThat(alpha(draw(tile, 1, early, none, STYLE), x, y)).isZero();
  }

  @Test
  void drawsTheGreatestClassOnTop() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(1608 1608)", "POINT(1608 1608)");
    assertThat(draw(snapshot, frame(25, 5), STYLE).getRGB(100, 100)).isEqualTo(0xFFA0B0C0);
    assertThat(draw(snapshot, frame(5, 25), STYLE).getRGB(100, 100)).isEqualTo(0xFFA0B0C0);
  }

  @Test
  void keepsALonelyPolygonVisibleHoweverSmall() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((1600 1600, 1601 1600, 1601 1601, 1600 1600))");
    assertThat(alpha(draw(snapshot, frame(5), STYLE), 100, 100))
        .isCloseTo(OPACITY_80 / 4, within(1));
  }

  @Test
  void addsUpPolygonsSmallerThanAPixel() {
    FeatureSnapshot snapshot =
        TileSpace.layer(
            "POLYGON((1600 1600, 1608 1600, 1608 1615, 1600 1615, 1600 1600))",
            "POLYGON((1608 1600, 1616 1600, 1616 1615, 1608 1615, 1608 1600))");
    assertThat(alpha(draw(snapshot, frame(5, 5), STYLE), 100, 100))
        .isCloseTo(OPACITY_80 * 15 / 16, within(2));
  }

  @Test
  void drawsTwiceThePixelsAtScaleTwo() {
    FeatureSnapshot snapshot =
        TileSpace.layer("POLYGON((160 160, 1600 160, 1600 1600, 160 1600, 160 160))");
    BufferedImage image = draw(TileSpace.TILE, 2, snapshot, frame(15), STYLE);
    assertThat(image.getWidth()).isEqualTo(512);
    assertThat(image.getHeight()).isEqualTo(512);
    assertThat(image.getRGB(100, 100)).isEqualTo(OPACITY_80 << 24 | 0x405060);
    assertThat(alpha(image, 100, 203)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anEmptyTileIsATinyTransparentPng(int scale) {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(-999 -999)", "POLYGON EMPTY");
    byte[] png = renderer.render(TileSpace.TILE, scale, snapshot, frame(1, 1), STYLE);
    assertThat(png).hasSizeLessThan(200);
    BufferedImage image = TileSpace.decodePng(png);
    assertThat(image.getWidth()).isEqualTo(256 * scale);
    for (int i = 0; i < image.getWidth(); i++) {
      assertThat(image.getRGB(i, i)).isZero();
    }
    assertThat(renderer.render(TileSpace.TILE, scale, snapshot, frame(1, 1), STYLE)).isSameAs(png);
  }

  @Test
  void refusesAClassTheStyleHasNot() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(1 1)");
    ValueFrame frame = ValueFrame.builder(1).add(1, 5, 3, DAY, DAY, 1).build();
    assertThatThrownBy(() -> renderer.render(TileSpace.TILE, 1, snapshot, frame, STYLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class 3 is not one of the style's 3");
  }

  @Test
  void refusesAnotherScale() {
    FeatureSnapshot snapshot = TileSpace.layer("POINT(1 1)");
    assertThatThrownBy(() -> renderer.render(TileSpace.TILE, 3, snapshot, frame(1), STYLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale 3 is neither 1 nor 2");
  }

  /** Values of the features 1, 2 and so on. */
  private static ValueFrame frame(double... values) {
    ValueFrame.Builder builder = ValueFrame.builder(values.length);
    for (int i = 0; i < values.length; i++) {
      builder.add(i + 1, values[i], STYLE.classOf(values[i]), DAY, DAY.plusSeconds(1), 1);
    }
    return builder.build();
  }

  private byte[] png(FeatureSnapshot snapshot, ValueFrame frame, TileStyle style) {
    return renderer.render(TileSpace.TILE, 1, snapshot, frame, style);
  }

  private BufferedImage draw(FeatureSnapshot snapshot, ValueFrame frame, TileStyle style) {
    return TileSpace.decodePng(png(snapshot, frame, style));
  }

  private BufferedImage draw(
      TileCoord tile, int scale, FeatureSnapshot snapshot, ValueFrame frame, TileStyle style) {
    return TileSpace.decodePng(renderer.render(tile, scale, snapshot, frame, style));
  }

  private static int alpha(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >>> 24;
  }
}
