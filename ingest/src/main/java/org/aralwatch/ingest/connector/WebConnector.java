package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.ingest.connector.Parameters.Paging;

/**
 * Any web service: an address with places for times, a page and a key. Its answers are loaded as
 * they are; what they mean is the mapping's.
 *
 * <p>The mark {@code to} is the end of the last span read, by this process's clock or the host's,
 * whichever is earlier. Where nothing is asked by time and there is one page, the host's validators
 * (ETag, Last-Modified; RFC 9110, 13) are kept in the mark, so that what has not changed is not
 * sent.
 */
final class WebConnector implements Connector {
  private static final int MOST_PAGES = 10_000;

  /** One target of the header Link (RFC 8288): its address, and its parameters as text. */
  private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"]|\"[^\"]*\")*)");

  private static final Pattern REL_NEXT =
      Pattern.compile(
          "(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=\\s*(;|$)))");

  @Override
  public void read(Reading reading) throws FetchException, InterruptedException, IOException {
    Parameters.Web source = (Parameters.Web) reading.definition().parameters();
    if (source.since().isEmpty() || !isTimed(source)) {
      readAll(reading, source);
      return;
    }
    Instant from = reading.from(reading.mark().path("to"), source.since().get(), source.overlap());
    Duration window = source.window().orElse(Duration.ofDays(366_000));
    while (from.isBefore(reading.now())) {
      Instant to = from.plus(window);
      to = to.isAfter(reading.now()) ? reading.now() : to;
      readPages(reading, source, from, to, Map.of());
      reading.reached(Reading.markOf("to", reading.safe(to)));
      from = to;
    }
  }

  private static boolean isTimed(Parameters.Web source) {
    return source.address().contains("{from}") || source.address().contains("{to}");
  }

  private static void readAll(Reading reading, Parameters.Web source)
      throws FetchException, InterruptedException, IOException {
    Map<String, String> conditions = new TreeMap<>();
    if (source.paging() instanceof Paging.None) {
      // Of another address the validators would be of something else.
      JsonNode validators = reading.mark().path("validators");
      if (validators.path("address").asText().equals(source.address())) {
        condition(validators, "etag", "If-None-Match", conditions);
        condition(validators, "lastModified", "If-Modified-Since", conditions);
      }
    }
    Optional<Answer> only = readPages(reading, source, Instant.EPOCH, reading.now(), conditions);
    ObjectNode mark = Reading.markOf("to", reading.safe(reading.now()));
    if (source.paging() instanceof Paging.None
        && only.isPresent()
        && only.get().body().isPresent()) {
      ObjectNode validators = mark.putObject("validators").put("address", source.address());
      validators.put("etag", only.get().header("etag").orElse(""));
      validators.put("lastModified", only.get().header("last-modified").orElse(""));
    }
    reading.reached(mark);
  }

  private static void condition(
      JsonNode validators, String key, String header, Map<String, String> conditions) {
    String value = validators.path(key).asText("");
    if (!value.isEmpty()) {
      conditions.put(header, value);
    }
  }

  /** Reads the pages of one span; gives the last of them. */
  private static Optional<Answer> readPages(
      Reading reading,
      Parameters.Web source,
      Instant from,
      Instant to,
      Map<String, String> conditions)
      throws FetchException, InterruptedException, IOException {
    String cursor =
        source.paging() instanceof Paging.Number number ? Long.toString(number.first()) : "";
    URI first = address(reading, source, from, to, cursor);
    URI uri = first;
    Set<Sha256> seen = new HashSet<>();
    Set<URI> asked = new HashSet<>();
    for (int page = 1; ; page++) {
      if (!asked.add(uri)) {
        throw FetchException.passing(
            HttpFetcher.host(uri) + " leads back to a page that was read; nothing of it is stored");
      }
      if (page > MOST_PAGES) {
        throw FetchException.lasting(
            HttpFetcher.host(uri) + " does not come to an end in " + MOST_PAGES + " pages");
      }
      Map<String, String> headers = new TreeMap<>(source.headers());
      headers.putAll(conditions);
      Answer answer = reading.get(Ask.of(uri, source.form()).withHeaders(headers));
      if (answer.body().isEmpty()) {
        return Optional.of(answer);
      }
      boolean empty = isEmpty(source, answer);
      if (!empty && page > 1 && !seen.add(digest(answer))) {
        throw FetchException.passing(
            HttpFetcher.host(uri)
                + " gives the same page again and again; nothing of it is stored");
      }
      if (!empty && page == 1) {
        seen.add(digest(answer));
      }
      Optional<URI> next =
          empty && source.paging() instanceof Paging.Number
              ? Optional.empty()
              : next(reading, source, answer, from, to, page);
      if (empty) {
        reading.drop(answer);
      } else {
        reading.keep(name(reading, from, page, source), answer);
      }
      if (next.isEmpty()) {
        return Optional.of(answer);
      }
      HttpFetcher.requireSameHost(first, next.get(), reading.secrets(), "leads");
      uri = next.get();
    }
  }

  private static String name(Reading reading, Instant from, int page, Parameters.Web source) {
    String span = isTimed(source) ? "-" + from.toString().replace(':', '-') : "";
    return reading.definition().name() + span + "-page-" + page + Reading.suffix(source.form());
  }

  private static Sha256 digest(Answer answer) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(answer.body().orElseThrow()), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Sha256.of(digest.digest());
  }

  /** Whether a page has no records. */
  private static boolean isEmpty(Parameters.Web source, Answer answer)
      throws FetchException, IOException {
    if (answer.isEmpty()) {
      return true;
    }
    if (!(source.paging() instanceof Paging.Number number)) {
      return false;
    }
    if (number.records().isPresent()) {
      JsonNode records = answer.json().at(number.records().get());
      if (!records.isArray() && !records.isMissingNode() && !records.isNull()) {
        throw FetchException.lasting(
            HttpFetcher.host(answer.uri())
                + " answers with JSON that has no list at "
                + number.records().get());
      }
      return records.isEmpty();
    }
    try (InputStream in = Files.newInputStream(answer.body().orElseThrow())) {
      return !hasSecondLine(in);
    }
  }

  /** The first line names the columns. Any encoding in which a line ends with the byte of LF. */
  private static boolean hasSecondLine(InputStream in) throws IOException {
    boolean second = false;
    byte[] buffer = new byte[8_192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (second && buffer[i] != '\n' && buffer[i] != '\r' && buffer[i] != 0) {
          return true;
        }
        second |= buffer[i] == '\n';
      }
    }
    return false;
  }

  private static Optional<URI> next(
      Reading reading, Parameters.Web source, Answer answer, Instant from, Instant to, int page)
      throws FetchException, IOException {
    if (source.paging() instanceof Paging.Link) {
      for (String header : answer.headers().allValues("link")) {
        Matcher link = LINK.matcher(header);
        while (link.find()) {
          if (REL_NEXT.matcher(link.group(2)).find()) {
            return Optional.of(resolved(reading, answer.uri(), link.group(1)));
          }
        }
      }
      return Optional.empty();
    }
    if (source.paging() instanceof Paging.Next field) {
      JsonNode next =
          answer.isEmpty()
              ? JsonNodeFactory.instance.missingNode()
              : answer.json().at(field.pointer());
      String text = next.isTextual() || next.isNumber() ? next.asText() : "";
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          source.address().contains("{cursor}")
              ? address(reading, source, from, to, text)
              : resolved(reading, answer.uri(), text));
    }
    if (source.paging() instanceof Paging.Number number) {
      return Optional.of(address(reading, source, from, to, Long.toString(number.first() + page)));
    }
    return Optional.empty();
  }

  private static URI resolved(Reading reading, URI from, String text) throws FetchException {
    try {
      return from.resolve(text);
    } catch (IllegalArgumentException e) {
      throw FetchException.lasting(
          HttpFetcher.host(from) + " leads to what is no address: " + reading.secrets().hide(text));
    }
  }

  private static URI address(
      Reading reading, Parameters.Web source, Instant from, Instant to, String cursor)
      throws FetchException {
    String text =
        source
            .address()
            .replace("{from}", time(source, from))
            .replace("{to}", time(source, to))
            .replace("{cursor}", Secrets.encoded(cursor))
            .replace("{key}", Secrets.encoded(reading.secrets().key().orElse("")));
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw FetchException.lasting(
          "what comes of the address is none: " + reading.secrets().hide(text));
    }
  }

  private static String time(Parameters.Web source, Instant time) {
    return Secrets.encoded(source.times().format(time.atZone(source.zone())));
  }
}
