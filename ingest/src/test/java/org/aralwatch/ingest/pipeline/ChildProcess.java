package org.aralwatch.ingest.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java of its own with this test's class path, to be killed. */
public final class ChildProcess {
  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Runs the {@code main} of a class. */
  public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xmx256m");
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads what it prints up to this line. */
  public void awaitLine(String wanted) throws IOException {
    StringBuilder printed = new StringBuilder();
    String line = output.readLine();
    while (line != null && !line.equals(wanted)) {
      printed.append(line).append('\n');
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("it ended without '" + wanted + "':\n" + printed);
    }
  }

  /** Ends it as {@code kill -9} does, and waits for that. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it cannot be killed");
    }
  }
}
