package org.aralwatch.server.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.FeatureStore;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.MappingStore;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.PlaceStore;
import org.aralwatch.geodata.storage.SourceStore;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.server.Version;
import org.aralwatch.server.api.Api;
import org.aralwatch.server.api.DatastreamResource;
import org.aralwatch.server.api.ExtentResource;
import org.aralwatch.server.api.FeatureResource;
import org.aralwatch.server.api.LandingResource;
import org.aralwatch.server.api.LayerFeatureResource;
import org.aralwatch.server.api.LayerResource;
import org.aralwatch.server.api.MappingResource;
import org.aralwatch.server.api.ObservationResource;
import org.aralwatch.server.api.OpenApiResource;
import org.aralwatch.server.api.PopulationResource;
import org.aralwatch.server.api.RevisionResource;
import org.aralwatch.server.api.SourceResource;
import org.aralwatch.server.api.StationResource;
import org.aralwatch.server.api.ThemeResource;
import org.aralwatch.server.api.UploadInbox;
import org.aralwatch.server.api.UploadResource;
import org.aralwatch.server.api.ViewerFilter;
import org.aralwatch.server.api.VocabularyResource;
import org.aralwatch.server.encode.FeatureDetailWriter;
import org.aralwatch.server.encode.GeoJsonWriter;
import org.aralwatch.server.encode.JsonWriter;
import org.aralwatch.server.encode.ObservationColumnsWriter;
import org.aralwatch.server.encode.ObservationCsvWriter;
import org.aralwatch.server.http.ApiHandler;
import org.aralwatch.server.http.DocsHandler;
import org.aralwatch.server.http.FileHandler;
import org.aralwatch.server.http.HttpServer;
import org.aralwatch.server.http.Metrics;
import org.aralwatch.server.http.TileHandler;
import org.aralwatch.server.http.TileService;
import org.aralwatch.server.problem.ProblemMapper;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.FeatureQuery;
import org.aralwatch.server.query.FrameQuery;
import org.aralwatch.server.query.ObservationQuery;
import org.aralwatch.server.query.PopulationQuery;
import org.aralwatch.server.theme.Themes;
import org.aralwatch.server.tile.TileCache;
import org.aralwatch.web.WebFiles;
import org.eclipse.jetty.server.Handler;
import org.glassfish.jersey.media.multipart.MultiPartFeature;

/** Everything that answers requests, wired. */
final class Application {
  private final Map<String, Handler> handlers;

  private Application(Map<String, Handler> handlers) {
    this.handlers = handlers;
  }

  /** Reads what servers keep in memory and makes the handlers. */
  static Application open(Database database, Metrics metrics, Closing closing) {
    Clock clock = Clock.systemUTC();
    Catalog catalog = closing.add(Closing.Stage.QUERIES, "catalog", Catalog.open(database));
    Themes themes = Themes.load();
    FrameQuery frames = new FrameQuery(catalog, new FrameStore(database.jdbi()));
    TileCache tiles = new TileCache(tileCacheBytes());
    metrics.tileCache(tiles::hits, tiles::misses, tiles::bytes);
    metrics.pool(database.dataSource());
    Map<String, Handler> handlers = new HashMap<>();
    handlers.put(
        "/tiles",
        new TileHandler(
            new TileService(catalog, frames, themes, tiles, tileCacheBytes() / 4, clock)));
    handlers.put("/docs", new DocsHandler());
    handlers.put(
        "/api", ApiHandler.of(Api.configuration(parts(database, catalog, themes, frames, clock))));
    return new Application(handlers);
  }

  private static List<Object> parts(
      Database database, Catalog catalog, Themes themes, FrameQuery frames, Clock clock) {
    FeatureStore features = new FeatureStore(database.jdbi());
    DatastreamStore datastreams = new DatastreamStore(database.jdbi());
    FeatureQuery featureQuery = new FeatureQuery(catalog, features, frames);
    UploadInbox inbox = new IngestInbox(database);
    List<Object> resources =
        List.of(
            new LandingResource(),
            new RevisionResource(catalog),
            new ExtentResource(catalog),
            new ThemeResource(themes, catalog),
            new VocabularyResource(),
            new LayerResource(catalog),
            new LayerFeatureResource(featureQuery, themes, clock),
            new StationResource(featureQuery, themes, clock),
            new PopulationResource(new PopulationQuery(catalog, new PlaceStore(database.jdbi()))),
            new FeatureResource(features, catalog),
            new DatastreamResource(datastreams, catalog),
            new ObservationResource(
                new ObservationQuery(
                    datastreams,
                    new ObservationStore(database.jdbi()),
                    () -> catalog.state().vocabulary())),
            new SourceResource(new SourceStore(database.jdbi())),
            new UploadResource(
                inbox, new UploadStore(database.jdbi()), new BlobStore(database.jdbi())),
            new MappingResource(new MappingStore(database.jdbi()), inbox));
    Set<Class<?>> described =
        resources.stream().map(Object::getClass).collect(Collectors.toUnmodifiableSet());
    List<Object> parts = new ArrayList<>(resources);
    parts.add(new OpenApiResource(Version.current(), described));
    parts.add(new ViewerFilter(new TokenStore(database.jdbi())));
    parts.add(new ProblemMapper());
    parts.add(new JsonWriter());
    parts.add(new GeoJsonWriter(catalog));
    parts.add(new FeatureDetailWriter(catalog));
    parts.add(new ObservationColumnsWriter(catalog));
    parts.add(new ObservationCsvWriter(catalog));
    parts.add(new MultiPartFeature());
    return parts;
  }

  /** An eighth of the heap: with frames and geometry, half of it stays free for requests. */
  private static long tileCacheBytes() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  void openOn(HttpServer http) {
    http.open(handlers, new FileHandler(new WebFiles()));
  }
}
