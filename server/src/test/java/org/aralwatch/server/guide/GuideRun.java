package org.aralwatch.server.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A reader who works through a page in one shell, in a directory that looks like a clone: variables
 * of one block are there in the next.
 */
final class GuideRun {
  private static final int SECONDS = 120;

  private final Path clone;
  private final Map<String, String> environment;

  /**
   * @param clone directory with what the page's commands name
   * @param environment what the reader has set, beside what this process has
   */
  GuideRun(Path clone, Map<String, String> environment) {
    this.clone = clone;
    this.environment = Map.copyOf(environment);
  }

  /** What a block printed on both streams, and the status of its last command. */
  record Result(GuideBlock block, int status, String printed) {}

  /**
   * Runs all blocks, whatever becomes of one.
   *
   * @throws IllegalStateException when they do not end in two minutes
   */
  List<Result> run(List<GuideBlock> blocks) throws IOException, InterruptedException {
    Path notes = Files.createTempDirectory(clone, "run");
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      GuideBlock block = blocks.get(i);
      Path file = Files.writeString(notes.resolve("block-" + i), block.code() + "\n");
      script
          .append(block.language().program().isEmpty() ? "." : block.language().program())
          .append(" '%s' > '%s.out' 2>&1\necho $? > '%s.status'\n".formatted(file, file, file));
    }
    Path main = Files.writeString(notes.resolve("main"), script);
    ProcessBuilder shell = new ProcessBuilder("bash", main.toString());
    shell.directory(clone.toFile());
    shell.environment().keySet().removeIf(name -> name.startsWith("ARALWATCH_"));
    shell.environment().putAll(environment);
    Process process =
        shell
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(notes.resolve("main.out").toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the page does not end");
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      results.add(result(notes.resolve("block-" + i), blocks.get(i)));
    }
    return results;
  }

  private static Result result(Path file, GuideBlock block) throws IOException {
    Path status = file.resolveSibling(file.getFileName() + ".status");
    if (!Files.exists(status)) {
      throw new IllegalStateException("the shell ended before the block of line " + block.line());
    }
    return new Result(
        block,
        Integer.parseInt(Files.readString(status).strip()),
        Files.readString(file.resolveSibling(file.getFileName() + ".out")));
  }
}
