package org.aralwatch.server;

import org.aralwatch.server.command.CommandLineProgram;

/** The program. Its parts are wired in {@code command}, and only there. */
public final class Main {
  private Main() {}

  /** Runs the role that {@code args} begin with; see {@code --help}. */
  public static void main(String[] args) {
    System.exit(CommandLineProgram.run(args));
  }
}
