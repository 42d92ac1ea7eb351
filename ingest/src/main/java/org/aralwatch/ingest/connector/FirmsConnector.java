package org.aralwatch.ingest.connector;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.connector.Parameters.Form;

/**
 * Active fires of NASA FIRMS: the area service, as CSV
 * (firms.modaps.eosdis.nasa.gov/api/area/csv/[MAP_KEY]/[SOURCE]/[AREA]/[DAY_RANGE]/[DATE]; as
 * public clients describe its documentation and answers, read 2026-11-24).
 *
 * <p>The area is west,south,east,north. The range is of 1 to 5 whole days (UTC) from the date on;
 * more is refused ("Invalid day range. Expects [1..5]"). A key has 5,000 transactions in ten
 * minutes, and a range of several days may count as several. A spent budget is told by a sentence
 * with status 400 or 200; a wrong key by "Invalid MAP_KEY." So an answer that does not begin with
 * the column latitude is none.
 *
 * <p>The mark {@code through} of each product is the last day that was read when it was over.
 * Detections come within three hours, and near-real-time ones are replaced: the overlap reads the
 * last days again.
 */
final class FirmsConnector implements Connector {
  private static final int MOST_DAYS = 5;
  private static final Ask.Quota QUOTA =
      new Ask.Quota("exceeding allowed transaction limit", Duration.ofMinutes(10));

  @Override
  public void read(Reading reading) throws FetchException, InterruptedException, IOException {
    Parameters.Firms source = (Parameters.Firms) reading.definition().parameters();
    for (String product : source.products()) {
      read(reading, source, product);
    }
  }

  private static void read(Reading reading, Parameters.Firms source, String product)
      throws FetchException, InterruptedException, IOException {
    Instant from =
        reading.from(
            reading.mark().path("products").path(product), source.since(), source.overlap());
    LocalDate today = LocalDate.ofInstant(reading.now(), ZoneOffset.UTC);
    LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
    while (!day.isAfter(today)) {
      int days = (int) Math.min(MOST_DAYS, ChronoUnit.DAYS.between(day, today) + 1);
      Answer answer = reading.get(ask(reading, source, product, day, days));
      requireTable(reading, answer);
      if (rows(answer)) {
        reading.keep(product.toLowerCase(java.util.Locale.ROOT) + "-" + day + ".csv", answer);
      } else {
        reading.drop(answer);
      }
      day = day.plusDays(days);
      Instant through = reading.safe(reading.now());
      Instant end = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      reading.reached(mark(product, end.isBefore(through) ? end : through));
    }
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode mark(
      String product, Instant through) {
    var mark = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    mark.putObject("products").put(product, through.toString());
    return mark;
  }

  private static Ask ask(
      Reading reading, Parameters.Firms source, String product, LocalDate day, int days) {
    URI uri =
        source
            .address()
            .resolve(
                "/api/area/csv/"
                    + Secrets.encoded(reading.secrets().key().orElseThrow())
                    + "/"
                    + product
                    + "/"
                    + source.box().toText()
                    + "/"
                    + days
                    + "/"
                    + day);
    return new Ask(uri, Form.CSV, Map.of(), Optional.of(QUOTA));
  }

  private static void requireTable(Reading reading, Answer answer)
      throws FetchException, IOException {
    String start = answer.start(200).strip();
    if (start.startsWith("latitude,") || start.startsWith("country_id,latitude,")) {
      return;
    }
    String words = reading.secrets().hide(start.replaceAll("\\s+", " "));
    String host = HttpFetcher.host(answer.uri());
    if (start.startsWith("Invalid MAP_KEY")) {
      throw FetchException.lasting(host + " refuses the key: " + words);
    }
    throw FetchException.passing(
        host
            + " answers with no table of fires"
            + (words.isEmpty() ? ", but with nothing" : ": " + words));
  }

  /** Whether there is more than the names of the columns. */
  private static boolean rows(Answer answer) throws IOException {
    try (var lines = java.nio.file.Files.lines(answer.body().orElseThrow())) {
      return lines.filter(line -> !line.isBlank()).limit(2).count() == 2;
    }
  }
}
