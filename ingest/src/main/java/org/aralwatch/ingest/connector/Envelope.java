package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aralwatch.ingest.connector.Reading.Batch;

/**
 * A batch as one file: a single answer as it came, several in a ZIP archive. The same answers give
 * the same bytes, whenever they are packed.
 *
 * @param name as the upload is called
 */
record Envelope(String name, Path file) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The first that a ZIP archive can hold, so that the archive tells nothing of its making. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * @param always an archive, even around one answer: what a mapping reads from the answer's name
   *     must be there
   */
  static Envelope of(Batch batch, String source, Instant time, boolean always, Path directory)
      throws IOException {
    String stem = source + "-" + STAMP.format(time);
    if (batch.answers().size() == 1 && !always) {
      Reading.Kept only = batch.answers().get(0);
      return new Envelope(stem + only.name().substring(only.name().lastIndexOf('.')), only.file());
    }
    Path file = directory.resolve("envelope.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Reading.Kept answer : batch.answers()) {
        ZipEntry entry = new ZipEntry(answer.name());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(answer.file(), zip);
        zip.closeEntry();
      }
    }
    return new Envelope(stem + ".zip", file);
  }

  /** The mapping, with the stations of which the service told and the record does not know. */
  static JsonNode mapping(JsonNode mapping, List<Reading.Station> stations, String layer) {
    if (stations.isEmpty()) {
      return mapping;
    }
    ObjectNode whole = mapping.deepCopy();
    var list = whole.withArray("stations");
    for (Reading.Station station : stations) {
      ObjectNode one = list.addObject().put("code", station.code()).put("layer", layer);
      one.putObject("name").put("en", station.name());
      one.put("x", station.longitude()).put("y", station.latitude()).put("crs", "EPSG:4326");
    }
    return whole;
  }
}
