package org.aralwatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong before anything is started: one clear sentence and an exit code. */
@Tag("process")
class CommandLineProcessTest {
  @TempDir private Path directory;

  private ProgramProcess run(String... arguments) {
    return ProgramProcess.start(directory, arguments);
  }

  private static void assertOneSentence(ProgramProcess program, int exitCode, String... words) {
    assertThat(program.exitCode()).as(program.err()).isEqualTo(exitCode);
    assertThat(program.err().lines()).hasSize(1);
    assertThat(program.err()).startsWith("aralwatch: ").contains(words);
    assertThat(program.out()).isEmpty();
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingElseIsDone() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path data = directory.resolve("data");
      ProgramProcess program =
          run("run", "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString());
      assertOneSentence(
          program, ExitCode.UNUSABLE, "Port " + taken.getLocalPort(), "taken", "--port");
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aDataDirectoryThatCannotBeIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    ProgramProcess program = run("run", "--port", "0", "--data", file.resolve("data").toString());
    assertOneSentence(program, ExitCode.UNUSABLE, file.toString());
  }

  @Test
  void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
    ProgramProcess program =
        run(
            "run",
            "--port",
            "0",
            "--database",
            "jdbc:postgresql://127.0.0.1:1/none?user=u&password=secret");
    assertOneSentence(program, ExitCode.UNUSABLE, "cannot reach", "127.0.0.1:1/none");
    assertThat(program.err()).doesNotContain("secret");
  }

  @Test
  void aDatabaseHostThatIsNotKnownIsNamed() {
    assertOneSentence(
        run("migrate", "--database", "jdbc:postgresql://no-host.invalid/none?user=u&password=p"),
        ExitCode.UNUSABLE,
        "no host 'no-host.invalid'");
  }

  /** A port that is free, as a server of the developer's own may run on the usual one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "token",
        "load --mapping long FILE",
        "serve --port 0",
        "work",
        "sources list"
      })
  void aDirectoryWithoutARecordIsNamedAndLeftAsItIs(String command) throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "a\n");
    Path data = directory.resolve("mistyped");
    String[] arguments = (command.replace("FILE", file.toString()) + " --data " + data).split(" ");
    ProgramProcess program = run(arguments);
    assertOneSentence(program, ExitCode.UNUSABLE, "no record in " + data, "migrate");
    assertThat(data).doesNotExist();
  }

  @Test
  void anAddressThatIsNoneOfPostgresqlIsRefused() {
    assertOneSentence(
        run("migrate", "--database", "jdbc:mysql://localhost/x"),
        ExitCode.UNUSABLE,
        "jdbc:postgresql:");
  }

  @Test
  void theCauseOfAFailureIsLoggedWhenAskedFor() {
    ProgramProcess program =
        run("check", "--verbose", "--database", "jdbc:postgresql://127.0.0.1:1/none");
    assertThat(program.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(program.err()).contains("ConnectException").contains("aralwatch: cannot reach");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "run --prot 1",
        "run --port x",
        "load",
        "sources",
        "sources fly",
        "sources list x",
        "sources add"
      })
  void aCommandLineThatIsNotUnderstoodPointsToHelp(String line) {
    ProgramProcess program = run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(program.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(program.err()).contains("--help").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "serve", "work", "load", "sources", "migrate", "token", "check"})
  void everyRoleExplainsItself(String role) {
    ProgramProcess program = run(role, "--help");
    assertThat(program.exitCode()).isZero();
    assertThat(program.out()).contains("Usage: aralwatch " + role).contains("--database");
    assertThat(program.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    assertThat(program.err()).isEmpty();
  }

  @Test
  void theScriptNamesAJavaThatDoesNotRun() throws Exception {
    Path java = Files.createDirectories(directory.resolve("broken/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder(Path.of("..", "scripts", "aralwatch").toString(), "run");
    script.environment().put("JAVA_HOME", directory.resolve("broken").toString());
    Process process = script.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(text.lines()).hasSize(1);
    assertThat(text).contains(java.toString()).contains("does not tell its version");
  }

  @Test
  void theScriptRefusesAnOldJavaBeforeItIsStarted() throws Exception {
    Path home = Files.createDirectories(directory.resolve("old java"));
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho started >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.20\"\n");
    ProcessBuilder script =
        new ProcessBuilder(Path.of("..", "scripts", "aralwatch").toString(), "run");
    script.environment().put("JAVA_HOME", home.toString());
    Process process = script.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(text.lines()).hasSize(1);
    assertThat(text).contains("Java 17 or later is needed").contains("Java 11");
  }
}
