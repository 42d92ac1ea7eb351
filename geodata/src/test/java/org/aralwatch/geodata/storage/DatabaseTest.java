package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class DatabaseTest {
  @Test
  void aMigratedDatabaseIsOfThisVersionAndMigratesAgainToNothing() {
    try (TestDatabase database = TestDatabase.create()) {
      long before = new RevisionStore(database.jdbi()).current();
      assertThatCode(() -> database.database().requireMigrated()).doesNotThrowAnyException();
      database.database().migrate();
      assertThat(new RevisionStore(database.jdbi()).current()).isEqualTo(before);
    }
  }

  @Test
  void aDatabaseThatLacksAMigrationIsNotReadAsIfItWereWhole() {
    try (TestDatabase database = TestDatabase.create()) {
      database
          .jdbi()
          .useHandle(
              handle -> handle.execute("DELETE FROM flyway_schema_history WHERE version = '0005'"));
      assertThatThrownBy(() -> database.database().requireMigrated())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("migrate");
    }
  }

  @Test
  void aHostThatDoesNotExistIsNamed() {
    assertThatThrownBy(
            () -> Database.open(DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/nothing")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("127.0.0.1:1");
  }
}
