package org.aralwatch.benchmarks.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.pipeline.IngestReport;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.Progress;
import org.aralwatch.ingest.source.SourceFile;

/** The program's own way of a file into the record. */
public final class Loading {
  private static final String ACTOR = "benchmark";

  private Loading() {}

  /** One of the mappings beside this class, as "series". */
  static Mapping mapping(String name) {
    return Mappings.parse(name, text(name));
  }

  /** The same, as it stands in its file. */
  public static String text(String name) {
    String file = name + ".mapping.json";
    try (InputStream in = Loading.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * @throws IllegalStateException when a row was not stored: what is measured would be less than it
   *     says
   */
  public static IngestReport store(Database database, Path file, String mapping) {
    IngestReport report =
        new Load(database, Clock.systemUTC())
            .store(SourceFile.of(file), mapping(mapping), ACTOR, Progress.NONE);
    if (report.stored() != report.rows()) {
      throw new IllegalStateException("not all rows were stored: " + report.toLine());
    }
    return report;
  }
}
