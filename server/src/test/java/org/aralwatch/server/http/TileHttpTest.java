package org.aralwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.wdtinc.mapbox_vector_tile.VectorTile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.aralwatch.geodata.feature.TileCoord;
import org.aralwatch.server.command.TestServer;
import org.aralwatch.server.tile.TileSpace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class TileHttpTest {
  private static final TileCoord ARAL = TileCoord.ofLonLat(60.5, 46.3, 6);
  private static final String VALUES = "?property=water-area&datetime=2005-07-01T00:00:00Z";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  private static String tile(String layer, Object coord, String ending) {
    return "/tiles/" + layer + "/" + coord + ending;
  }

  @Test
  void aPngIsAnImageWithColouredWater() {
    HttpResponse<byte[]> response = server.get(tile("water-bodies", ARAL, ".png") + VALUES);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    BufferedImage image = TileSpace.decodePng(response.body());
    assertThat(image.getWidth()).isEqualTo(256);
    assertThat(opaquePixels(image)).isPositive();
  }

  @Test
  void denseScreensGetTwiceThePixels() {
    HttpResponse<byte[]> response = server.get(tile("water-bodies", ARAL, "@2x.png") + VALUES);
    assertThat(TileSpace.decodePng(response.body()).getWidth()).isEqualTo(512);
  }

  @Test
  void anEmptyPngIsTransparent() {
    HttpResponse<byte[]> response = server.get(tile("water-bodies", "6/0/0", ".png") + VALUES);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(opaquePixels(TileSpace.decodePng(response.body()))).isZero();
  }

  @Test
  void anEmptyVectorTileHasNoContent() {
    HttpResponse<byte[]> response = server.get(tile("water-bodies", "6/0/0", ".mvt"));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aVectorTileHasTheValuesOfTheDate() throws IOException {
    HttpResponse<byte[]> response = server.get(tile("water-bodies", ARAL, ".mvt") + VALUES);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/vnd.mapbox-vector-tile");
    VectorTile.Tile decoded = VectorTile.Tile.parseFrom(response.body());
    assertThat(decoded.getLayersList()).hasSize(1);
    VectorTile.Tile.Layer layer = decoded.getLayers(0);
    assertThat(layer.getName()).isEqualTo("water-bodies");
    assertThat(layer.getKeysList())
        .contains("code", "name", "name_ru", "value", "class", "from", "to");
    assertThat(layer.getValuesList()).anyMatch(v -> v.getStringValue().equals("north-aral"));
    assertThat(layer.getValuesList()).anyMatch(VectorTile.Tile.Value::hasDoubleValue);
  }

  @Test
  void withoutAPropertyShapesAloneAreShown() throws IOException {
    HttpResponse<byte[]> vector = server.get(tile("lakes", "4/10/5", ".mvt"));
    assertThat(VectorTile.Tile.parseFrom(vector.body()).getLayers(0).getFeaturesList())
        .isNotEmpty();
    HttpResponse<byte[]> image = server.get(tile("lakes", "4/10/5", ".png"));
    assertThat(opaquePixels(TileSpace.decodePng(image.body()))).isPositive();
  }

  @Test
  void whoHasTheTileIsToldSo() {
    String path = tile("water-bodies", ARAL, ".png") + VALUES;
    HttpResponse<byte[]> first = server.get(path);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).matches("\"[0-9a-f]{32}\"");
    assertThat(first.headers().firstValue("Cache-Control"))
        .contains("public, max-age=2, must-revalidate");
    for (String known : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      HttpResponse<byte[]> second =
          server.send(server.request(path).header("If-None-Match", known).build());
      assertThat(second.statusCode()).as(known).isEqualTo(304);
      assertThat(second.body()).isEmpty();
      assertThat(second.headers().firstValue("ETag")).contains(etag);
    }
    assertThat(
            server
                .send(server.request(path).header("If-None-Match", "\"other\"").build())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theRevisionInTheAddressChangesNothing() {
    String path = tile("water-bodies", ARAL, ".png") + VALUES;
    assertThat(server.get(path + "&v=1").body()).isEqualTo(server.get(path + "&v=2").body());
  }

  @Test
  void aCompressedVectorTileHasATagOfItsOwn() throws IOException {
    String path = tile("countries", "3/5/2", ".mvt");
    HttpResponse<byte[]> plain = server.get(path);
    HttpResponse<byte[]> zipped =
        server.send(server.request(path).header("Accept-Encoding", "gzip").build());
    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(plain.body());
    String etag = zipped.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
    assertThat(
            server
                .send(
                    server
                        .request(path)
                        .header("Accept-Encoding", "gzip")
                        .header("If-None-Match", etag)
                        .build())
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void headTellsWhatGetWouldSend() {
    String path = tile("water-bodies", ARAL, ".png") + VALUES;
    HttpResponse<byte[]> head =
        server.send(server.request(path).method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isEqualTo(server.get(path).body().length);
  }

  private static long opaquePixels(BufferedImage image) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) >>> 24 != 0) {
          count++;
        }
      }
    }
    return count;
  }
}
