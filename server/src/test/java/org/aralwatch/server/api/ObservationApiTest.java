package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.TestSeries;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class ObservationApiTest {
  private static final String API = "/api/v1";
  private static TestServer server;
  private static int northAral;
  private static int hourly;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
    JsonNode areas =
        server
            .json(API + "/datastreams?layer=water-bodies&property=water-area")
            .path("datastreams");
    northAral = find(areas, "north-aral", "year");
    JsonNode air = server.json(API + "/datastreams?property=pm2-5").path("datastreams");
    for (JsonNode datastream : air) {
      if (datastream.path("support").asText().equals("PT1H")) {
        hourly = datastream.path("id").asInt();
      }
    }
    assertThat(hourly).isPositive();
  }

  private static int find(JsonNode datastreams, String feature, String support) {
    for (JsonNode datastream : datastreams) {
      if (datastream.path("feature").path("code").asText().equals(feature)
          && datastream.path("support").asText().equals(support)) {
        return datastream.path("id").asInt();
      }
    }
    throw new AssertionError("no datastream of " + feature);
  }

  @Test
  void aDatastreamTellsEverythingThatItsValuesMean() {
    JsonNode datastream = server.json(API + "/datastreams/" + northAral);
    assertThat(datastream.path("id").asInt()).isEqualTo(northAral);
    assertThat(datastream.path("property").path("aggregation").asText()).isEqualTo("mean");
    assertThat(datastream.path("interpolation").asText())
        .isEqualTo("average-in-preceding-interval");
    assertThat(datastream.path("unit").asText()).isEqualTo("km2");
    assertThat(datastream.path("timeZone").asText()).contains("/");
    assertThat(datastream.path("verticalDatum").isNull()).isTrue();
    assertThat(datastream.path("owner").path("name").path("en").asText()).isNotEmpty();
    assertThat(datastream.path("definition").asText()).isNotEmpty();
    assertThat(datastream.path("visibility").asText()).isEqualTo("public");
    assertThat(datastream.path("count").asLong()).isPositive();
    assertThat(datastream.path("from").asText()).isLessThan(datastream.path("to").asText());
  }

  @Test
  void levelsNameTheirVerticalDatum() {
    JsonNode levels = server.json(API + "/datastreams?property=water-level").path("datastreams");
    assertThat(levels)
        .isNotEmpty()
        .allMatch(datastream -> !datastream.path("verticalDatum").asText("").isEmpty());
  }

  @Test
  void datastreamsComeInPages() {
    List<Integer> all = idsInPagesOf(1000);
    assertThat(idsInPagesOf(50)).hasSizeGreaterThan(50).isEqualTo(all);
    assertThat(ids(server.json(API + "/datastreams?limit=10"))).isEqualTo(all.subList(0, 10));
  }

  private static List<Integer> idsInPagesOf(int limit) {
    List<Integer> ids = new ArrayList<>();
    String next = API + "/datastreams?limit=" + limit;
    while (next != null) {
      JsonNode page = server.json(next);
      ids.addAll(ids(page));
      next = page.path("next").asText(null);
    }
    return ids;
  }

  private static List<Integer> ids(JsonNode page) {
    List<Integer> ids = new ArrayList<>();
    page.path("datastreams").forEach(datastream -> ids.add(datastream.path("id").asInt()));
    return ids;
  }

  @Test
  void valuesComeAsColumnsOfOneLength() {
    JsonNode answer = server.json(observations(northAral, ""));
    int count = answer.path("count").asInt();
    assertThat(count).isGreaterThan(20);
    for (String column : List.of("begin", "end", "value", "qualifier", "flag", "n", "coverage")) {
      assertThat(answer.path("columns").path(column)).as(column).hasSize(count);
    }
    assertThat(answer.path("datastream").asInt()).isEqualTo(northAral);
    assertThat(answer.path("property").asText()).isEqualTo("water-area");
    assertThat(answer.path("period").asText()).isEqualTo("raw");
    assertThat(answer.path("thinning").isNull()).isTrue();
    assertThat(answer.path("revision").asLong()).isPositive();
    assertThat(answer.path("licence").path("name").asText()).isNotEmpty();
    assertThat(answer.path("columns").path("begin").get(0).asText()).endsWith("Z");
  }

  @Test
  void anIntervalIsHalfOpen() {
    JsonNode year =
        server.json(observations(northAral, "?from=2004-12-31T19:00:00Z&to=2005-12-31T19:00:00Z"));
    assertThat(year.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void nothingInTheWindowIsAnEmptyAnswer() {
    JsonNode nothing = server.json(observations(northAral, "?from=1900-01-01&to=1901-01-01"));
    assertThat(nothing.path("count").asInt()).isZero();
    assertThat(nothing.path("columns").path("value")).isEmpty();
  }

  @Test
  void valuesAreGatheredByPeriodAndStatistic() {
    JsonNode days = server.json(observations(hourly, "?period=day&statistic=max"));
    assertThat(days.path("period").asText()).isEqualTo("day");
    assertThat(days.path("statistic").asText()).isEqualTo("max");
    JsonNode mean = server.json(observations(hourly, "?period=day"));
    assertThat(mean.path("statistic").asText()).isEqualTo("mean");
    assertThat(mean.path("columns").path("n").get(0).asInt()).isPositive();
    assertThat(mean.path("columns").path("value").get(0).asDouble())
        .isLessThanOrEqualTo(days.path("columns").path("value").get(0).asDouble());
  }

  @Test
  void thinningNamesItsMethod() {
    JsonNode thinned = server.json(observations(hourly, "?maxPoints=20"));
    assertThat(thinned.path("count").asInt()).isLessThanOrEqualTo(20);
    assertThat(thinned.path("thinning").path("method").asText()).isEqualTo("minmax-lttb");
    assertThat(thinned.path("thinning").path("maxPoints").asInt()).isEqualTo(20);
    assertThat(thinned.path("thinning").path("of").asInt()).isGreaterThan(20);
  }

  @Test
  void beforeItsFirstRevisionThereWasNothing() {
    assertThat(server.json(observations(northAral, "?asOf=0")).path("count").asInt()).isZero();
    assertThat(
            server
                .json(observations(northAral, "?asOf=2001-01-01T00:00:00Z"))
                .path("count")
                .asInt())
        .isZero();
  }

  @Test
  void flagsFilter() {
    JsonNode none = server.json(observations(northAral, "?flags=4,9"));
    assertThat(none.path("count").asInt()).isZero();
  }

  @Test
  void csvBeginsWithWhatItsValuesMean() {
    HttpResponse<byte[]> response = server.get(observations(northAral, "?f=csv"));
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment")
        .contains(".csv");
    List<String> lines = TestServer.text(response).lines().toList();
    List<String> head = lines.stream().filter(line -> line.startsWith("#")).toList();
    assertThat(head).anyMatch(line -> line.startsWith("# station: North (Small) Aral Sea"));
    assertThat(head).contains("# unit: km2", "# period: raw", "# statistic: mean");
    assertThat(head).anyMatch(line -> line.startsWith("# licence: "));
    assertThat(head).anyMatch(line -> line.startsWith("# source: "));
    assertThat(head).anyMatch(line -> line.startsWith("# definition: "));
    assertThat(lines.get(head.size())).isEqualTo("begin,end,value,qualifier,flag,n,coverage");
    int count = server.json(observations(northAral, "")).path("count").asInt();
    assertThat(lines).hasSize(head.size() + 1 + count);
  }

  @Test
  void acceptChoosesTheFormatToo() {
    HttpResponse<byte[]> response =
        server.send(
            server.request(observations(northAral, "")).header("Accept", "text/csv").build());
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
  }

  @Test
  void answersAreCompressedForWhoAsks() throws IOException {
    HttpResponse<byte[]> response =
        server.send(
            server.request(observations(hourly, "")).header("Accept-Encoding", "gzip").build());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(text).isEqualTo(TestServer.text(server.get(observations(hourly, ""))));
  }

  @Test
  void theExtentSpansWhatIsKnown() {
    JsonNode all = server.json(API + "/extent");
    JsonNode some = server.json(API + "/extent?layer=water-bodies&property=water-area");
    assertThat(all.path("from").asText()).isLessThanOrEqualTo(some.path("from").asText());
    assertThat(all.path("to").asText()).isGreaterThanOrEqualTo(some.path("to").asText());
    JsonNode none = server.json(API + "/extent?layer=rivers");
    assertThat(none.path("from").isNull()).isTrue();
  }

  @Test
  void anEmptyIntervalHoldsNothing() {
    String moment = "2005-01-01T00:00:00Z";
    String empty = "?from=" + moment + "&to=" + moment;
    for (String more : List.of("", "&period=year", "&maxPoints=5", "&f=json")) {
      JsonNode nothing = server.json(observations(northAral, empty + more));
      assertThat(nothing.path("count").asInt()).as(more).isZero();
      assertThat(nothing.path("from").asText()).as(more).isEqualTo(moment);
      assertThat(nothing.path("to").asText()).as(more).isEqualTo(moment);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?from=0001-01-01&to=0002-01-01",
        "?from=1500-07-01&to=1500-08-01&period=month",
        "?from=1500-07-01&to=1500-08-01&maxPoints=100",
        "?from=2500-01-01",
        "?from=5000-01-01",
        "?from=9999-01-01&to=9999-12-31&period=season",
        "?to=0001-01-02&period=year",
        "?asOf=9999-12-31&from=9999-12-31",
      })
  void farYearsHoldNothing(String query) {
    assertThat(server.json(observations(hourly, query)).path("count").asInt()).isZero();
  }

  @Test
  void theAnswerNamesTheFlagsOfItsValues() {
    assertThat(flags("")).isEqualTo("[1,2,3,4,9]");
    assertThat(flags("?maxPoints=100000")).isEqualTo("[1,2,3,4,9]");
    assertThat(flags("?maxPoints=20")).isEqualTo("[1,2,3]");
    assertThat(flags("?period=month")).isEqualTo("[1,2,3]");
    assertThat(flags("?flags=3,1")).isEqualTo("[1,3]");
    assertThat(TestServer.text(server.get(observations(hourly, "?f=csv&period=month"))))
        .contains("\r\n# flags: 1, 2, 3\r\n");
  }

  private static String flags(String query) {
    return server.json(observations(hourly, query)).path("flags").toString();
  }

  @Test
  void whereNothingIsCensoredTheAnswerSaysSo() {
    JsonNode months = server.json(observations(hourly, "?period=month"));
    assertThat(months.has("censoring")).isTrue();
    assertThat(months.path("censoring").isNull()).isTrue();
  }

  @Test
  void aggregatesSayByWhichRuleCensoredValuesEntered() {
    try (TestServer own = TestServer.start()) {
      int id =
          TestSeries.of(Support.DAY, ZoneId.of("Asia/Tashkent"))
              .plus("2021-02-01T00:00:00Z", 0.02, Qualifier.LESS_THAN, QualityFlag.GOOD)
              .plus("2021-02-02T00:00:00Z", 0.04)
              .load(own.database());

      JsonNode month = own.json(observations(id, "?period=month"));
      assertThat(month.path("columns").path("value").toString()).isEqualTo("[0.03]");
      assertThat(month.path("columns").path("qualifier").toString()).isEqualTo("[null]");
      assertThat(month.path("censoring").toString())
          .isEqualTo(
              "{\"rule\":\"limit\",\"values\":1,\"below\":1,\"above\":0,\"of\":2,\"share\":0.5,"
                  + "\"refused\":[]}");
      assertThat(own.json(observations(id, "")).path("censoring").isNull()).isTrue();
      assertThat(TestServer.text(own.get(observations(id, "?period=month&f=csv"))))
          .contains("# censoring: rule limit; of 2 values 1 lie below and 0 above a limit");
    }
  }

  @Test
  void geoJsonIsAFeatureOfThePlaceWithTheColumnsAsProperties() {
    HttpResponse<byte[]> response = server.get(observations(northAral, "?f=geojson"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/geo+json");
    JsonNode feature = TestServer.json(response);
    assertThat(feature.path("type").asText()).isEqualTo("Feature");
    JsonNode place = server.json(API + "/features/" + feature.path("id").asText());
    assertThat(place.path("properties").path("code").asText()).isEqualTo("north-aral");
    assertThat(feature.path("geometry")).isEqualTo(place.path("geometry"));
    JsonNode columns = server.json(observations(northAral, ""));
    JsonNode properties = feature.path("properties");
    assertThat(properties.path("code").asText()).isEqualTo("north-aral");
    assertThat(properties.path("columns")).isEqualTo(columns.path("columns"));
    assertThat(properties.path("unit")).isEqualTo(columns.path("unit"));
    assertThat(properties.path("licence")).isEqualTo(columns.path("licence"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?f=csv", "?f=geojson", "?from=2005-01-01&to=2005-02-01"})
  void headStatesTheLengthThatGetHas(String query) {
    int length = server.get(observations(hourly, query)).body().length;
    HttpResponse<byte[]> head =
        server.send(
            server
                .request(observations(hourly, query))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(length);
  }

  @Test
  void csvDoesNotClaimThatItsFirstLineIsTheHeader() {
    HttpResponse<byte[]> response = server.get(observations(northAral, "?f=csv"));
    assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
  }

  private static String observations(int datastream, String query) {
    return API + "/datastreams/" + datastream + "/observations" + query;
  }
}
