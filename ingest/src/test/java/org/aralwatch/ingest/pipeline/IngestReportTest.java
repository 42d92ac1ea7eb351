package org.aralwatch.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Upload.Reject;
import org.junit.jupiter.api.Test;

class IngestReportTest {
  private static final List<IngestReport.Rejected> TWO_BAD_VALUES =
      List.of(
          new IngestReport.Rejected(
              RejectReason.UNPARSABLE_VALUE,
              2_000,
              List.of(
                  new Reject(7, "unparsable-value", Optional.of("value"), "abc"),
                  new Reject(9, "unparsable-value", Optional.empty(), "x"))));

  @Test
  void theTableNamesEveryCountAndWhereRowsWereRejected() {
    assertThat(report(10_000, TWO_BAD_VALUES).toText())
        .isEqualTo(
            """
            a.csv
              rows                             12,100  of which 100 ignored
              stored                           10,000
              revised                               0
              unchanged                             0
              missing                               0
              flagged                               5  gross-range
              rejected                          2,000
                unparsable-value                2,000  the value is no number
                  line 7, column 'value': abc
                  line 9: x
                  and 1,998 more
              stations                              1  new
              series                                2  new
              not read: Notes
              note: one page of several
              in 2.00 s, 6,050 rows/s, revision 17
            """);
  }

  @Test
  void theJsonHoldsTheSame() {
    assertThat(Json.read(Json.write(report(10_000, TWO_BAD_VALUES))))
        .isEqualTo(
            Json.read(
                """
                {"file": "a.csv", "sha256": "%s", "bytes": 99, "mapping": "m", "mode": "load",
                 "upload": 3, "rows": 12100, "ignored": 100, "values": 12000, "stored": 10000,
                 "revised": 0, "unchanged": 0, "repeated": 0, "missing": 0,
                 "flagged": {"gross-range": 5}, "rejected": 2000, "rejectedByReason": [
                   {"reason": "unparsable-value", "meaning": "the value is no number", "count": 2000,
                    "samples": [{"line": 7, "column": "value", "text": "abc"},
                                {"line": 9, "text": "x"}]}],
                 "stationsCreated": 1, "datastreamsCreated": 2,
                 "tablesLeftOut": ["Notes"], "warnings": ["one page of several"], "seconds": 2.0,
                 "rowsPerSecond": 6050, "steps": {"read": 1.5}, "revision": 17}
                """
                    .formatted("00".repeat(32))));
  }

  @Test
  void theExitCodeSaysWhetherAllSomeOrNothingWasTaken() {
    assertThat(report(10, List.of()).exitCode()).isZero();
    assertThat(report(10, TWO_BAD_VALUES).exitCode()).isEqualTo(1);
    assertThat(report(0, TWO_BAD_VALUES).exitCode()).isEqualTo(2);
  }

  private static IngestReport report(long stored, List<IngestReport.Rejected> rejected) {
    return new IngestReport(
        "a.csv",
        Sha256.of(new byte[32]),
        99,
        "m",
        IngestReport.Mode.LOAD,
        OptionalLong.of(3),
        12_100,
        100,
        12_000,
        stored,
        0,
        0,
        0,
        0,
        Map.of("gross-range", 5L),
        rejected,
        1,
        2,
        List.of("Notes"),
        List.of("one page of several"),
        2,
        List.of(new IngestReport.Step("read", 1.5)),
        OptionalLong.of(17));
  }
}
