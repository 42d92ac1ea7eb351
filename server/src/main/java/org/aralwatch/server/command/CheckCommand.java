package org.aralwatch.server.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.aralwatch.geodata.storage.RecordCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    description = {
      "Prove the record.",
      "",
      "Every reference leads somewhere, history has neither gap nor overlap, and every roll-up is what"
          + " the observations say. Changes nothing, and can run beside everything else. Ends with 1"
          + " where something is wrong."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Override
  public Integer call() {
    log.forPerson();
    try (Closing closing = Closing.atExit()) {
      OpenStore open = OpenStore.open(store, closing);
      open.database().requireMigrated();
      List<RecordCheck.Finding> findings = new RecordCheck(open.database()).run(rule -> {});
      findings.forEach(CheckCommand::print);
      long broken = findings.stream().filter(finding -> !finding.holds()).count();
      System.out.printf(
          broken == 0
              ? "The record is clean: %d rules hold.%n"
              : "%2$d of %1$d rules do not hold.%n",
          findings.size(),
          broken);
      return broken == 0 ? ExitCode.OK : ExitCode.FINDINGS;
    }
  }

  private static void print(RecordCheck.Finding finding) {
    System.out.println((finding.holds() ? "ok      " : "BROKEN  ") + finding.rule());
    if (!finding.holds()) {
      System.out.println("        " + finding.violations() + " times, as");
      finding.samples().forEach(sample -> System.out.println("          " + sample));
    }
  }
}
