package org.aralwatch.server.command;

import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.geodata.storage.Database;

/** The token of the first start. */
final class Tokens {
  private Tokens() {}

  /** Makes the first administrator's token; empty where there are tokens already. */
  static Optional<String> first(Database database) {
    TokenStore tokens = new TokenStore(database.jdbi());
    return tokens.isEmpty()
        ? Optional.of(tokens.create("administrator", TokenStore.Role.ADMINISTRATOR, Set.of()))
        : Optional.empty();
  }
}
