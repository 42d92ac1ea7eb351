package org.aralwatch.server.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Run everything in one process: database, worker and server.",
      "",
      "The database is the embedded one, or the one that --database names. The first start loads the"
          + " sample record and prints the administrator's token. Ctrl-C stops it."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private HttpOptions http;
  @Mixin private LogOptions log;

  @Option(names = "--no-sample", description = "Do not load the sample record.")
  private boolean withoutSample;

  @Override
  public Integer call() {
    log.forService();
    new Service(System.out)
        .run(store, new Service.Parts(Optional.of(http.settings()), true, !withoutSample, true));
    return ExitCode.OK;
  }
}
