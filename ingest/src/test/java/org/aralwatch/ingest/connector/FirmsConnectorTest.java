package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.connector.SourceDefinition.Credentials;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row is one of the service's answers of 2023-08-01. */
class FirmsConnectorTest {
  private static final String HEADER =
      "latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,"
          + "version,bright_ti5,frp,daynight\n";
  private static final String ROW =
      "42.91364,74.87479,342.82,0.56,0.43,2023-08-01,820,N,VIIRS,n,2.0NRT,316.17,8.75,D\n";
  private static final String AREA = "/api/area/csv/secret-key/VIIRS_NOAA20_NRT/53,35,80,46/";

  @TempDir private Path directory;
  private ConnectorHarness harness;

  @BeforeEach
  void start() throws IOException {
    harness = new ConnectorHarness(directory);
  }

  @AfterEach
  void stop() throws IOException {
    harness.close();
  }

  private void read() throws Exception {
    harness.read(
        new FirmsConnector(),
        Kind.FIRMS,
        new Parameters.Firms(
            harness.service.uri("/"),
            List.of("VIIRS_NOAA20_NRT"),
            new Box(53, 35, 80, 46),
            Instant.parse("2026-11-13T00:00:00Z"),
            Duration.ofDays(2)),
        Optional.of(new Credentials("KEY", Optional.empty(), "")));
  }

  @Test
  void aLongSpanIsReadInRangesOfFiveDays() throws Exception {
    harness.service.on("/api*", FakeService.csv(HEADER + ROW));
    read();
    assertThat(harness.service.targets())
        .containsExactly(AREA + "5/2026-11-13", AREA + "5/2026-11-18", AREA + "2/2026-11-23");
    assertThat(harness.names())
        .containsExactly(
            "viirs_noaa20_nrt-2026-11-13.csv",
            "viirs_noaa20_nrt-2026-11-18.csv",
            "viirs_noaa20_nrt-2026-11-23.csv");
    assertThat(harness.mark.at("/products/VIIRS_NOAA20_NRT").asText())
        .isEqualTo("2026-11-24T10:00:00Z");
  }

  @Test
  void theLastDaysAreReadAgain() throws Exception {
    harness.mark = Json.read("{\"products\": {\"VIIRS_NOAA20_NRT\": \"2026-11-24T07:00:00Z\"}}");
    harness.service.on("/api*", FakeService.csv(HEADER));
    read();
    assertThat(harness.service.targets()).containsExactly(AREA + "3/2026-11-22");
    assertThat(harness.given).as("a table without fires is nothing to load").isEmpty();
    assertThat(harness.mark.at("/products/VIIRS_NOAA20_NRT").asText())
        .isEqualTo("2026-11-24T10:00:00Z");
  }

  @Test
  void aSpentBudgetEndsTheRunForTenMinutesAndKeepsWhatWasRead() {
    harness.service.on(AREA + "5/2026-11-13", FakeService.csv(HEADER + ROW));
    harness.service.on(
        AREA + "5/2026-11-18",
        FakeService.answer(
            200, Map.of("Content-Type", "text/plain"), "Exceeding allowed transaction limit."));
    assertThatThrownBy(this::read)
        .satisfies(
            e ->
                assertThat(((FetchException) e).notBefore())
                    .hasValue(Instant.parse("2026-11-24T10:10:00Z")));
    assertThat(harness.names()).containsExactly("viirs_noaa20_nrt-2026-11-13.csv");
    assertThat(harness.mark.at("/products/VIIRS_NOAA20_NRT").asText())
        .isEqualTo("2026-11-18T00:00:00Z");
  }

  @Test
  void aKeyThatIsRefusedWithAGoodStatusIsUnderstoodAndNotShown() {
    harness.service.on(
        "/api*",
        FakeService.answer(200, Map.of("Content-Type", "text/plain"), "Invalid MAP_KEY.\n"));
    assertThatThrownBy(this::read)
        .hasMessage(harness.service.host() + " refuses the key: Invalid MAP_KEY.")
        .satisfies(e -> assertThat(((FetchException) e).mayPass()).isFalse());
    assertThat(harness.service.requests()).hasSize(1);
  }

  @Test
  void theKeyIsHiddenInTheAddressOfAFailure() {
    harness.service.on("/api*", FakeService.answer(404, Map.of(), ""));
    assertThatThrownBy(this::read)
        .hasMessageContaining("/api/area/csv/…/VIIRS_NOAA20_NRT")
        .message()
        .doesNotContain("secret-key");
  }

  @Test
  void anAnswerThatIsNoTableOfFiresIsRefused() {
    harness.service.on("/api*", FakeService.csv("Invalid day range. Expects [1..5].\n"));
    assertThatThrownBy(this::read)
        .hasMessageContaining("answers with no table of fires: Invalid day range");
    assertThat(harness.given).isEmpty();
  }
}
