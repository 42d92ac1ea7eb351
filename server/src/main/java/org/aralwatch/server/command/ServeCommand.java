package org.aralwatch.server.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "serve",
    description = {
      "Run a server alone.",
      "",
      "Any number may share a --database. Without one, it joins the store that a 'run' of this data"
          + " directory has open."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private HttpOptions http;
  @Mixin private LogOptions log;

  @Override
  public Integer call() {
    log.forService();
    new Service(System.out)
        .run(store, new Service.Parts(Optional.of(http.settings()), false, false, false));
    return ExitCode.OK;
  }
}
