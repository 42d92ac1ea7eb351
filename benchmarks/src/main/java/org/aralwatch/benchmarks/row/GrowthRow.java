package org.aralwatch.benchmarks.row;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.GrowthRecord;
import org.aralwatch.benchmarks.report.Reading;
import org.aralwatch.benchmarks.report.Target;

/**
 * The same questions and the same file on records of 1, 10 and 100 million observations, size after
 * size within each round, so that a disturbance of the machine meets all of them.
 */
final class GrowthRow implements Row {
  private static final List<Integer> SIZES = List.of(1, 10, 100);
  private static final int SERIES_QUESTIONS = 300;
  private static final int STATION_QUESTIONS = 20;
  private static final int TILE_QUESTIONS = 40;
  private static final int MINUTES_WITH_ALL_SERIES = 5_000;
  private static final int ZOOM = 6;
  private static final String POLYGON =
      "POLYGON((60%2038,70%2038,72%2044,64%2046,58%2042,60%2038))";

  private final int millions;
  private final Consumer<String> told;

  /**
   * @param millions the largest record
   */
  GrowthRow(int millions, Consumer<String> told) {
    this.millions = millions;
    this.told = told;
  }

  @Override
  public String name() {
    return "growth";
  }

  /** Makes the records and measures nothing. */
  void prepare(Bench bench) {
    for (int size : sizes()) {
      open(bench, size).record().close();
    }
  }

  private List<Integer> sizes() {
    return SIZES.stream().filter(size -> size <= millions).toList();
  }

  private GrowthRecord open(Bench bench, int size) {
    return GrowthRecord.open(bench.store(), size, bench.scratch(), told);
  }

  /** Figures of one size, a value a round: milliseconds, or rows a second for ingest. */
  private record Measured(GrowthRecord record, Map<Target, List<Double>> rounds) {
    void add(Target target, double value) {
      rounds.computeIfAbsent(target, t -> new ArrayList<>()).add(value);
    }
  }

  @Override
  public void measure(Bench bench) {
    List<Measured> sizes = new ArrayList<>();
    try {
      for (int size : sizes()) {
        sizes.add(new Measured(open(bench, size), new LinkedHashMap<>()));
      }
      reads(bench, sizes);
      ingest(bench, sizes);
    } finally {
      sizes.forEach(size -> size.record().record().close());
    }
    sizes.get(0).rounds().keySet().forEach(target -> report(bench, target, sizes));
  }

  private static void reads(Bench bench, List<Measured> sizes) {
    List<ServerProcess> servers = new ArrayList<>();
    List<Client> clients = new ArrayList<>();
    try {
      for (Measured size : sizes) {
        servers.add(bench.serve(size.record().record()));
        clients.add(new Client(servers.get(servers.size() - 1).address()));
      }
      for (int round = -1; round < bench.rounds(); round++) {
        for (int i = 0; i < sizes.size(); i++) {
          Map<Target, Double> found = reads(sizes.get(i), clients.get(i), round);
          if (round >= 0) {
            found.forEach(sizes.get(i)::add);
          }
        }
      }
    } finally {
      clients.forEach(Client::close);
      servers.forEach(ServerProcess::close);
    }
  }

  private static Map<Target, Double> reads(Measured size, Client client, int round) {
    SplittableRandom random = new SplittableRandom(round);
    Map<Target, Double> found = new LinkedHashMap<>();
    found.put(
        Target.GROWTH_SERIES,
        p95(
            client,
            SERIES_QUESTIONS,
            () -> {
              GrowthRecord.Series series =
                  size.record().series(random.nextInt(GrowthRecord.STATIONS));
              return "/api/v1/datastreams/"
                  + series.datastream()
                  + "/observations?from="
                  + series.from();
            }));
    found.put(
        Target.GROWTH_STATIONS,
        p95(
            client,
            STATION_QUESTIONS,
            () ->
                "/api/v1/stations?property=discharge&polygon="
                    + POLYGON
                    + "&datetime="
                    + date(random)));
    found.put(
        Target.GROWTH_TILE,
        p95(
            client,
            TILE_QUESTIONS,
            () ->
                Tiles.path(
                    "bench-stations",
                    Tiles.ofZoom(ZOOM, 100).get(random.nextInt(10)),
                    ".png",
                    "?property=discharge&datetime=" + date(random))));
    return found;
  }

  /** A minute at which every series of every size has values, hardly ever asked for before. */
  private static String date(SplittableRandom random) {
    return GrowthRecord.END
        .minusSeconds(60L * (1 + random.nextInt(MINUTES_WITH_ALL_SERIES)))
        .toString();
  }

  private static double p95(Client client, int questions, Supplier<String> question) {
    List<byte[]> requests =
        IntStream.range(0, questions).mapToObj(i -> client.get(question.get())).toList();
    return client.ask(requests).times().percentileMillis(95);
  }

  private static void ingest(Bench bench, List<Measured> sizes) {
    Path file = GrowthRecord.nextMillion(bench.scratch());
    // A run that was stopped may have left it.
    sizes.forEach(size -> size.record().takeBack());
    for (int round = 0; round < bench.rounds(); round++) {
      for (Measured size : sizes) {
        double rate =
            LoaderProcess.run(bench.scratch(), size.record().record().url(), file).rowsPerSecond();
        size.record().takeBack();
        size.add(Target.GROWTH_INGEST, rate);
      }
    }
  }

  private static void report(Bench bench, Target target, List<Measured> sizes) {
    List<Double> base = sizes.get(0).rounds().get(target);
    for (Measured size : sizes) {
      List<Double> rounds = size.rounds().get(target);
      if (size.record().millions() == 1) {
        continue;
      }
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < rounds.size(); round++) {
        ratios.add(rounds.get(round) / base.get(round));
      }
      bench.found(
          target,
          size.record().millions(),
          Reading.of(ratios),
          Optional.empty(),
          target == Target.GROWTH_INGEST
              ? "%,.0f rows/s, at 1 million %,.0f"
                  .formatted(Reading.of(rounds).median(), Reading.of(base).median())
              : "%.1f ms, at 1 million %.1f ms"
                  .formatted(Reading.of(rounds).median(), Reading.of(base).median()));
    }
  }
}
