package org.aralwatch.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.pipeline.IngestReport;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.Progress;
import org.aralwatch.ingest.source.SourceFile;

/**
 * The real published figures that come with the program, under {@code /sample}: what a first start
 * shows. They are loaded by the way of every other file.
 */
public final class SampleRecord {
  private static final String FOLDER = "/sample/";

  private final Load load;
  private final Mappings mappings;
  private final UploadStore uploads;

  public SampleRecord(Database database, Load load) {
    this.load = load;
    this.mappings = new Mappings(database.jdbi());
    this.uploads = new UploadStore(database.jdbi());
  }

  /**
   * Loads what is not in the store yet, by hash of file and mapping; a second call reads and loads
   * nothing more.
   *
   * @return the reports of the files that were loaded now, in order
   */
  public List<IngestReport> load(Progress progress) {
    List<Part> missing = missing();
    if (missing.isEmpty()) {
      return List.of();
    }
    List<IngestReport> reports = new ArrayList<>();
    progress.begin("sample record", missing.stream().mapToLong(part -> part.file.size()).sum());
    try {
      Progress ofFiles = new SampleProgress(progress, missing.size());
      for (Part part : missing) {
        reports.add(load.store(part.file, part.mapping, "sample", ofFiles));
      }
    } finally {
      progress.end();
    }
    return reports;
  }

  /** A file of the sample. */
  private record Part(SourceFile file, Mapping mapping) {}

  private List<Part> missing() {
    List<Part> missing = new ArrayList<>();
    for (JsonNode name : Json.read(text("index.json")).path("files")) {
      String fileName = name.textValue() + ".csv";
      byte[] bytes = bytes(fileName);
      Mapping mapping = mappings.get(name.textValue());
      if (!uploads.isStored(Sha256.digest(bytes), mapping.definition().toString())) {
        SourceFile file =
            new SourceFile(
                fileName,
                bytes.length,
                () -> SampleRecord.class.getResourceAsStream(FOLDER + fileName));
        missing.add(new Part(file, mapping));
      }
    }
    return missing;
  }

  private static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = SampleRecord.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the sample file " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sample file " + name, e);
    }
  }
}
