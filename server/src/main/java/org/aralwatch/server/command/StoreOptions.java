package org.aralwatch.server.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which store a role works on. */
final class StoreOptions {
  @Option(
      names = "--database",
      paramLabel = "JDBC_URL",
      defaultValue = "${env:ARALWATCH_DATABASE}",
      description =
          "PostgreSQL or TimescaleDB to use, as%n  jdbc:postgresql://HOST:5432/NAME?%n"
              + "    user=USER&password=PASSWORD%nWithout it, an embedded PostgreSQL in the data"
              + " directory. (ARALWATCH_DATABASE)")
  private String database;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:ARALWATCH_DATA:-data}",
      description =
          "Data directory of the embedded PostgreSQL; ${DEFAULT-VALUE} if not given. (ARALWATCH_DATA)")
  private Path data;

  Optional<String> database() {
    return Optional.ofNullable(database).filter(url -> !url.isBlank());
  }

  Path data() {
    return data;
  }
}
