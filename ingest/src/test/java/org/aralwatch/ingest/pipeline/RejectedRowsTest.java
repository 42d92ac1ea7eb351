package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {
  private static final Mapping MAPPING =
      Mappings.parse(
          "m",
          """
          {"name": "m", "title": "M", "layout": "wide", "layer": "hydroposts",
           "csv": {"delimiter": ";", "encoding": "windows-1251"},
           "header": {"skip": 2, "rows": 1},
           "station": {"code": "15194"},
           "time": {"column": "Дата", "format": "dd.MM.yyyy", "zone": "UTC", "support": "day"},
           "columns": {"Расход": {"property": "discharge", "unit": "m3/s", "statistic": "mean"}},
           "datastream": {"procedure": "gauge",
             "source": {"title": "t", "url": "u", "read": "r"},
             "licence": "MIT", "owner": "uzhydromet", "definition": "d"}}
          """);

  @Test
  void theRowsStandUnderTheHeaderInTheDialectOfTheFile() throws IOException {
    String file =
        "Ала-Арча\n\nДата;Расход;Примечание\n01.01.2020;1;\n32.01.2020;2;\"a;b\"\n03.01.2020;x;\n";
    RejectedRows rows = new RejectedRows(MAPPING, Instant.EPOCH);
    rows.add("", 5);
    rows.add("", 6);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    rows.write(Fixtures.file("a.csv", file, Charset.forName("windows-1251")), out);

    assertThat(rows.isArchive()).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\ufeffАла-Арча\r\n\r\nДата;Расход;Примечание\r\n32.01.2020;2;\"a;b\"\r\n03.01.2020;x;\r\n");
  }
}
