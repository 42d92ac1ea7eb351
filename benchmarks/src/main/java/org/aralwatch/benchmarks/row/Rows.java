package org.aralwatch.benchmarks.row;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.data.GrowthRecord;

/** All rows, in the order of the report. */
public final class Rows {
  private Rows() {}

  /**
   * @param millions size of the largest record; growth is measured from 10 on
   * @param told what is being done, for who waits
   */
  public static List<Row> all(int millions, Consumer<String> told) {
    Stream<Row> always =
        Stream.of(
            new IngestRow(),
            new DryRunRow(),
            new SeriesRow(),
            new PolygonRow(),
            new BriefingRow(),
            new CachedTileRow(),
            new ColdTileRow(),
            new StartRow());
    return Stream.concat(
            always, millions > 1 ? Stream.of(new GrowthRow(millions, told)) : Stream.empty())
        .toList();
  }

  /** Makes all records that the rows want, and measures nothing. */
  public static void prepare(Bench bench, int millions, Consumer<String> told) {
    told.accept(bench.store().name() + ": places, polygons and long series");
    BaseRecord.open(bench.store(), bench.scratch()).close();
    GrowthRecord.empty(bench.store()).close();
    GrowthRecord.nextMillion(bench.scratch());
    new GrowthRow(millions, told).prepare(bench);
  }
}
