package org.aralwatch.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page of docs that shows commands is worked through as a reader does: its {@code bash},
 * {@code python} and {@code r} blocks run in order against a server with the sample record, and
 * print what the page says. A tool that is missing fails the page.
 */
@Tag("process")
class GuideTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String ADDRESS = "http://127.0.0.1:8080";

  @TempDir private static Path clone;
  private static TestServer server;

  @BeforeAll
  static void cloneAndServer() throws IOException {
    server = TestServer.start();
    Files.createSymbolicLink(clone.resolve("docs"), ROOT.resolve("docs"));
    // scripts/aralwatch would build; this is what it starts in the end.
    Path program = Files.createDirectory(clone.resolve("scripts")).resolve("aralwatch");
    Files.writeString(
        program,
        """
        #!/bin/sh
        exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx256m \\
          -Dlogback.configurationFile=logback.xml -cp '%s' org.aralwatch.server.Start "$@"
        """
            .formatted(
                System.getProperty("java.home"),
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))));
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "station-data.md",
        "map-for-a-decision.md",
        "polygon-and-an-hour.md",
        "running.md",
        "api.md"
      })
  void aPageDoesWhatItSays(String page) throws Exception {
    List<GuideBlock> blocks =
        GuideBlock.of(
            Files.readString(ROOT.resolve("docs").resolve(page)).replace(ADDRESS, here()));
    assertThat(blocks).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (GuideRun.Result result : new GuideRun(clone, environment()).run(blocks)) {
      boolean shown =
          result
              .block()
              .output()
              .map(text -> ShownOutput.of(text).matches(result.printed()))
              .orElse(true);
      if (result.status() != 0 || !shown) {
        wrong.add(
            "%s:%d ended with %d and printed%n%s%ninstead of%n%s"
                .formatted(
                    page,
                    result.block().line(),
                    result.status(),
                    result.printed(),
                    result.block().output().orElse("(anything)")));
      }
    }
    assertThat(wrong).as(String.join("\n\n", wrong)).isEmpty();
  }

  private static String here() {
    return "http://127.0.0.1:" + server.port();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "TOKEN",
        server.token(TokenStore.Role.ADMINISTRATOR),
        "ARALWATCH_DATABASE",
        server.database().url(),
        "LC_ALL",
        "C.UTF-8",
        // No proxy of the machine stands between a reader and the server.
        "no_proxy",
        "127.0.0.1");
  }
}
