package org.aralwatch.ingest.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aralwatch.ingest.connector.Reading.Batch;

/**
 * A batch as one file: a single answer as it came, or several together, each as it came. The same
 * answers give the same bytes, whenever they are packed.
 *
 * @param name as the upload is called
 */
record Envelope(String name, Path file) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The first that a ZIP archive can hold, so that the archive tells nothing of its making. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** How several answers become one file. */
  enum Packing {
    /** A ZIP archive with a member for each. */
    ARCHIVE,
    /** JSON texts one after the other, for readers of such: what one says, others are read by. */
    JOINED
  }

  static Envelope of(Batch batch, String source, Instant time, Packing packing, Path directory)
      throws IOException {
    String stem = source + "-" + STAMP.format(time);
    if (batch.answers().size() == 1) {
      Reading.Kept only = batch.answers().get(0);
      return new Envelope(stem + only.name().substring(only.name().lastIndexOf('.')), only.file());
    }
    if (packing == Packing.JOINED) {
      Path file = directory.resolve("envelope.json");
      try (OutputStream out = Files.newOutputStream(file)) {
        for (Reading.Kept answer : batch.answers()) {
          Files.copy(answer.file(), out);
          out.write('\n');
        }
      }
      return new Envelope(stem + ".json", file);
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
}
