package org.aralwatch.server.command;

/** What the process tells the shell. A role stopped by a signal ends with 128 + its number. */
public final class ExitCode {
  /** All done; for {@code load}, everything is stored or was already. */
  public static final int OK = 0;

  /** {@code load}: some rows were rejected; {@code check}: the record is not as it must be. */
  public static final int FINDINGS = 1;

  /** {@code load}: nothing was stored. */
  public static final int NOTHING_STORED = 2;

  /** A port, a directory, the database or this Java cannot be used; the message says which. */
  public static final int UNUSABLE = 3;

  /** The command line is not understood. */
  public static final int USAGE = 64;

  /** A bug; the log has the rest with {@code --verbose}. */
  public static final int BUG = 70;

  private ExitCode() {}
}
