package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aralwatch.ingest.connector.Parameters.Form;

/**
 * Earthquakes of the USGS: the FDSN event service, as GeoJSON (earthquake.usgs.gov/fdsnws/event/1/,
 * and the service's source, github.com/usgs/earthquake-event-ws, FDSNEventWebService.class.php and
 * FDSNIndex.class.php; read 2026-11-24).
 *
 * <p>Asked is by {@code updatedafter}, which is inclusive and finds new earthquakes and revised
 * ones alike. {@code starttime} must be given with it: without, the service looks at the last 30
 * days only. Pages are told by {@code limit} and {@code offset}, which counts from 1, in the order
 * of time. Times are UTC. Deleted earthquakes are not told of.
 *
 * <p>The mark {@code updated} is the latest revision seen, of the service's clock. An earthquake
 * that becomes known while pages are read moves others to a later page, where they come twice; one
 * that is withdrawn meanwhile moves one to a page that was read. Pages are as large as the service
 * allows, so that after the first reading there is one.
 */
final class EarthquakeConnector implements Connector {
  /** More would be a service that does not end. */
  private static final int MOST_PAGES = 200;

  @Override
  public void read(Reading reading) throws FetchException, InterruptedException, IOException {
    Parameters.Earthquakes source = (Parameters.Earthquakes) reading.definition().parameters();
    JsonNode marked = reading.mark().path("updated");
    boolean first = reading.marked(marked).isEmpty();
    Instant updatedAfter = reading.from(marked, source.since(), source.overlap());
    Instant latest = reading.marked(marked).orElse(source.since());
    List<Set<String>> pages = new ArrayList<>();
    for (int page = 0; ; page++) {
      URI uri = address(source, first ? null : updatedAfter, 1 + page * source.pageSize());
      Answer answer = reading.get(Ask.of(uri, Form.JSON));
      Set<String> ids = new HashSet<>();
      latest = latest(answer, ids, latest);
      if (ids.isEmpty()) {
        reading.drop(answer);
        break;
      }
      if (pages.contains(ids)) {
        throw FetchException.passing(
            HttpFetcher.host(uri)
                + " gives the same page again and again; nothing of it is stored");
      }
      if (page == MOST_PAGES) {
        throw FetchException.lasting(
            HttpFetcher.host(uri) + " does not come to an end in " + MOST_PAGES + " pages");
      }
      pages.add(ids);
      reading.keep("earthquakes-page-" + (page + 1) + ".json", answer);
      if (ids.size() < source.pageSize()) {
        break;
      }
    }
    reading.reached(Reading.markOf("updated", latest));
  }

  private static Instant latest(Answer answer, Set<String> ids, Instant before)
      throws FetchException, IOException {
    if (answer.isEmpty()) {
      return before;
    }
    JsonNode features = answer.json().path("features");
    if (!features.isArray()) {
      throw FetchException.passing(
          HttpFetcher.host(answer.uri()) + " answers with JSON that has no list 'features'");
    }
    Instant latest = before;
    for (JsonNode feature : features) {
      ids.add(feature.path("id").asText());
      JsonNode updated = feature.path("properties").path("updated");
      if (updated.canConvertToLong()) {
        Instant time = Instant.ofEpochMilli(updated.longValue());
        latest = time.isAfter(latest) ? time : latest;
      }
    }
    return latest;
  }

  private static URI address(Parameters.Earthquakes source, Instant updatedAfter, int offset) {
    Box box = source.box();
    StringBuilder query = new StringBuilder("/fdsnws/event/1/query?format=geojson");
    query.append("&starttime=").append(source.since().truncatedTo(ChronoUnit.SECONDS));
    if (updatedAfter != null) {
      query.append("&updatedafter=").append(updatedAfter.truncatedTo(ChronoUnit.SECONDS));
    }
    query.append("&minlongitude=").append(Box.plain(box.west()));
    query.append("&minlatitude=").append(Box.plain(box.south()));
    query.append("&maxlongitude=").append(Box.plain(box.east()));
    query.append("&maxlatitude=").append(Box.plain(box.north()));
    source.minMagnitude().ifPresent(m -> query.append("&minmagnitude=").append(Box.plain(m)));
    query.append("&eventtype=earthquake&orderby=time-asc");
    query.append("&limit=").append(source.pageSize()).append("&offset=").append(offset);
    return source.address().resolve(query.toString());
  }
}
