package org.aralwatch.server.command;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.geodata.reference.Organisation;
import org.aralwatch.geodata.storage.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "token",
    description = {
      "Make a token and print it.",
      "",
      "It is shown this once: the store keeps its hash only. Whoever may open the store may make one."
    })
final class TokenCommand implements Callable<Integer> {
  @Mixin private StoreOptions store;
  @Mixin private LogOptions log;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "administrator",
      description = "Whose it is; history and log name it so. Without it, ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "administrator",
      description =
          "What it allows: reader, writer or administrator. Without it, ${DEFAULT-VALUE}.")
  private String role;

  @Option(
      names = "--organisation",
      paramLabel = "ID",
      description = "Organisation whose unpublished data it may read; can be given more than once.")
  private Set<String> organisations = new TreeSet<>();

  @Override
  public Integer call() {
    log.forPerson();
    TokenStore.Role wanted = role();
    try (Closing closing = Closing.atExit()) {
      OpenStore open = OpenStore.open(store, closing);
      open.database().migrate();
      refuseUnknown(Vocabulary.load(open.database().jdbi()));
      System.out.println(
          new TokenStore(open.database().jdbi()).create(name, wanted, organisations));
      return ExitCode.OK;
    }
  }

  private void refuseUnknown(Vocabulary vocabulary) {
    for (String id : organisations) {
      if (vocabulary.findOrganisation(id).isEmpty()) {
        throw new Unusable(
            "There is no organisation '"
                + id
                + "': use one of "
                + vocabulary.organisations().stream()
                    .map(Organisation::id)
                    .sorted()
                    .collect(Collectors.joining(", "))
                + ".");
      }
    }
  }

  private TokenStore.Role role() {
    try {
      return TokenStore.Role.valueOf(role.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Unusable(
          "There is no role '" + role + "': use reader, writer or administrator.", e);
    }
  }
}
