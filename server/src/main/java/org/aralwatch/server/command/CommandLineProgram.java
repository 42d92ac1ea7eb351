package org.aralwatch.server.command;

import org.aralwatch.geodata.embedded.EmbeddedPostgresException;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.server.Version;
import org.aralwatch.server.http.BindException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command line: finds the role, runs it, and tells what went wrong in one sentence. */
@Command(
    name = "aralwatch",
    description = "The environmental record of the Aral Sea basin: load it, serve it, prove it.",
    subcommands = {
      RunCommand.class,
      ServeCommand.class,
      WorkCommand.class,
      LoadCommand.class,
      SourcesCommand.class,
      MigrateCommand.class,
      TokenCommand.class,
      CheckCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = CommandLineProgram.VersionText.class,
    synopsisSubcommandLabel = "ROLE",
    commandListHeading = "%nRoles:%n",
    footer =
        "%n'aralwatch ROLE --help' tells the options of a role.%n%nEnds with%n"
            + "   0  done%n"
            + "   1  rows rejected, or the record is not clean%n"
            + "   2  nothing stored%n"
            + "   3  a port, a directory, the database or this Java cannot be used%n"
            + "  64  wrong command line%n"
            + "  70  a fault of this program")
public final class CommandLineProgram implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLineProgram.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  CommandLineProgram() {}

  /** Tells the version. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"AralWatch " + Version.current()};
    }
  }

  /** Runs a role to its end and returns the exit code. */
  public static int run(String[] args) {
    // Libraries that log by java.util.logging speak into the same log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    CommandLine line = new CommandLine(new CommandLineProgram());
    line.setUsageHelpWidth(80);
    line.setParameterExceptionHandler(CommandLineProgram::misunderstood);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
    line.getSubcommands()
        .values()
        .forEach(
            role -> {
              role.getCommandSpec().mixinStandardHelpOptions(true);
              role.getCommandSpec()
                  .usageMessage()
                  .parameterListHeading("%n")
                  .optionListHeading("%n");
            });
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which role, as in 'aralwatch run'.");
  }

  private static int misunderstood(ParameterException e, String[] args) {
    System.err.println(e.getMessage());
    System.err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e) {
    if (isEnding()) {
      // A signal came while the role was starting: what it needed is being closed under it.
      LOG.debug("stopped", e);
      return ExitCode.OK;
    }
    if (e instanceof Unusable
        || e instanceof StorageException
        || e instanceof EmbeddedPostgresException
        || e instanceof BindException) {
      LOG.debug("cannot go on", e);
      System.err.println("aralwatch: " + e.getMessage());
      return ExitCode.UNUSABLE;
    }
    LOG.debug("fault", e);
    System.err.println(
        "aralwatch: a fault of this program: " + e + "; --verbose logs where it comes from.");
    return ExitCode.BUG;
  }

  /** Whether the process is being shut down; then nothing may be registered for its end. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {}, "probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
