package org.aralwatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.TestSeries;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values below detection limits on their way to whoever asks for them. */
@Tag("database")
class CensoredValuesApiTest {
  private static final ZoneId TASHKENT = ZoneId.of("Asia/Tashkent");
  private static TestServer server;
  private static int samples;
  private static int hourly;

  /** Samples of instants in three years: few below, most below, all below the limit. */
  @BeforeAll
  static void start() {
    server = TestServer.start();
    samples =
        TestSeries.of(Support.INSTANT, TASHKENT)
            .plus("2019-02-01T06:00:00Z", 0.75)
            .plus("2019-05-01T06:00:00Z", 0.25, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2019-08-01T06:00:00Z", 0.5)
            .plus("2019-11-01T06:00:00Z", 0.5)
            .plus("2020-02-01T06:00:00Z", 0.5)
            .plus("2020-05-01T06:00:00Z", 0.25, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2020-08-01T06:00:00Z", 0.125, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2020-11-01T06:00:00Z", 0.25, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-02-01T06:00:00Z", 0.25, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .plus("2021-05-01T06:00:00Z", 0.125, Qualifier.LESS_THAN, QualityFlag.GOOD)
            .load(server.database());
    TestSeries hours = TestSeries.of(Support.ofCode("PT1H"), TASHKENT);
    Random random = new Random(3);
    Instant hour = Instant.parse("2021-03-01T00:00:00Z");
    for (int i = 0; i < 24 * 90; i++) {
      double value = Math.exp(random.nextGaussian());
      hours =
          hours.plus(
              hour.plus(i, ChronoUnit.HOURS).toString(),
              Math.max(value, 0.5),
              value < 0.5 ? Qualifier.LESS_THAN : Qualifier.NONE,
              QualityFlag.GOOD);
    }
    hourly = hours.load(server.database());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String observations(int id, String query) {
    return "/api/v1/datastreams/" + id + "/observations" + query;
  }

  private static JsonNode years(String query) {
    return server.json(observations(samples, "?period=year" + query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit        | [0.5,0.28125,0.1875] | [null,null,\"<\"] | [null,null,null]",
        "half         | [0.46875,null,0.25] | [null,null,\"<\"] | [null,\"too-censored\",\"all-censored\"]",
        "zero         | [0.4375,0.125,0.25] | [null,null,\"<\"] | [null,null,\"all-censored\"]",
        "kaplan-meier | [0.5,null,0.25] | [null,null,\"<\"] | [null,\"too-censored\",\"all-censored\"]",
        "ros          | null                   | [null,null,\"<\"] | [null,\"too-few\",\"all-censored\"]"
      })
  void aggregatesByRule(String rule, String values, String qualifiers, String refusals) {
    JsonNode answer = years("&censored=" + rule);
    JsonNode columns = answer.path("columns");
    if (values.equals("null")) {
      assertThat(columns.path("value").path(0).asDouble()).isBetween(0.4375, 0.5);
      assertThat(columns.path("value").path(1).isNull()).isTrue();
    } else {
      assertThat(columns.path("value").toString()).isEqualTo(values);
    }
    assertThat(columns.path("qualifier").toString()).isEqualTo(qualifiers);
    assertThat(columns.path("refusal").toString()).isEqualTo(refusals);
    assertThat(columns.path("below").toString()).isEqualTo("[1,3,2]");
    assertThat(columns.path("above").toString()).isEqualTo("[0,0,0]");
    assertThat(columns.path("n").toString()).isEqualTo("[4,4,2]");
    JsonNode censoring = answer.path("censoring");
    assertThat(censoring.path("rule").asText()).isEqualTo(rule);
    assertThat(censoring.path("below").asInt()).isEqualTo(6);
    assertThat(censoring.path("of").asInt()).isEqualTo(10);
    assertThat(censoring.path("share").asDouble()).isEqualTo(0.6);
  }

  @Test
  void theLimitIsTheRuleWhereNoneIsSaid() {
    assertThat(years("").path("columns")).isEqualTo(years("&censored=limit").path("columns"));
    assertThat(years("").path("censoring").path("rule").asText()).isEqualTo("limit");
  }

  @Test
  void aRefusalIsExplained() {
    JsonNode refused = years("&censored=kaplan-meier").path("censoring").path("refused");
    assertThat(refused.findValuesAsText("reason"))
        .containsExactlyInAnyOrder("all-censored", "too-censored");
    assertThat(refused.findValuesAsText("detail")).allMatch(text -> text.length() > 40);
  }

  @Test
  void singleValuesKeepTheirSignsInEveryFormat() {
    JsonNode raw = server.json(observations(samples, "?from=2019-02-01&to=2019-06-01"));
    assertThat(raw.path("columns").path("value").toString()).isEqualTo("[0.75,0.25]");
    assertThat(raw.path("columns").path("qualifier").toString()).isEqualTo("[null,\"<\"]");
    assertThat(raw.path("columns").has("below")).isFalse();
    JsonNode place = server.json(observations(samples, "?from=2019-02-01&to=2019-06-01&f=geojson"));
    assertThat(place.path("properties").path("columns").path("qualifier").toString())
        .isEqualTo("[null,\"<\"]");
    assertThat(csv("?from=2019-02-01&to=2019-06-01"))
        .contains("begin,end,value,qualifier,flag,n,coverage\r\n")
        .contains("2019-05-01T06:00:00Z,2019-05-01T06:00:00Z,0.25,<,1,1,1\r\n");
  }

  @Test
  void csvOfAggregatesSaysRuleCountsAndReasons() {
    assertThat(csv("?period=year&censored=half"))
        .contains("# censoring: rule half; of 10 values 6 lie below and 0 above a limit; 1 row")
        .contains("\r\nbegin,end,value,qualifier,flag,n,coverage,below,above,refusal\r\n")
        .contains(",0.46875,,1,4,")
        .contains(",1,0,\r\n")
        .contains(",3,0,too-censored\r\n")
        .contains(",0.25,<,1,2,")
        .contains(",2,0,all-censored\r\n");
  }

  private static String csv(String query) {
    return TestServer.text(server.get(observations(samples, query + "&f=csv")));
  }

  /** Present values come from roll-ups, those of a revision from the values themselves. */
  @ParameterizedTest
  @CsvSource({
    "month, mean, limit", "month, mean, half", "month, mean, zero", "month, mean, kaplan-meier",
    "month, mean, ros", "month, sum, half", "dekad, min, limit", "dekad, max, limit",
    "month, first, half", "year, count, ros", "season, mean, kaplan-meier"
  })
  void theAnswerIsTheSameWhateverItIsMadeOf(String period, String statistic, String rule) {
    String query = "?period=%s&statistic=%s&censored=%s".formatted(period, statistic, rule);
    JsonNode byRollups = server.json(observations(hourly, query)).path("columns");
    JsonNode byValues = server.json(observations(hourly, query + "&flags=1,2,3,4")).path("columns");
    assertThat(byRollups.path("qualifier")).isEqualTo(byValues.path("qualifier"));
    assertThat(byRollups.path("below")).isEqualTo(byValues.path("below"));
    assertThat(byRollups.path("refusal")).isEqualTo(byValues.path("refusal"));
    assertThat(byRollups.path("value").size()).isPositive();
    for (int i = 0; i < byRollups.path("value").size(); i++) {
      assertThat(byRollups.path("value").path(i).asDouble())
          .isCloseTo(byValues.path("value").path(i).asDouble(), within(1e-12));
    }
  }

  /** The true mean of that distribution is 1.6487; a third of it is hidden below 0.5. */
  @Test
  void estimatesLieBetweenTheBounds() {
    double zero = first("zero");
    double limit = first("limit");
    assertThat(first("half")).isBetween(zero, limit);
    assertThat(first("ros")).isBetween(zero, limit);
    assertThat(first("kaplan-meier")).isBetween(zero, limit + 1e-9);
  }

  private static double first(String rule) {
    return server
        .json(observations(hourly, "?period=year&statistic=mean&censored=" + rule))
        .path("columns")
        .path("value")
        .path(0)
        .asDouble();
  }

  @ParameterizedTest
  @CsvSource({
    "?censored=half, 'give ''period'' too'",
    "?period=year&censored=lod, 'zero, half, limit, kaplan-meier, ros'"
  })
  void aRuleThatFitsNothingIsRefused(String query, String message) {
    HttpResponse<byte[]> response = server.get(observations(samples, query));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestServer.text(response)).contains(message).contains("\"censored\"");
  }
}
