package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;

/**
 * Tiles that the server has in its memory, PNG and MVT in equal parts, asked for by eight
 * connections that never pause. The load generator is this program's own, on the same cores.
 */
final class CachedTileRow implements Row {
  private static final int CONNECTIONS = 8;
  private static final double SECONDS = 4;
  private static final int FIRST_ZOOM = 7;
  private static final int LAST_ZOOM = 11;
  private static final int TILES_OF_A_ZOOM = 40;

  @Override
  public String name() {
    return "cached-tiles";
  }

  @Override
  public void measure(Bench bench) {
    try (Record record = BaseRecord.open(bench.store(), bench.scratch());
        ServerProcess server = bench.serve(record);
        Client client = new Client(server.address())) {
      List<byte[]> requests = new ArrayList<>();
      for (int zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++) {
        for (String suffix : List.of(".png", ".mvt")) {
          Tiles.ofZoom(zoom, TILES_OF_A_ZOOM)
              .forEach(
                  tile ->
                      requests.add(
                          client.get(Tiles.polygonPath(tile, suffix, BaseRecord.FIRST_YEAR))));
        }
      }
      Client.Answers filling = client.ask(requests);
      client.load(requests, CONNECTIONS, SECONDS);
      List<Client.Throughput> loads =
          bench.rounds(() -> client.load(requests, CONNECTIONS, SECONDS));
      String note =
          "%d connections without pauses, %d tiles of %.1f kB on average; median %.2f ms; load by this program's own client"
              .formatted(
                  CONNECTIONS,
                  requests.size(),
                  filling.meanKilobytes(),
                  loads.get(0).times().medianMillis());
      bench.found(
          Target.CACHED_TILE_P99,
          loads.stream().map(load -> load.times().percentileMillis(99)).toList(),
          Optional.empty(),
          note);
      bench.found(
          Target.CACHED_TILE_RATE,
          loads.stream().map(Client.Throughput::perSecond).toList(),
          Optional.empty(),
          "");
    }
  }
}
