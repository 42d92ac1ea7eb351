package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.aralwatch.geodata.storage.Marks;
import org.aralwatch.ingest.connector.SourceDefinition.Credentials;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;
import org.aralwatch.ingest.connector.SourceDefinition.Limits;

/** Reads a service with a connector, without a store: what it gives is remembered. */
final class ConnectorHarness implements AutoCloseable {
  final FakeService service = new FakeService();
  final TestTime time = new TestTime("2026-11-24T10:00:00Z");

  /** Of the source, as it would be once everything given is in the record. */
  JsonNode mark = JsonNodeFactory.instance.objectNode();

  /** Names and texts of what was given, a list for each upload. */
  final List<List<String>> given = new ArrayList<>();

  private final Path directory;

  ConnectorHarness(Path directory) throws IOException {
    this.directory = directory;
  }

  void read(
      Connector connector, Kind kind, Parameters parameters, Optional<Credentials> credentials)
      throws FetchException, InterruptedException, IOException {
    SourceDefinition definition =
        new SourceDefinition(
            "test",
            "A test",
            kind,
            new Schedule.Every(Duration.ofHours(1)),
            JsonNodeFactory.instance.objectNode(),
            true,
            new Limits(Duration.ofSeconds(20), 1_000_000, 6_000),
            credentials,
            parameters,
            JsonNodeFactory.instance.objectNode());
    Secrets secrets =
        credentials.isPresent() ? Secrets.of("KEY", Optional.of("secret-key")) : Secrets.NONE;
    HttpFetcher fetcher = new HttpFetcher(new HostLimits(time, time), time, time, new Random(1));
    Path work = Files.createTempDirectory(directory, "reading");
    Reading reading =
        new Reading(definition, mark, time.instant(), fetcher, secrets, work, this::take);
    try {
      connector.read(reading);
    } finally {
      reading.finish();
    }
  }

  private void take(Reading.Batch batch) throws IOException {
    List<String> answers = new ArrayList<>();
    for (Reading.Kept kept : batch.answers()) {
      answers.add(kept.name() + ": " + Files.readString(kept.file()));
    }
    if (!answers.isEmpty()) {
      given.add(answers);
    }
    mark = Marks.merged(mark, batch.mark());
  }

  /** What was given, as it is put into one file. */
  String joined() {
    return given.stream()
        .flatMap(List::stream)
        .map(text -> text.substring(text.indexOf(": ") + 2) + "\n")
        .reduce("", String::concat);
  }

  List<String> names() {
    return given.stream()
        .flatMap(List::stream)
        .map(text -> text.replaceFirst(": .*(?s:.*)", ""))
        .toList();
  }

  static Map<String, String> json() {
    return Map.of("Content-Type", "application/json");
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
