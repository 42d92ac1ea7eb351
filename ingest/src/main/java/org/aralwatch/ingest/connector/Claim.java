package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Source.FileState;

/** The directory of a file that was taken from a watched folder: the file, and later its report. */
final class Claim {
  static final String TAKEN = "taken";
  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String REPORT = "aralwatch-report.json";
  private static final String OTHER_REPORT = "aralwatch-report-of-it.json";
  private static final String UNFINISHED_REPORT = "." + REPORT + ".new";

  private Claim() {}

  /** A file of the report's own name keeps it. */
  static String reportName(String fileName) {
    return fileName.equalsIgnoreCase(REPORT) ? OTHER_REPORT : REPORT;
  }

  /** The file of a claim; empty where there is none (yet). */
  static Optional<Path> content(Path claim) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(claim)) {
      Path report = null;
      Path file = null;
      for (Path path : all) {
        String name = path.getFileName().toString();
        if (name.equals(REPORT)) {
          report = path;
        } else if (!name.equals(UNFINISHED_REPORT) && !name.equals(OTHER_REPORT)) {
          file = path;
        }
      }
      return Optional.ofNullable(file == null ? report : file);
    }
  }

  /** Tells beside the file what became of it; doing it again does the same. */
  static void report(Path claim, String source, String fileName, Loads.Outcome outcome)
      throws IOException {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("file", fileName).put("source", source);
    report.put("state", outcome.state().code()).put("sentence", outcome.sentence());
    outcome
        .upload()
        .ifPresent(
            upload -> {
              report.put("upload", upload.id()).put("sha256", upload.sha256().hex());
              upload.report().ifPresent(counts -> report.set("report", counts));
              upload.error().ifPresent(error -> report.set("error", error));
            });
    Path fresh = claim.resolve(UNFINISHED_REPORT);
    Files.writeString(
        fresh, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    Files.move(
        fresh,
        claim.resolve(reportName(fileName)),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Moves the directory, with all that is in it, where it stays. */
  static void close(Path folder, Path claim, FileState state) throws IOException {
    Files.move(
        claim,
        folder.resolve(state == FileState.FAILED ? FAILED : DONE).resolve(claim.getFileName()),
        StandardCopyOption.ATOMIC_MOVE);
  }
}
