package org.aralwatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aralwatch.geodata.storage.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SourcesProcessTest {
  private static final String DEFINITION =
      """
      {"name": "inbox", "title": "Files of the observatory", "kind": "folder",
       "schedule": {"every": "PT10S"}, "mapping": "shardara-news",
       "parameters": {"path": "/srv/in"}}
      """;

  @TempDir private Path directory;
  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  /** Runs to its end. */
  private ProgramProcess sources(String... arguments) {
    String[] line = new String[arguments.length + 3];
    line[0] = "sources";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    line[arguments.length + 1] = "--database";
    line[arguments.length + 2] = database.url();
    ProgramProcess program = ProgramProcess.start(directory, line);
    program.exitCode();
    return program;
  }

  private Path file(String definition) throws IOException {
    return Files.writeString(directory.resolve("inbox.json"), definition);
  }

  @Test
  void aSourceIsAddedListedPausedAndResumed() throws IOException {
    assertThat(sources("list").out()).startsWith("There are no sources");
    ProgramProcess added = sources("add", file(DEFINITION).toString());
    assertThat(added.exitCode()).as(added.err()).isZero();
    assertThat(added.out())
        .isEqualTo("Source 'inbox' is added; it is read as soon as a worker is free.\n");
    assertThat(sources("list").out()).containsPattern("inbox +folder +ready +- +20");
    assertThat(sources("pause", "inbox").out()).isEqualTo("Source 'inbox' is paused.\n");
    assertThat(sources("list").out()).containsPattern("inbox +folder +paused +- +- +0");
    ProgramProcess paused = sources("run", "inbox");
    assertThat(paused.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(paused.err()).isEqualTo("aralwatch: Source 'inbox' is paused: resume it first.\n");
    assertThat(sources("resume", "inbox").out()).isEqualTo("Source 'inbox' is read again.\n");
    assertThat(sources("run", "inbox").out())
        .isEqualTo("Source 'inbox' is read as soon as a worker is free.\n");
  }

  @Test
  void everyProblemOfADefinitionIsToldAtOnce() throws IOException {
    ProgramProcess program =
        sources(
            "add", file(DEFINITION.replace("PT10S", "soon").replace("/srv/in", "in")).toString());
    assertThat(program.exitCode()).isEqualTo(ExitCode.NOTHING_STORED);
    assertThat(program.err())
        .contains("defines no source that can be read:")
        .contains("  'schedule.every': expected a duration")
        .contains("  'parameters.path': expected a path from the root");
    assertThat(sources("list").out()).startsWith("There are no sources");
  }

  @Test
  void aSourceThatIsNotThereIsNamed() {
    ProgramProcess program = sources("pause", "nobody");
    assertThat(program.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(program.err()).isEqualTo("aralwatch: There is no source 'nobody'.\n");
  }
}
