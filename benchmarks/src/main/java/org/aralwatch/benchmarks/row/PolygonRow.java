package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.data.Shapes;
import org.aralwatch.benchmarks.peer.Postgis;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.FeatureQuery;
import org.aralwatch.server.query.FeatureRequest;
import org.aralwatch.server.query.FrameQuery;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Features in polygons. The query core is measured in this process: which of 100,000 features
 * match, counted exactly, and the first hundred read from the store. Over HTTP comes what a user
 * waits for: the polygon sent as GeoJSON, up to 1,000 features with names, attributes and shapes
 * answered.
 */
final class PolygonRow implements Row {
  private static final int PAGE = 100;
  private static final int PEER_POLYGONS = 12;

  @Override
  public String name() {
    return "polygon";
  }

  /** Polygons of one kind, each asked once a round. */
  private record Kind(Target core, Optional<Target> http, List<Geometry> polygons) {}

  @Override
  public void measure(Bench bench) {
    try (Record record = BaseRecord.open(bench.store(), bench.scratch())) {
      List<Kind> kinds = kinds(record);
      Optional<Postgis> postgis = Postgis.start(bench.directory());
      try {
        core(bench, record, kinds, postgis);
      } finally {
        postgis.ifPresent(Postgis::close);
      }
      http(bench, record, kinds);
    }
  }

  private static List<Kind> kinds(Record record) {
    SplittableRandom random = new SplittableRandom(5);
    List<Geometry> districts =
        Stream.<Geometry>generate(() -> Shapes.jagged(random, 0.3, 300)).limit(200).toList();
    List<Geometry> basins =
        Stream.<Geometry>generate(() -> Shapes.jagged(random, 2.5, 5_000)).limit(60).toList();
    return List.of(
        new Kind(Target.POLYGON_COUNTRY, Optional.empty(), countries(record)),
        new Kind(Target.POLYGON_DISTRICT, Optional.of(Target.POLYGON_DISTRICT_HTTP), districts),
        new Kind(Target.POLYGON_BASIN, Optional.of(Target.POLYGON_BASIN_HTTP), basins),
        new Kind(
            Target.POLYGON_COMB, Optional.empty(), Collections.nCopies(10, Shapes.comb(5_000))));
  }

  /** Those of the reference data, which are real: each ten times, in random order. */
  private static List<Geometry> countries(Record record) {
    List<Geometry> countries = new ArrayList<>();
    try (Catalog catalog = open(record)) {
      catalog
          .state()
          .layer("countries")
          .snapshot()
          .list()
          .forEach(country -> countries.addAll(Collections.nCopies(10, country.geometry())));
    }
    Collections.shuffle(countries, new Random(6));
    return countries;
  }

  /** Without the shapes of tiles, which nobody asks for here. */
  private static Catalog open(Record record) {
    return Catalog.open(record.database(), layer -> {});
  }

  private static void core(
      Bench bench, Record record, List<Kind> kinds, Optional<Postgis> postgis) {
    try (Catalog catalog = open(record)) {
      FeatureQuery query =
          new FeatureQuery(
              catalog,
              new FeatureStore(record.jdbi()),
              new FrameQuery(catalog, new FrameStore(record.jdbi())));
      for (Kind kind : kinds) {
        for (int warmUp = 0; warmUp < 3; warmUp++) {
          core(query, kind.polygons());
        }
      }
      for (Kind kind : kinds) {
        long matching = 0;
        for (Geometry polygon : kind.polygons()) {
          matching += matching(query, polygon);
        }
        List<Sample> samples = bench.rounds(() -> core(query, kind.polygons()));
        Sample all = Sample.all(samples);
        bench.found(
            kind.core(),
            samples.stream().map(sample -> sample.percentileMillis(95)).toList(),
            postgis.flatMap(peer -> beside(peer, kind)),
            "median %.1f ms, p99 %.1f ms; %,d features match on average"
                .formatted(
                    all.medianMillis(),
                    all.percentileMillis(99),
                    matching / kind.polygons().size()));
      }
    }
  }

  /** A part of the polygons: PostGIS takes seconds for large ones, and minutes for the comb. */
  private static Optional<String> beside(Postgis peer, Kind kind) {
    if (kind.core() == Target.POLYGON_COMB) {
      return Optional.empty();
    }
    List<Geometry> some =
        kind.polygons().subList(0, Math.min(PEER_POLYGONS, kind.polygons().size()));
    Sample times = peer.placesIn(some);
    return Optional.of(
        "%s median %.1f ms, slowest of %d %.1f ms"
            .formatted(
                peer.describe(), times.medianMillis(), some.size(), times.percentileMillis(100)));
  }

  private static long matching(FeatureQuery query, Geometry polygon) {
    return query
        .run(Viewer.PUBLIC, FeatureRequest.ofLayer(BaseRecord.PLACES).in(polygon).page(0, PAGE))
        .matched();
  }

  private static Sample core(FeatureQuery query, List<Geometry> polygons) {
    long[] nanos = new long[polygons.size()];
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      matching(query, polygons.get(i));
      nanos[i] = System.nanoTime() - begin;
    }
    return Sample.ofNanos(nanos);
  }

  private static void http(Bench bench, Record record, List<Kind> kinds) {
    try (ServerProcess server = bench.serve(record);
        Client client = new Client(server.address())) {
      for (Kind kind : kinds) {
        if (kind.http().isPresent()) {
          http(bench, client, kind.http().get(), kind.polygons());
        }
      }
    }
  }

  private static void http(Bench bench, Client client, Target target, List<Geometry> polygons) {
    List<byte[]> requests =
        polygons.stream()
            .map(
                polygon ->
                    client.post(
                        "/api/v1/layers/" + BaseRecord.PLACES + "/features/query",
                        geoJson((Polygon) polygon)))
            .toList();
    for (int warmUp = 0; warmUp < 3; warmUp++) {
      client.ask(requests);
    }
    List<Client.Answers> answers = bench.rounds(() -> client.ask(requests));
    Sample all = Sample.all(answers.stream().map(Client.Answers::times).toList());
    bench.found(
        target,
        answers.stream().map(a -> a.times().percentileMillis(95)).toList(),
        Optional.empty(),
        "median %.1f ms; answers of %.0f kB compressed"
            .formatted(all.medianMillis(), answers.get(0).meanKilobytes()));
  }

  static String geoJson(Polygon polygon) {
    StringBuilder json = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (Coordinate vertex : polygon.getExteriorRing().getCoordinates()) {
      json.append(String.format(Locale.ROOT, "[%.6f,%.6f],", vertex.x, vertex.y));
    }
    json.setCharAt(json.length() - 1, ']');
    return json.append("]}").toString();
  }
}
