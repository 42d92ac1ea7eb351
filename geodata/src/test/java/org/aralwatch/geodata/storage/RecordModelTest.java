package org.aralwatch.geodata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of uploads, reviews, corrections, approvals and reverts leave the record, its
 * provenance and all of its past as {@link RecordModel} has them. {@code -Dmodel.first=1000
 * -Dmodel.sequences=5000} runs others than the ones that always run.
 */
@Tag("database")
class RecordModelTest {
  private static final long FIRST = Long.getLong("model.first", 1);
  private static final long SEQUENCES = Long.getLong("model.sequences", 24);
  private static final int STEPS = 12;

  private static TestDatabase database;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  static LongStream seeds() {
    return LongStream.range(FIRST, FIRST + SEQUENCES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRecordIsWhatTheRemainingUploadsAndPeopleMadeIt(long seed) {
    try (RandomRecord record = new RandomRecord(database, seed)) {
      for (int step = 0; step < STEPS; step++) {
        String action = record.change();
        assertThat(record.stored()).as("after %s", record.story()).isEqualTo(record.expected());
        assertThat(record.storedPast())
            .as("the past after %s", record.story())
            .isEqualTo(record.expectedPast());
        assertThat(record.storedPlaces())
            .as("places after %s", record.story())
            .isEqualTo(record.expectedPlaces());
        if (step % 4 == 3 || action.startsWith("revert")) {
          assertThat(new RecordCheck(database.database()).run(rule -> {}))
              .as("after %s", record.story())
              .allMatch(RecordCheck.Finding::holds);
        }
      }
    }
  }
}
