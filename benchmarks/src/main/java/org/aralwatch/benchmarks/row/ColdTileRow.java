package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.peer.Postgis;
import org.aralwatch.benchmarks.report.Reading;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.geodata.feature.TileCoord;

/**
 * Tiles of 50,000 polygons coloured by value that were never asked for: each once, up to 60 of a
 * zoom. Each round takes the values of another year, so that its tiles are new; the values of the
 * year are read before, by one tile outside of the count, as a map reads them once for all of its
 * tiles.
 */
final class ColdTileRow implements Row {
  private static final int LAST_ZOOM = 12;
  private static final int TILES_OF_A_ZOOM = 60;

  /** Years before those that are counted, in which the server's code gets warm. */
  private static final int WARM_UP_YEARS = 3;

  @Override
  public String name() {
    return "cold-tiles";
  }

  private enum Kind {
    PNG(".png", Target.COLD_PNG, Target.COLD_PNG_WORST),
    PNG_2X("@2x.png", Target.COLD_PNG_2X, Target.COLD_PNG_2X_WORST),
    MVT(".mvt", Target.COLD_MVT, Target.COLD_MVT_WORST);

    private final String suffix;
    private final Target all;
    private final Target worst;

    Kind(String suffix, Target all, Target worst) {
      this.suffix = suffix;
      this.all = all;
      this.worst = worst;
    }
  }

  @Override
  public void measure(Bench bench) {
    if (WARM_UP_YEARS + bench.rounds() > BaseRecord.YEARS) {
      throw new IllegalArgumentException(
          "cold tiles have values for " + (BaseRecord.YEARS - WARM_UP_YEARS) + " rounds at most");
    }
    Map<Kind, Sample> peers = new LinkedHashMap<>();
    String[] peerName = {""};
    Postgis.start(bench.directory())
        .ifPresent(
            postgis -> {
              try (postgis) {
                List<TileCoord> tiles = new ArrayList<>();
                zooms().values().forEach(tiles::addAll);
                peers.put(Kind.MVT, postgis.vectorTiles(tiles));
                peerName[0] = postgis.describe();
              }
            });
    try (Record record = BaseRecord.open(bench.store(), bench.scratch());
        ServerProcess server = bench.serve(record);
        Client client = new Client(server.address())) {
      int year = BaseRecord.FIRST_YEAR;
      for (; year < BaseRecord.FIRST_YEAR + WARM_UP_YEARS; year++) {
        for (Kind kind : Kind.values()) {
          round(client, kind, year);
        }
      }
      Map<Kind, List<Round>> rounds = new LinkedHashMap<>();
      for (int end = year + bench.rounds(); year < end; year++) {
        for (Kind kind : Kind.values()) {
          rounds.computeIfAbsent(kind, k -> new ArrayList<>()).add(round(client, kind, year));
        }
      }
      rounds.forEach(
          (kind, all) ->
              report(
                  bench,
                  kind,
                  all,
                  Optional.ofNullable(peers.get(kind))
                      .map(
                          times ->
                              "%s %.1f ms p95, median %.1f ms, without gzip"
                                  .formatted(
                                      peerName[0],
                                      times.percentileMillis(95),
                                      times.medianMillis()))));
    }
  }

  /** Times of each zoom. */
  private record Round(Map<Integer, Client.Answers> zooms) {
    Sample all() {
      return Sample.all(zooms.values().stream().map(Client.Answers::times).toList());
    }

    int slowest() {
      return zooms.entrySet().stream()
          .max(Map.Entry.comparingByValue(Comparator.comparing(Round::p95)))
          .orElseThrow()
          .getKey();
    }

    static double p95(Client.Answers answers) {
      return answers.times().percentileMillis(95);
    }
  }

  private static Map<Integer, List<TileCoord>> zooms() {
    Map<Integer, List<TileCoord>> zooms = new LinkedHashMap<>();
    for (int zoom = 0; zoom <= LAST_ZOOM; zoom++) {
      zooms.put(zoom, Tiles.ofZoom(zoom, TILES_OF_A_ZOOM));
    }
    return zooms;
  }

  private static Round round(Client client, Kind kind, int year) {
    // A tile far from the polygons: the values of the year are read for it and nothing is drawn.
    client.ask(
        List.of(client.get(Tiles.polygonPath(TileCoord.ofLonLat(-100, 40, 9), kind.suffix, year))));
    Map<Integer, Client.Answers> answers = new LinkedHashMap<>();
    zooms()
        .forEach(
            (zoom, tiles) ->
                answers.put(
                    zoom,
                    client.ask(
                        tiles.stream()
                            .map(tile -> client.get(Tiles.polygonPath(tile, kind.suffix, year)))
                            .toList())));
    return new Round(answers);
  }

  private static void report(Bench bench, Kind kind, List<Round> rounds, Optional<String> peer) {
    Sample all = Sample.all(rounds.stream().map(Round::all).toList());
    bench.found(
        kind.all,
        rounds.stream().map(round -> round.all().percentileMillis(95)).toList(),
        peer,
        "median %.1f ms, p99 %.1f ms; %d tiles a round"
            .formatted(all.medianMillis(), all.percentileMillis(99), rounds.get(0).all().size()));
    // The zoom is that of the middle round, so that one hiccup does not choose it.
    List<Integer> slowest = rounds.stream().map(Round::slowest).sorted().toList();
    int zoom = slowest.get(slowest.size() / 2);
    bench.found(
        kind.worst,
        0,
        Reading.of(rounds.stream().map(round -> Round.p95(round.zooms.get(zoom))).toList()),
        Optional.empty(),
        "zoom %d: %d tiles, the longest %,d kB"
            .formatted(
                zoom,
                rounds.get(0).zooms.get(zoom).times().size(),
                rounds.get(0).zooms.get(zoom).longest() >> 10));
  }
}
