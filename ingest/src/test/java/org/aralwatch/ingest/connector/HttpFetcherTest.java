package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.aralwatch.ingest.connector.FakeService.Reply;
import org.aralwatch.ingest.connector.Parameters.Form;
import org.aralwatch.ingest.connector.SourceDefinition.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 100_000, 600);

  @TempDir private Path directory;
  private FakeService service;
  private TestTime time;
  private HttpFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    time = new TestTime("2026-11-24T10:00:00Z");
    fetcher = new HttpFetcher(new HostLimits(time, time), time, time, new Random(1));
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  private String get(Form form) throws Exception {
    return get(form, LIMITS, Secrets.NONE);
  }

  private String get(Form form, Limits limits, Secrets secrets) throws Exception {
    Answer answer =
        fetcher.get(Ask.of(service.uri("/x"), form), limits, secrets, directory.resolve("a"));
    return answer.body().isPresent() ? Files.readString(answer.body().get()) : "not modified";
  }

  private FetchException failure(Form form) {
    return failure(form, LIMITS, Secrets.NONE);
  }

  private FetchException failure(Form form, Limits limits, Secrets secrets) {
    return catchThrowableOfType(FetchException.class, () -> get(form, limits, secrets));
  }

  /** Faults that are over at the second attempt. */
  static Stream<Arguments> passing() {
    String part = "{\"results\": [1, 2,";
    return Stream.of(
        Arguments.of("500", FakeService.answer(500, Map.of(), "oops")),
        Arguments.of("502 of a gateway", FakeService.answer(502, Map.of(), "<html>bad</html>")),
        Arguments.of("408", FakeService.answer(408, Map.of(), "")),
        Arguments.of("a length that is not kept", FakeService.truncated(JSON, part, 50)),
        Arguments.of("chunks that break off", FakeService.brokenChunks(JSON, part)),
        Arguments.of("a connection that is reset", FakeService.reset(part)),
        Arguments.of("JSON that breaks off", FakeService.answer(200, JSON, part)),
        Arguments.of("JSON that breaks off with the connection", FakeService.unframed(JSON, part)),
        Arguments.of("two JSON texts", FakeService.answer(200, JSON, "{} {}")),
        Arguments.of(
            "a page for people",
            FakeService.answer(200, Map.of("Content-Type", "text/html"), "<p>Sign in")),
        Arguments.of(
            "no HTTP at all",
            (Reply) (socket, out) -> out.write("?\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
        Arguments.of(
            "a packed answer that is cut",
            FakeService.answer(
                200,
                Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                Arrays.copyOf(packed("{\"a\": 1}"), 15))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void whatMayPassIsTriedAgainAndNeverTakenForWhole(String name, Reply fault) throws Exception {
    service.on("/x", fault, FakeService.json("{\"results\": []}"));
    assertThat(get(Form.JSON)).isEqualTo("{\"results\": []}");
    assertThat(time.waited()).hasSize(1);
    assertThat(time.waited().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void attemptsHaveAnEndAndGrowApart() {
    service.on("/x", FakeService.answer(500, Map.of(), "out of order"));
    FetchException failure = failure(Form.JSON);
    assertThat(failure.mayPass()).isTrue();
    assertThat(failure)
        .hasMessage(service.host() + " answers 500 to " + service.uri("/x") + ": out of order");
    assertThat(service.requests()).hasSize(HttpFetcher.ATTEMPTS);
    assertThat(time.waited()).hasSize(HttpFetcher.ATTEMPTS - 1);
    for (int i = 0; i < time.waited().size(); i++) {
      assertThat(time.waited().get(i))
          .isBetween(Duration.ofSeconds(1L << i), Duration.ofSeconds(2L << i));
    }
  }

  /** Faults that another attempt would meet again. */
  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(400, "answers 400"),
        Arguments.of(401, "refuses the request, which has no key (401)"),
        Arguments.of(403, "refuses the request, which has no key (403)"),
        Arguments.of(404, "answers 404"),
        Arguments.of(410, "answers 410"),
        Arguments.of(422, "answers 422"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatWillBeAnsweredAlikeIsAskedOnce(int status, String words) {
    service.on("/x", FakeService.answer(status, Map.of(), "no"));
    FetchException failure = failure(Form.JSON);
    assertThat(failure.mayPass()).isFalse();
    assertThat(failure).hasMessageContaining(words).hasMessageEndingWith("no");
    assertThat(service.requests()).hasSize(1);
    assertThat(time.waited()).isEmpty();
  }

  @Test
  void aRefusedKeyIsNamedAsSuchAndNotShown() throws Exception {
    Secrets secrets = Secrets.of("KEY", Optional.of("s3cret/+"));
    service.on("/x", FakeService.answer(401, Map.of(), "unknown key s3cret/+ or s3cret%2F%2B"));
    assertThat(failure(Form.JSON, LIMITS, secrets))
        .hasMessage(service.host() + " refuses the key (401): unknown key … or …");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "Tue, 24 Nov 2026 10:00:07 GMT"})
  void aHostThatSaysWhenIsLeftAloneUntilThen(String retryAfter) throws Exception {
    service.on(
        "/x",
        FakeService.answer(429, Map.of("Retry-After", retryAfter), "slower"),
        FakeService.json("{}"));
    assertThat(get(Form.JSON)).isEqualTo("{}");
    assertThat(time.instant()).isEqualTo("2026-11-24T10:00:07Z");
  }

  @Test
  void aDateIsOneOfTheHostsClock() throws Exception {
    service.on(
        "/x",
        FakeService.answer(
            503,
            Map.of(
                "Date", "Tue, 24 Nov 2026 15:00:00 GMT",
                "Retry-After", "Tue, 24 Nov 2026 15:00:09 GMT"),
            ""),
        FakeService.json("{}"));
    get(Form.JSON);
    assertThat(time.instant()).isEqualTo("2026-11-24T10:00:09Z");
  }

  @Test
  void aLongWaitEndsTheRunAndIsToldToAllWhoAskThisHost() {
    service.on("/x", FakeService.answer(429, Map.of("Retry-After", "3600"), ""));
    assertThat(failure(Form.JSON).notBefore())
        .hasValue(java.time.Instant.parse("2026-11-24T11:00:00Z"));
    assertThat(failure(Form.JSON)).hasMessageContaining("left alone until 2026-11-24T11:00:00Z");
    assertThat(service.requests()).hasSize(1);
    assertThat(time.waited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40", "1795514440"})
  void whenNoRequestIsLeftTheNextWaitsForTheReset(String reset) throws Exception {
    service.on(
        "/x",
        FakeService.answer(
            200,
            Map.of(
                "Content-Type", "application/json",
                "x-ratelimit-remaining", "0",
                "x-ratelimit-reset", reset),
            "{}"));
    get(Form.JSON);
    assertThat(time.waited()).isEmpty();
    get(Form.JSON);
    assertThat(time.instant()).isEqualTo("2026-11-24T10:00:40Z");
  }

  @Test
  void aSlowDripIsEnded() {
    service.on("/x", service.drip());
    Limits limits = new Limits(Duration.ofMillis(300), 100_000, 600);
    assertThat(failure(Form.JSON, limits, Secrets.NONE))
        .hasMessageContaining("has not answered whole within");
  }

  @Test
  void anAnswerThatIsTooLargeIsEndedAndNotAskedForAgain() {
    service.on("/x", FakeService.csv("a".repeat(100_001)));
    FetchException failure = failure(Form.CSV);
    assertThat(failure.mayPass()).isFalse();
    assertThat(failure)
        .hasMessageContaining("larger than 100000 bytes")
        .hasMessageContaining("limits.maxBytes");
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void anAnswerThatUnpacksToTooMuchIsRefused() {
    service.on(
        "/x",
        FakeService.answer(
            200,
            Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"),
            packed("a".repeat(1_000_000))));
    assertThat(failure(Form.CSV)).hasMessageContaining("unpacks to more than 100000 bytes");
  }

  @Test
  void aPackedAnswerIsUnpacked() throws Exception {
    service.on(
        "/x",
        FakeService.answer(
            200,
            Map.of("Content-Type", "text/csv", "Content-Encoding", "gzip"),
            packed("a,b\n1,2\n")));
    assertThat(get(Form.CSV)).isEqualTo("a,b\n1,2\n");
    assertThat(service.requests().get(0).headers().get("accept-encoding")).isEqualTo("gzip");
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void aTableWhoseEndCannotBeToldFromABreakIsRefused() {
    service.on("/x", FakeService.unframed(CSV, "a,b\n1,2\n"));
    assertThat(failure(Form.CSV)).hasMessageContaining("does not tell where its answer ends");
  }

  @Test
  void jsonHasAnEndOfItsOwn() throws Exception {
    service.on("/x", FakeService.unframed(JSON, "{\"a\": [1]}"));
    assertThat(get(Form.JSON)).isEqualTo("{\"a\": [1]}");
  }

  @Test
  void aRedirectWithinTheHostIsFollowed() throws Exception {
    service.on("/x", FakeService.answer(301, Map.of("Location", "/y"), ""));
    service.on("/y", FakeService.json("{}"));
    assertThat(get(Form.JSON)).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/y",
        "http://127.0.0.1:1/y",
        "https://127.0.0.1/y",
        "//example.org/y"
      })
  void aRedirectToAnotherHostIsNot(String location) {
    service.on("/x", FakeService.answer(302, Map.of("Location", location), ""));
    FetchException failure = failure(Form.JSON);
    assertThat(failure.mayPass()).isFalse();
    assertThat(failure).hasMessageContaining("redirects to another host");
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void aCircleOfRedirectsHasAnEnd() {
    service.on("/x", FakeService.answer(302, Map.of("Location", "/x"), ""));
    assertThat(failure(Form.JSON)).hasMessageContaining("redirects more than 5 times");
  }

  @Test
  void anAnswerThatRepeatsTheKeyIsNotKept() throws Exception {
    Secrets secrets = Secrets.of("KEY", Optional.of("abcabd"));
    service.on("/x", FakeService.json("{\"url\": \"http://x/?key=abcabcabd\"}"));
    assertThat(failure(Form.JSON, LIMITS, secrets)).hasMessageContaining("repeats the key");
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void aHostThatIsNotThereIsNamed() throws IOException {
    service.close();
    FetchException failure = failure(Form.JSON);
    assertThat(failure.mayPass()).isTrue();
    assertThat(failure).hasMessage(service.host() + " cannot be reached");
  }

  @Test
  void noContentIsAnEmptyAnswer() throws Exception {
    service.on(
        "/x",
        (socket, out) ->
            out.write(
                "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
    assertThat(get(Form.JSON)).isEmpty();
  }

  @Test
  void aBudgetThatIsToldOfInWordsIsUnderstood() {
    service.on(
        "/x",
        FakeService.answer(
            400, Map.of("Content-Type", "text/plain"), "Exceeding allowed transaction limit.\n"));
    Ask ask =
        new Ask(
            service.uri("/x"),
            Form.CSV,
            Map.of(),
            Optional.of(
                new Ask.Quota("exceeding allowed transaction limit", Duration.ofMinutes(10))));
    assertThatThrownBy(() -> fetcher.get(ask, LIMITS, Secrets.NONE, directory.resolve("a")))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("asked too much")
        .satisfies(
            e ->
                assertThat(((FetchException) e).notBefore())
                    .hasValue(java.time.Instant.parse("2026-11-24T10:10:00Z")));
  }
}
