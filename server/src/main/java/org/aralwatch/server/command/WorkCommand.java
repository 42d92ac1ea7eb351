package org.aralwatch.server.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "work",
    description = {
      "Run a worker alone, which loads what is uploaded and reads the sources that are due.",
      "",
      "Any number may share a --database, and the job of one that dies is taken over by another."
    })
final class WorkCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Override
  public Integer call() {
    log.forService();
    new Service(System.out).run(store, new Service.Parts(Optional.empty(), true, false, false));
    return ExitCode.OK;
  }
}
