package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.aralwatch.geodata.Json;

/**
 * A whole answer.
 *
 * @param uri that gave it, after redirects
 * @param body unpacked; empty where nothing has changed since the last time
 */
record Answer(URI uri, HttpHeaders headers, Optional<Path> body) {

  boolean isEmpty() throws IOException {
    return body.isEmpty() || Files.size(body.get()) == 0;
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The host's own clock, where it tells. */
  Optional<Instant> date() {
    return header("date").flatMap(HttpDates::parse);
  }

  JsonNode json() throws IOException {
    return Json.mapper().readTree(body.orElseThrow().toFile());
  }

  /** The beginning as text. */
  String start(int length) throws IOException {
    if (body.isEmpty()) {
      return "";
    }
    try (InputStream in = Files.newInputStream(body.get())) {
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
  }

  /**
   * How long the host wants to be left alone (RFC 9110, 10.2.3): seconds, or a date of its clock.
   */
  static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
    Optional<String> text = headers.firstValue("retry-after").map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.get())));
    }
    Instant hostTime = headers.firstValue("date").flatMap(HttpDates::parse).orElse(now);
    return HttpDates.parse(text.get())
        .map(until -> Duration.between(hostTime, until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  /**
   * How long no request is left, as the headers x-ratelimit-remaining and -reset say. Reset is
   * seconds, by OpenAQ's example; others write seconds since 1970, which no span is as long as.
   */
  static Optional<Duration> exhausted(HttpHeaders headers, Instant now) {
    Optional<String> remaining = headers.firstValue("x-ratelimit-remaining").map(String::strip);
    Optional<String> reset = headers.firstValue("x-ratelimit-reset").map(String::strip);
    if (remaining.isEmpty() || !remaining.get().equals("0") || reset.isEmpty()) {
      return Optional.empty();
    }
    if (!reset.get().matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(reset.get());
    if (seconds < 100_000_000) {
      return Optional.of(Duration.ofSeconds(seconds));
    }
    Instant hostTime = headers.firstValue("date").flatMap(HttpDates::parse).orElse(now);
    Duration wait = Duration.between(hostTime, Instant.ofEpochSecond(seconds));
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
