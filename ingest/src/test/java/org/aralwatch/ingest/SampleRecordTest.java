package org.aralwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.aralwatch.geodata.storage.RecordCheck;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.pipeline.IngestReport;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SampleRecordTest {
  @Test
  void theSampleLoadsWholeAndOnlyOnce() {
    try (TestDatabase database = TestDatabase.create()) {
      SampleRecord sample =
          new SampleRecord(database.database(), new Load(database.database(), Clock.systemUTC()));

      List<IngestReport> first = sample.load(Progress.NONE);

      assertThat(first)
          .isNotEmpty()
          .allSatisfy(
              report -> {
                assertThat(report.rejected()).as(report.toText()).isEmpty();
                assertThat(report.flagged()).as(report.toText()).isEmpty();
                assertThat(report.taken()).as(report.toText()).isPositive();
                assertThat(report.stationsCreated()).as(report.toText()).isZero();
              });
      assertThat(sample.load(Progress.NONE)).isEmpty();
      assertThat(new RecordCheck(database.database()).run(rule -> {}))
          .allMatch(RecordCheck.Finding::holds);
    }
  }
}
