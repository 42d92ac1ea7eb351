package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;

/**
 * The briefing does not exist. What stands in for it today, and is told beside, is ten questions:
 * all 1,000 stations of the basin's polygon with their mean of a year, for each of ten years.
 */
final class BriefingRow implements Row {
  private static final int FIRST_YEAR = 2014;
  private static final int YEARS = 10;
  private static final String BASIN = "POLYGON((54%2035,76%2035,76%2048,54%2048,54%2035))";

  @Override
  public String name() {
    return "briefing";
  }

  @Override
  public void measure(Bench bench) {
    try (Record record = BaseRecord.open(bench.store(), bench.scratch());
        ServerProcess server = bench.serve(record);
        Client client = new Client(server.address())) {
      List<byte[]> years =
          IntStream.range(FIRST_YEAR, FIRST_YEAR + YEARS)
              .mapToObj(
                  year ->
                      client.get(
                          "/api/v1/stations?limit=2000&property=discharge&period=year&datetime="
                              + year
                              + "-07-01&polygon="
                              + BASIN))
              .toList();
      long[] cold = {tenYears(client, years)};
      List<Long> warm = new ArrayList<>();
      for (int i = 0; i < 4 * bench.rounds(); i++) {
        warm.add(tenYears(client, years));
      }
      Sample sample = Sample.ofNanos(warm.stream().mapToLong(Long::longValue).toArray());
      bench.notBuilt(
          Target.BRIEFING,
          "in its place, ten questions for the stations of a polygon with their means of one year:"
              + " together %.0f ms the first time, then %.0f ms p95"
                  .formatted(Sample.ofNanos(cold).medianMillis(), sample.percentileMillis(95)));
    }
  }

  private static long tenYears(Client client, List<byte[]> years) {
    long begin = System.nanoTime();
    client.ask(years);
    return System.nanoTime() - begin;
  }
}
