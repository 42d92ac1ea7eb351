package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.ingest.connector.Parameters.Form;

/**
 * OpenAQ, version 3 (docs.openaq.org: rate-limits, pagination, dates-datetimes; and the service's
 * source, github.com/openaq/openaq-api-v2, v3/models/queries.py, v3/models/responses.py,
 * v3/routers/measurements.py; read 2026-11-24).
 *
 * <p>Locations in a box or country name their sensors; each sensor is asked for what it measured in
 * {@code (datetime_from, datetime_to]}, where a time is the end of its period. Pages hold 1,000 at
 * most and are counted from 1; {@code found} may be a text as ">1000", so the last page is the one
 * that is not full. Allowed are 60 requests a minute and 2,000 an hour; the rate of 30 a minute
 * keeps both. The headers x-ratelimit-* tell what is left.
 *
 * <p>A measurement says neither sensor nor location. So the description of the location, as the
 * service gives it but with this sensor only, is put before the sensor's measurements: the reader
 * of such files takes the station from it.
 *
 * <p>The mark {@code sensors} holds for each sensor the end of the last period it gave: one that
 * was silent for long is read from there on when it speaks again. A location that has told nothing
 * since is left out, by its {@code datetimeLast}.
 */
final class OpenAqConnector implements Connector {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 10_000;

  /**
   * @param description the location's, with this sensor only
   */
  private record Sensor(
      long id, long location, Optional<Instant> locationLast, ObjectNode description) {}

  @Override
  public void read(Reading reading) throws FetchException, InterruptedException, IOException {
    Parameters.OpenAq source = (Parameters.OpenAq) reading.definition().parameters();
    for (Sensor sensor : sensors(reading, source)) {
      read(reading, source, sensor);
    }
  }

  private static List<Sensor> sensors(Reading reading, Parameters.OpenAq source)
      throws FetchException, InterruptedException, IOException {
    List<Sensor> sensors = new ArrayList<>();
    String before = "";
    for (int page = 1; ; page++) {
      String where =
          source
              .box()
              .map(box -> "bbox=" + box.toText())
              .orElseGet(() -> "iso=" + source.country().orElseThrow());
      Answer answer =
          reading.get(
              Ask.of(
                  source
                      .address()
                      .resolve("/v3/locations?" + where + "&limit=" + PAGE + "&page=" + page),
                  Form.JSON));
      JsonNode results = results(answer);
      String ids = results.findValuesAsText("id").toString();
      requireProgress(answer, !results.isEmpty() && ids.equals(before), page);
      before = ids;
      for (JsonNode location : results) {
        add(source, location, sensors);
      }
      reading.drop(answer);
      if (results.size() < PAGE) {
        return sensors;
      }
    }
  }

  private static void add(Parameters.OpenAq source, JsonNode location, List<Sensor> sensors) {
    // A mobile station's values are of many places; the record's stations stand still.
    if (location.path("isMobile").asBoolean() || !location.isObject()) {
      return;
    }
    for (JsonNode sensor : location.path("sensors")) {
      String quantity = sensor.path("parameter").path("name").asText();
      if (source.quantities().isEmpty() || source.quantities().contains(quantity)) {
        ObjectNode one = location.deepCopy();
        one.putArray("sensors").add(sensor);
        ObjectNode description = JsonNodeFactory.instance.objectNode();
        description.putArray("results").add(one);
        sensors.add(
            new Sensor(
                sensor.path("id").asLong(),
                location.path("id").asLong(),
                utc(location.path("datetimeLast").path("utc")),
                description));
      }
    }
  }

  private static void read(Reading reading, Parameters.OpenAq source, Sensor sensor)
      throws FetchException, InterruptedException, IOException {
    JsonNode marked = reading.mark().path("sensors").path(Long.toString(sensor.id()));
    Instant from = reading.from(marked, source.since(), source.overlap());
    Instant last = reading.marked(marked).orElse(Instant.MIN);
    // Revisions of what is known come with new values; a location that is silent has none.
    boolean silent =
        sensor.locationLast().isPresent() && !sensor.locationLast().get().isAfter(last);
    if (silent || sensor.locationLast().filter(time -> time.isBefore(from)).isPresent()) {
      return;
    }
    JsonNode before = JsonNodeFactory.instance.missingNode();
    for (int page = 1; ; page++) {
      Answer answer =
          reading.get(Ask.of(address(source, sensor, from, reading.now(), page), Form.JSON));
      JsonNode results = results(answer);
      requireProgress(answer, !results.isEmpty() && results.equals(before), page);
      before = results;
      if (results.isEmpty()) {
        reading.drop(answer);
        break;
      }
      for (JsonNode measurement : results) {
        Optional<Instant> end = utc(measurement.path("period").path("datetimeTo").path("utc"));
        last = end.isPresent() && end.get().isAfter(last) ? end.get() : last;
      }
      String name = "openaq-" + sensor.location() + "-sensor-" + sensor.id();
      if (page == 1) {
        reading.describe(name + ".json", sensor.description());
      }
      reading.keep(name + "-page-" + page + ".json", answer);
      if (results.size() < PAGE) {
        break;
      }
    }
    ObjectNode mark = JsonNodeFactory.instance.objectNode();
    if (last.isAfter(Instant.MIN)) {
      mark.putObject("sensors").put(Long.toString(sensor.id()), last.toString());
    }
    reading.reached(mark);
  }

  private static URI address(
      Parameters.OpenAq source, Sensor sensor, Instant from, Instant to, int page) {
    return source
        .address()
        .resolve(
            "/v3/sensors/"
                + sensor.id()
                + (source.hourly() ? "/hours" : "/measurements")
                + "?datetime_from="
                + from.truncatedTo(ChronoUnit.SECONDS)
                + "&datetime_to="
                // The host's clock may be ahead, and a value's period ends in the next hour.
                + to.plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)
                + "&limit="
                + PAGE
                + "&page="
                + page);
  }

  private static JsonNode results(Answer answer) throws FetchException, IOException {
    JsonNode results =
        answer.isEmpty() ? JsonNodeFactory.instance.arrayNode() : answer.json().path("results");
    if (!results.isArray()) {
      throw FetchException.passing(
          HttpFetcher.host(answer.uri()) + " answers with JSON that has no list 'results'");
    }
    return results;
  }

  private static void requireProgress(Answer answer, boolean repeated, int page)
      throws FetchException {
    String host = HttpFetcher.host(answer.uri());
    if (repeated) {
      throw FetchException.passing(
          host + " gives the same page again and again; nothing of it is stored");
    }
    if (page > MOST_PAGES) {
      throw FetchException.lasting(host + " does not come to an end in " + MOST_PAGES + " pages");
    }
  }

  private static Optional<Instant> utc(JsonNode text) {
    if (!text.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.textValue()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
