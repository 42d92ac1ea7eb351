package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A series of a test station, loaded the way a file is. Immutable; the {@code with…} methods change
 * a copy.
 */
public record TestSeries(
    String layer,
    String station,
    Text name,
    List<String> aliases,
    double longitude,
    double latitude,
    String property,
    Statistic statistic,
    Support support,
    ZoneId zone,
    String procedure,
    String owner,
    Visibility visibility,
    List<Row> rows) {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static int stations;

  /** A value as it is staged; times in microseconds since 1970. */
  public record Row(long begin, long end, double value, Qualifier qualifier, QualityFlag flag) {}

  /** An empty series of mean discharge at a new hydropost. */
  public static TestSeries of(Support support, ZoneId zone) {
    String code = "test-station-" + nextStation();
    return new TestSeries(
        "hydroposts",
        code,
        Text.english("Test station"),
        List.of(),
        60,
        44,
        "discharge",
        support.isInstant() ? Statistic.INSTANT : Statistic.MEAN,
        support,
        zone,
        "test",
        "uzhydromet",
        Visibility.PUBLIC,
        List.of());
  }

  private static synchronized int nextStation() {
    return stations++;
  }

  /** Another series of the same station. */
  public TestSeries with(Support otherSupport, String otherProcedure) {
    return new TestSeries(
        layer,
        station,
        name,
        aliases,
        longitude,
        latitude,
        property,
        otherSupport.isInstant() ? Statistic.INSTANT : Statistic.MEAN,
        otherSupport,
        zone,
        otherProcedure,
        owner,
        visibility,
        List.of());
  }

  public TestSeries at(String otherLayer, String code, double lon, double lat) {
    return new TestSeries(
        otherLayer,
        code,
        name,
        aliases,
        lon,
        lat,
        property,
        statistic,
        support,
        zone,
        procedure,
        owner,
        visibility,
        rows);
  }

  public TestSeries named(Text otherName, String... otherAliases) {
    return new TestSeries(
        layer,
        station,
        otherName,
        List.of(otherAliases),
        longitude,
        latitude,
        property,
        statistic,
        support,
        zone,
        procedure,
        owner,
        visibility,
        rows);
  }

  public TestSeries of(String otherProperty, Statistic otherStatistic) {
    return new TestSeries(
        layer,
        station,
        name,
        aliases,
        longitude,
        latitude,
        otherProperty,
        otherStatistic,
        support,
        zone,
        procedure,
        owner,
        visibility,
        rows);
  }

  public TestSeries ownedBy(String otherOwner, Visibility otherVisibility) {
    return new TestSeries(
        layer,
        station,
        name,
        aliases,
        longitude,
        latitude,
        property,
        statistic,
        support,
        zone,
        procedure,
        otherOwner,
        otherVisibility,
        rows);
  }

  public TestSeries with(List<Row> otherRows) {
    return new TestSeries(
        layer,
        station,
        name,
        aliases,
        longitude,
        latitude,
        property,
        statistic,
        support,
        zone,
        procedure,
        owner,
        visibility,
        List.copyOf(otherRows));
  }

  /** With a value that begins at {@code begin}, an instant, or on that local day. */
  public TestSeries plus(String begin, double value) {
    return plus(begin, value, Qualifier.NONE, QualityFlag.GOOD);
  }

  public TestSeries plus(String begin, double value, Qualifier qualifier, QualityFlag flag) {
    Instant instant = Instant.parse(begin);
    var period = support.beginningAt(instant.atZone(zone).toLocalDateTime(), zone);
    List<Row> more = new ArrayList<>(rows);
    more.add(new Row(micros(period.from()), micros(period.to()), value, qualifier, flag));
    return with(more);
  }

  /** What {@link #loaded} did. */
  public record Loaded(int datastream, MergeResult result) {}

  /** Loads the series in a transaction of its own; gives the id of its datastream. */
  public int load(TestDatabase database) {
    return loaded(database).datastream();
  }

  /** As {@link #load}, with what became of the rows. */
  public Loaded loaded(TestDatabase database) {
    try (LoadTransaction tx = begin(database, OptionalLong.of(upload(database)))) {
      int id = stage(tx, database);
      MergeResult result = tx.merge((at, first, value, firstValue) -> {});
      tx.commit(revision -> "{}");
      return new Loaded(id, result);
    }
  }

  /** What {@link #loaded} would do. */
  public MergeResult dryRun(TestDatabase database) {
    try (LoadTransaction tx = begin(database, OptionalLong.empty())) {
      stage(tx, database);
      return tx.merge((at, first, value, firstValue) -> {});
    }
  }

  private static LoadTransaction begin(TestDatabase database, OptionalLong upload) {
    return LoadTransaction.begin(database.database(), database.vocabulary(), "tester", upload);
  }

  private int stage(LoadTransaction tx, TestDatabase database) {
    FeatureRef feature =
        tx.findFeature(layer, station).orElseGet(() -> tx.createFeature(newFeature()));
    DatastreamRef datastream = tx.datastream(newDatastream(feature, database.vocabulary()));
    long line = 1;
    for (Row row : rows) {
      tx.stage(
          line++, datastream, row.begin(), row.end(), row.value(), row.qualifier(), row.flag(), 0);
    }
    return datastream.id();
  }

  private NewFeature newFeature() {
    return new NewFeature(
        layer,
        station,
        name,
        aliases,
        GEOMETRY.createPoint(new Coordinate(longitude, latitude)),
        (ObjectNode) Json.read("{}"));
  }

  private NewDatastream newDatastream(FeatureRef feature, Vocabulary vocabulary) {
    return new NewDatastream(
        feature.id(),
        vocabulary.findProperty(property).orElseThrow().id(),
        statistic,
        procedure,
        support,
        zone,
        Optional.empty(),
        owner,
        "CC-BY-4.0",
        new Datastream.Source("a test", "https://example.org", "2026-11-24"),
        "values of a test",
        visibility);
  }

  private static long upload(TestDatabase database) {
    byte[] file = "a file".getBytes(StandardCharsets.UTF_8);
    try {
      Sha256 sha256 = new BlobStore(database.jdbi()).put(new ByteArrayInputStream(file));
      return new UploadStore(database.jdbi())
          .create(
              new Upload.New(
                  "a.csv", sha256, file.length, "test", Json.read("{}"), "tester", "reading"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
