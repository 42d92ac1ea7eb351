package org.aralwatch.ingest.pipeline;

import static org.aralwatch.ingest.pipeline.Fixtures.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ConcurrentLoadTest {
  @Test
  void loadsThatMakeTheSameStationsStoreEveryRowOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestDatabase database = TestDatabase.create()) {
      Load load = new Load(database.database(), Clock.systemUTC());
      for (int round = 0; round < 5; round++) {
        String forth = rows("a" + round, "b" + round);
        String back = rows("b" + round, "a" + round);
        List<Future<IngestReport>> loads = new ArrayList<>();
        for (String text : List.of(forth, back)) {
          loads.add(
              threads.submit(
                  () ->
                      load.store(
                          Fixtures.file("a.csv", text), Fixtures.daily(), "test", Progress.NONE)));
        }
        IngestReport one = loads.get(0).get();
        IngestReport other = loads.get(1).get();
        assertThat(one.stored() + other.stored()).isEqualTo(1_000);
        assertThat(one.unchanged() + other.unchanged()).isEqualTo(1_000);
        assertThat(one.stationsCreated() + other.stationsCreated()).isEqualTo(2);
      }
      assertThat(count(database, "SELECT count(*) FROM observation")).isEqualTo(5_000);
      assertThat(new RecordCheck(database.database()).run(rule -> {}))
          .allMatch(RecordCheck.Finding::holds);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String rows(String first, String second) {
    String header = "code,type,date,value\n";
    return Fixtures.dailyRows(first, 500)
        + Fixtures.dailyRows(second, 500).substring(header.length());
  }
}
