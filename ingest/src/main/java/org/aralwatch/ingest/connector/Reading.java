package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aralwatch.geodata.storage.Marks;
import org.aralwatch.ingest.connector.Parameters.Form;

/**
 * One reading of a source: what it is asked by, and what it gives. Answers are handed over in
 * batches, each of which is loaded as one upload and then moves the mark.
 */
final class Reading {
  /** A batch is closed at the next mark when it holds so much; what waits lies on disk. */
  private static final long BATCH_BYTES = 32L << 20;

  private static final int BATCH_ANSWERS = 1_000;

  private final SourceDefinition definition;
  private final JsonNode mark;
  private final Instant now;
  private final HttpFetcher fetcher;
  private final Secrets secrets;
  private final Path directory;
  private final BatchSink sink;

  private final List<Kept> kept = new ArrayList<>();
  private int answers;
  private int reached;
  private long bytes;
  private ObjectNode news = JsonNodeFactory.instance.objectNode();
  private Optional<Instant> hostTime = Optional.empty();

  /** An answer that is to be loaded. */
  record Kept(String name, Path file) {}

  /**
   * Answers that are loaded together.
   *
   * @param mark the source's, once they are in the record
   */
  record Batch(List<Kept> answers, ObjectNode mark) {}

  /** Takes batches; their files are the reading's and end with it. */
  interface BatchSink {
    void take(Batch batch) throws IOException;
  }

  /**
   * @param directory of this reading's files; whoever made it removes it
   */
  Reading(
      SourceDefinition definition,
      JsonNode mark,
      Instant now,
      HttpFetcher fetcher,
      Secrets secrets,
      Path directory,
      BatchSink sink) {
    this.definition = definition;
    this.mark = mark;
    this.now = now;
    this.fetcher = fetcher;
    this.secrets = secrets;
    this.directory = directory;
    this.sink = sink;
  }

  SourceDefinition definition() {
    return definition;
  }

  Secrets secrets() {
    return secrets;
  }

  JsonNode mark() {
    return mark;
  }

  Instant now() {
    return now;
  }

  /** The answer to a question, with the key where it goes into a header. */
  Answer get(Ask ask) throws FetchException, InterruptedException, IOException {
    Ask asked = ask;
    Optional<String> header =
        definition.credentials().flatMap(SourceDefinition.Credentials::header);
    if (header.isPresent() && secrets.key().isPresent()) {
      Map<String, String> headers = new TreeMap<>(ask.headers());
      headers.put(header.get(), definition.credentials().get().prefix() + secrets.key().get());
      asked = ask.withHeaders(headers);
    }
    Path file = directory.resolve("answer-" + answers++);
    Answer answer = fetcher.get(asked, definition.limits(), secrets, file);
    if (hostTime.isEmpty()) {
      hostTime = answer.date();
    }
    return answer;
  }

  /**
   * This process's time, or the host's where that is earlier: what the host did not have yet when
   * it was asked must not be taken for read.
   */
  Instant safe(Instant time) {
    return hostTime.filter(host -> host.isBefore(time)).orElse(time);
  }

  /** A moment of the mark; a mark past the present is of a clock that was wrong. */
  Optional<Instant> marked(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    try {
      Instant time = Instant.parse(value.textValue());
      return Optional.of(time.isAfter(now) ? now : time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** From when on is to be read: what is new, and again what may have been revised. */
  Instant from(JsonNode marked, Instant since, Duration overlap) {
    Instant from = marked(marked).map(time -> time.minus(overlap)).orElse(since);
    return from.isBefore(since) ? since : from;
  }

  /** Has an answer loaded, once a mark is reached. */
  void keep(String name, Answer answer) throws IOException {
    Path file = answer.body().orElseThrow();
    kept.add(new Kept(name, file));
    bytes += Files.size(file);
  }

  /** An answer that only told where others are. */
  void drop(Answer answer) throws IOException {
    if (answer.body().isPresent()) {
      Files.deleteIfExists(answer.body().get());
    }
  }

  /** Has a description loaded with the answers that follow, which lack it. */
  void describe(String name, JsonNode description) throws IOException {
    Path file = directory.resolve("answer-" + answers++);
    Files.writeString(file, description.toString());
    kept.add(new Kept(name, file));
    bytes += Files.size(file);
  }

  /** So far everything was read; what was kept until now may be loaded, and this noted then. */
  void reached(ObjectNode mark) throws IOException {
    news = (ObjectNode) Marks.merged(news, mark);
    reached = kept.size();
    if (bytes >= BATCH_BYTES || kept.size() >= BATCH_ANSWERS) {
      finish();
    }
  }

  /** Hands over what is left up to the last mark; what came after it was not read whole. */
  void finish() throws IOException {
    if (reached == 0 && news.isEmpty()) {
      return;
    }
    List<Kept> whole = new ArrayList<>(kept.subList(0, reached));
    sink.take(new Batch(whole, news));
    for (Kept one : whole) {
      Files.deleteIfExists(one.file());
    }
    kept.subList(0, reached).clear();
    reached = 0;
    bytes = 0;
    news = JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode markOf(String key, Instant time) {
    return JsonNodeFactory.instance.objectNode().put(key, time.toString());
  }

  /** The end of the name of an answer's file. */
  static String suffix(Form form) {
    return "." + form.suffix();
  }
}
