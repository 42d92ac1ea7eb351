package org.aralwatch.server.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeometryJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POINT(60.5 45)             | {'type':'Point','coordinates':[60.5,45.0]}",
        "POINT(60.123456789 -0.00000001) | {'type':'Point','coordinates':[60.1234568,-0.0]}",
        "POINT EMPTY                | {'type':'Point','coordinates':[]}",
        "LINESTRING(1 2,3 4)        | {'type':'LineString','coordinates':[[1.0,2.0],[3.0,4.0]]}",
        "MULTIPOINT((1 2),(3 4))    | {'type':'MultiPoint','coordinates':[[1.0,2.0],[3.0,4.0]]}",
        "MULTILINESTRING((1 2,3 4)) | {'type':'MultiLineString','coordinates':[[[1.0,2.0],[3.0,4.0]]]}",
        "GEOMETRYCOLLECTION(POINT(1 2)) | {'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[1.0,2.0]}]}",
        // Clockwise, as shapefiles have it: turned round.
        "POLYGON((0 0,0 1,1 1,0 0)) | {'type':'Polygon','coordinates':[[[0.0,0.0],[1.0,1.0],[0.0,1.0],[0.0,0.0]]]}",
        "POLYGON((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)) | {'type':'Polygon','coordinates':[[[0.0,0.0],[9.0,0.0],[9.0,9.0],[0.0,0.0]],[[5.0,1.0],[6.0,2.0],[6.0,1.0],[5.0,1.0]]]}",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0))) | {'type':'MultiPolygon','coordinates':[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]}",
      })
  void geometriesAreWrittenAsRfc7946Wants(String wkt, String json)
      throws ParseException, IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = ApiJson.mapper().createGenerator(text)) {
      GeometryJson.write(generator, new WKTReader().read(wkt));
    }
    assertThat(text.toString().replace('"', '\'')).isEqualTo(json);
  }
}
