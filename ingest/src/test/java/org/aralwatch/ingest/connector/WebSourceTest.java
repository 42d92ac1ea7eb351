package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class WebSourceTest {
  private static final String TWO_DAYS =
      "code,type,date,value\ns1,Q,2026-11-01,10\ns1,Q,2026-11-02,11\n";

  private SourceFixture fixture;
  private FakeService service;

  @BeforeEach
  void start() {
    fixture = new SourceFixture();
    service = fixture.service;
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  private void add(String parameters, String more) {
    fixture.sources.add("test", fixture.web("daily", parameters, more), "tester");
  }

  private String timed() {
    return "{\"address\": \"%s?from={from}&to={to}\", \"form\": \"csv\", \"since\": \"2026-11-01\", \"overlap\": \"P2D\"}"
        .formatted(service.uri("/data"));
  }

  private String whole() {
    return "{\"address\": \"%s\", \"form\": \"csv\"}".formatted(service.uri("/data"));
  }

  @Test
  void whatIsReadGoesTheWayOfAnUploadAndThenMovesTheMark() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    Instant next = fixture.run("daily");

    assertThat(service.targets())
        .containsExactly("/data?from=2026-11-01T00%3A00%3A00Z&to=2026-11-24T10%3A00%3A00Z");
    Upload upload = fixture.allUploads().get(0);
    assertThat(upload.status()).isEqualTo("stored");
    assertThat(upload.actor()).isEqualTo("source daily");
    assertThat(upload.fileName()).isEqualTo("daily-20261124T100000Z.csv");
    assertThat(fixture.bytes(upload)).isEqualTo(TWO_DAYS);
    assertThat(fixture.observations()).isEqualTo(2);
    Source source = fixture.source("daily");
    assertThat(source.mark().path("to").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(source.counts()).isEqualTo(new Source.Counts(1, 1, 2, 0, 0, 0));
    assertThat(source.lastSuccessAt()).isPresent();
    assertThat(source.lastProblem()).isEmpty();
    assertThat(next).isEqualTo(fixture.time.instant().plus(Duration.ofHours(1)));
    assertThat(fixture.ran).containsExactly(new SourceRun.Ran("daily", true));
  }

  @Test
  void theNextRunReadsTheOverlapAgainAndUnchangedRowsCostNothing() throws Exception {
    service.on(
        "/data*",
        FakeService.csv(TWO_DAYS),
        FakeService.csv(TWO_DAYS.replace("11\n", "12\n") + "s1,Q,2026-11-03,9\n"));
    add(timed(), "");
    fixture.run("daily");
    fixture.time.pass(Duration.ofDays(1));
    fixture.run("daily");
    assertThat(service.targets().get(1))
        .startsWith("/data?from=2026-11-22T10%3A00%3A00Z&to=2026-11-25T10");
    assertThat(fixture.source("daily").counts()).isEqualTo(new Source.Counts(2, 2, 3, 1, 1, 0));
  }

  @Test
  void theSameBytesAreNoNewUpload() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.run("daily");
    fixture.time.pass(Duration.ofHours(1));
    fixture.run("daily");
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.source("daily").mark().path("to").asText())
        .isEqualTo("2026-11-24T11:00:00Z");
    assertThat(fixture.source("daily").counts().runs()).isEqualTo(2);
  }

  @Test
  void aFailureMovesNoMarkShowsItsErrorAndBacksOff() throws Exception {
    service.on("/data*", FakeService.answer(500, Map.of(), "broken"));
    add(timed(), "");
    Instant first = fixture.run("daily");
    assertThat(fixture.problem("daily").orElseThrow()).contains("answers 500").endsWith("broken");
    assertThat(first)
        .isBetween(fixture.time.instant().plusSeconds(30), fixture.time.instant().plusSeconds(60));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Instant now = fixture.time.instant();
      Instant next = fixture.run("daily");
      waits.add(Duration.between(fixture.time.instant(), next));
      fixture.time.set(now.plus(Duration.ofHours(1)));
    }
    assertThat(waits.get(11)).isBetween(Duration.ofHours(12), Duration.ofHours(24));
    assertThat(fixture.source("daily").failures()).isEqualTo(13);
    assertThat(fixture.source("daily").mark().isEmpty()).isTrue();
    assertThat(fixture.allUploads()).isEmpty();

    service.on("/data*", FakeService.csv(TWO_DAYS));
    fixture.run("daily");
    assertThat(fixture.source("daily").failures()).isZero();
    assertThat(fixture.problem("daily")).as("of the last that failed").isPresent();
  }

  @Test
  void aRefusedKeyIsNotTriedAgainSoon() throws Exception {
    fixture.environment.put("STATION_KEY", "very-secret");
    service.on("/data*", FakeService.answer(401, Map.of(), "very-secret is no key of ours"));
    add(
        whole(),
        ", \"credentials\": {\"environment\": \"STATION_KEY\", \"header\": \"Authorization\", \"prefix\": \"Bearer \"}");
    Instant next = fixture.run("daily");
    assertThat(service.requests()).hasSize(1);
    assertThat(service.requests().get(0).headers())
        .containsEntry("authorization", "Bearer very-secret");
    assertThat(next).isEqualTo(fixture.time.instant().plus(Duration.ofHours(1)));
    assertThat(fixture.problem("daily").orElseThrow())
        .contains("refuses the key (401): … is no key");
    assertThat(everythingStored()).doesNotContain("very-secret");
  }

  private String everythingStored() {
    return fixture
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT string_agg(s::text, ' ') FROM source s")
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void aKeyThatIsNotSetIsNamedByItsVariable() throws Exception {
    add(whole(), ", \"credentials\": {\"environment\": \"STATION_KEY\", \"header\": \"X-Key\"}");
    fixture.run("daily");
    assertThat(fixture.problem("daily").orElseThrow())
        .contains("environment variable STATION_KEY of this worker is not set");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void aHostThatSaysWhenIsNotAskedBefore() throws Exception {
    service.on("/data*", FakeService.answer(429, Map.of("Retry-After", "7200"), ""));
    add(timed(), "");
    assertThat(fixture.run("daily")).isEqualTo("2026-11-24T12:00:00Z");
  }

  @Test
  void rejectedRowsWaitForAPersonAndMoveNoMark() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS + "s1,Q,bad,1\n"));
    add(timed(), "");
    fixture.run("daily");
    Source source = fixture.source("daily");
    assertThat(source.waiting()).hasSize(1);
    assertThat(fixture.upload(source.waiting().get(0)).status()).isEqualTo("previewed");
    assertThat(source.mark().isEmpty()).isTrue();
    assertThat(fixture.observations()).isZero();

    fixture.time.pass(Duration.ofHours(5));
    fixture.run("daily");
    assertThat(service.requests()).as("nothing more is read meanwhile").hasSize(1);

    new org.aralwatch.ingest.worker.UploadQueue(fixture.database.database())
        .commit(source.waiting().get(0), true);
    fixture.run("daily");
    assertThat(fixture.source("daily").waiting()).isEmpty();
    assertThat(fixture.source("daily").mark().path("to").asText())
        .isEqualTo("2026-11-24T10:00:00Z");
    assertThat(fixture.source("daily").counts()).isEqualTo(new Source.Counts(1, 1, 2, 0, 0, 1));
  }

  @Test
  void rejectedRowsAreAcceptedWhereTheDefinitionSaysSo() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS + "s1,Q,bad,1\n"));
    add(timed(), ", \"acceptRejects\": true");
    fixture.run("daily");
    assertThat(fixture.observations()).isEqualTo(2);
    assertThat(fixture.source("daily").counts().rejected()).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeReadIsAFailureOfTheRun() throws Exception {
    service.on("/data*", FakeService.csv("a,b\n1,2\n"));
    add(timed(), "");
    fixture.run("daily");
    assertThat(fixture.problem("daily").orElseThrow()).startsWith("upload 1 failed: ");
    assertThat(fixture.source("daily").mark().isEmpty()).isTrue();
    assertThat(fixture.source("daily").failures()).isEqualTo(1);
  }

  @Test
  void aClockThatIsAheadSkipsNothing() throws Exception {
    service.on(
        "/data*",
        FakeService.answer(
            200,
            Map.of("Content-Type", "text/csv", "Date", "Tue, 24 Nov 2026 08:00:00 GMT"),
            TWO_DAYS));
    add(timed(), "");
    fixture.run("daily");
    assertThat(fixture.source("daily").mark().path("to").asText())
        .isEqualTo("2026-11-24T08:00:00Z");
  }

  @Test
  void aMarkOfTheFutureIsNotBelieved() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.time.set(Instant.parse("2027-11-24T10:00:00Z"));
    fixture.run("daily");
    fixture.time.set(Instant.parse("2026-11-24T10:00:00Z"));
    fixture.run("daily");
    assertThat(service.targets().get(1))
        .contains("from=2026-11-22T10")
        .contains("to=2026-11-24T10");
  }

  @Test
  void aLongSpanIsAskedForInWindows() throws Exception {
    service.on("/data*", FakeService.csv("code,type,date,value\n"));
    add(
        timed().replace("}", "").replace("{from", "{from}").replace("{to", "{to}")
            + ", \"window\": \"P10D\", \"times\": \"yyyy-MM-dd\", \"zone\": \"Asia/Tashkent\"}",
        "");
    fixture.run("daily");
    assertThat(service.targets())
        .containsExactly(
            "/data?from=2026-11-01&to=2026-11-11",
            "/data?from=2026-11-11&to=2026-11-21",
            "/data?from=2026-11-21&to=2026-11-24");
  }

  @Test
  void whatHasNotChangedIsNotSent() throws Exception {
    service.on(
        "/data*",
        FakeService.answer(
            200,
            Map.of(
                "Content-Type",
                "text/csv",
                "ETag",
                "\"v1\"",
                "Last-Modified",
                "Mon, 23 Nov 2026 00:00:00 GMT"),
            TWO_DAYS),
        (socket, out) ->
            out.write(
                "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
    add(whole(), "");
    fixture.run("daily");
    assertThat(service.requests().get(0).headers()).doesNotContainKey("if-none-match");
    fixture.run("daily");
    assertThat(service.requests().get(1).headers())
        .containsEntry("if-none-match", "\"v1\"")
        .containsEntry("if-modified-since", "Mon, 23 Nov 2026 00:00:00 GMT");
    fixture.run("daily");
    assertThat(service.requests().get(2).headers())
        .as("the validators stay")
        .containsEntry("if-none-match", "\"v1\"");
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.source("daily").counts().runs()).isEqualTo(3);
    assertThat(fixture.source("daily").lastProblem()).isEmpty();
  }

  @Test
  void aRunKilledWhileItReadsIsReadAgain() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.store.began(
        "daily",
        fixture.time.instant(),
        org.aralwatch.geodata.Json.read("{\"interrupted\": true, \"sentence\": \"x\"}"));
    fixture.run("daily");
    assertThat(fixture.observations()).isEqualTo(2);
    assertThat(fixture.source("daily").failures()).isZero();
    assertThat(fixture.allUploads()).hasSize(1);
  }

  @Test
  void aFileNotedBeforeAKillAndNeverSentIsReadAgain() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.store.began(
        "daily",
        fixture.time.instant(),
        org.aralwatch.geodata.Json.read("{\"interrupted\": true, \"sentence\": \"x\"}"));
    fixture.files.take(
        "daily",
        Optional.empty(),
        "daily-x.csv",
        Optional.of(Sha256.digest(new byte[0])),
        org.aralwatch.geodata.Json.read("{\"to\": \"2026-11-24T10:00:00Z\"}"));
    fixture.run("daily");
    assertThat(fixture.observations()).isEqualTo(2);
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.files.openFiles("daily")).isEmpty();
  }

  @Test
  void anUploadSentBeforeAKillAndNotNotedIsFoundAndStoredOnce() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.process().step("daily");
    // As if killed between the queue and the note.
    fixture
        .database
        .jdbi()
        .useHandle(
            handle -> handle.execute("UPDATE source_file SET state = 'taken', upload_id = NULL"));
    fixture.run("daily");
    assertThat(fixture.allUploads()).hasSize(1);
    assertThat(fixture.observations()).isEqualTo(2);
    assertThat(service.requests()).hasSize(1);
    assertThat(fixture.source("daily").mark().path("to").asText())
        .isEqualTo("2026-11-24T10:00:00Z");
    assertThat(fixture.source("daily").counts().files()).isEqualTo(1);
  }

  @Test
  void pagesAreFoundByTheLinkHeaderAndPackedTogether() throws Exception {
    service.on(
        "/data",
        FakeService.answer(
            200,
            Map.of(
                "Content-Type",
                "text/csv",
                "Link",
                "</other>; rel=\"prev\", </data?p=2>; rel=\"last next\""),
            "code\na\n"));
    service.on(
        "/data?p=2",
        FakeService.answer(
            200,
            Map.of(
                "Content-Type", "text/csv", "Link", "</next>; rel=nextish; title=\"a, rel=next\""),
            "code\nb\n"));
    add(whole().replace("}", ", \"paging\": {\"by\": \"link\"}}"), "");
    fixture.run("daily");
    Upload upload = fixture.allUploads().get(0);
    assertThat(upload.fileName()).isEqualTo("daily-20261124T100000Z.zip");
    assertThat(members(upload))
        .containsExactly("daily-page-1.csv: code\na\n", "daily-page-2.csv: code\nb\n");
    assertThat(service.requests()).hasSize(2);
  }

  private List<String> members(Upload upload) throws IOException {
    byte[] bytes =
        new org.aralwatch.geodata.storage.BlobStore(fixture.database.jdbi())
            .range(upload.sha256(), 0, 1 << 20);
    List<String> members = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.add(
            entry.getName() + ": " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return members;
  }

  private void addJson(String address, String paging) {
    add(
        "{\"address\": \"%s\", \"form\": \"json\", \"paging\": %s}"
            .formatted(service.uri("/data") + address, paging),
        "");
  }

  @Test
  void pagesAreFoundByAFieldThatHoldsACursor() throws Exception {
    service.on("/data?c=", FakeService.json("{\"next\": \"b/2\", \"r\": [1]}"));
    service.on("/data?c=b%2F2", FakeService.json("{\"next\": null, \"r\": [2]}"));
    addJson("?c={cursor}", "{\"by\": \"next\", \"field\": \"/next\"}");
    fixture.run("daily");
    assertThat(members(fixture.allUploads().get(0))).hasSize(2);
  }

  @Test
  void aPageOfAnotherHostIsNotAsked() throws Exception {
    service.on("/data", FakeService.json("{\"next\": \"http://example.org/data\", \"r\": [1]}"));
    addJson("", "{\"by\": \"next\", \"field\": \"/next\"}");
    fixture.run("daily");
    assertThat(fixture.problem("daily").orElseThrow()).contains("leads to another host");
    assertThat(fixture.allUploads()).isEmpty();
  }

  @Test
  void pagesAreCountedUntilOneIsEmpty() throws Exception {
    service.on("/data?p=1", FakeService.json("{\"r\": [1]}"));
    service.on("/data?p=2", FakeService.json("{\"r\": [2]}"));
    service.on("/data?p=3", FakeService.json("{\"r\": []}"));
    addJson("?p={cursor}", "{\"by\": \"number\", \"records\": \"/r\"}");
    fixture.run("daily");
    assertThat(members(fixture.allUploads().get(0))).hasSize(2);
  }

  @Test
  void aPageThatRepeatsStoresNothing() throws Exception {
    service.on("/data*", FakeService.json("{\"r\": [1]}"));
    addJson("?p={cursor}", "{\"by\": \"number\", \"records\": \"/r\"}");
    fixture.run("daily");
    assertThat(fixture.problem("daily").orElseThrow())
        .contains("gives the same page again and again");
    assertThat(fixture.allUploads()).isEmpty();
    assertThat(fixture.source("daily").mark().isEmpty()).isTrue();
  }

  @Test
  void aPageThatFailsTakesThoseBeforeItWithIt() throws Exception {
    service.on("/data?p=1", FakeService.json("{\"r\": [1]}"));
    service.on(
        "/data?p=2",
        FakeService.truncated(Map.of("Content-Type", "application/json"), "{\"r\": [2", 5));
    addJson("?p={cursor}", "{\"by\": \"number\", \"records\": \"/r\"}");
    fixture.run("daily");
    assertThat(fixture.allUploads()).isEmpty();
    assertThat(fixture.problem("daily").orElseThrow())
        .contains("broke before the answer was whole");
  }

  @Test
  void aPausedSourceStaysPaused() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.sources.pause("daily");
    assertThat(fixture.process().step("daily")).isEmpty();
    assertThat(service.requests()).isEmpty();
    assertThat(fixture.sources.run("daily")).isEqualTo(Sources.Answer.PAUSED);
    assertThat(fixture.source("daily").nextRunAt()).isEmpty();
    fixture.sources.resume("daily");
    fixture.run("daily");
    assertThat(fixture.observations()).isEqualTo(2);
  }

  @Test
  void aRunUnderWayComesToItsEndWhenItsSourceIsPaused() throws Exception {
    service.on("/data*", FakeService.csv(TWO_DAYS));
    add(timed(), "");
    fixture.process().step("daily");
    fixture.sources.pause("daily");
    fixture.run("daily");
    assertThat(fixture.observations()).isEqualTo(2);
    assertThat(fixture.source("daily").runBeganAt()).isEmpty();
    assertThat(fixture.process().step("daily")).isEmpty();
  }

  @Test
  void aSourceThatIsNotThereHasNoStep() throws Exception {
    assertThat(fixture.process().step("nobody")).isEmpty();
    assertThat(fixture.sources.run("nobody")).isEqualTo(Sources.Answer.UNKNOWN);
    assertThat(fixture.sources.pause("nobody")).isEqualTo(Sources.Answer.UNKNOWN);
    assertThat(fixture.sources.resume("nobody")).isEqualTo(Sources.Answer.UNKNOWN);
  }
}
