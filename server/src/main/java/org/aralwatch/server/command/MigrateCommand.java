package org.aralwatch.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "migrate",
    description = {
      "Bring tables and reference data to the state of this version.",
      "",
      "The other roles do so as well; this one is for those who want it as a step of its own."
    })
final class MigrateCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Override
  public Integer call() {
    log.forPerson();
    try (Closing closing = Closing.atExit()) {
      OpenStore open = OpenStore.openOrCreate(store, closing);
      open.database().migrate();
      System.out.println("Up to date: " + open.database().capability().describe() + ".");
      return ExitCode.OK;
    }
  }
}
