package org.aralwatch.server.http;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey below {@code /api/v1}, its answers compressed, its requests of limited size. */
public final class ApiHandler {
  /** A file of some ten million rows; a resource that takes less says so itself. */
  public static final long MOST_UPLOADED_BYTES = 2L << 30;

  private ApiHandler() {}

  public static Handler of(ResourceConfig resources) {
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder jersey = new ServletHolder(new ServletContainer(resources));
    // Jersey prepares its resources at start, not for the first request.
    jersey.setInitOrder(0);
    context.addServlet(jersey, "/api/v1/*");
    context.setErrorHandler(new ProblemErrorHandler());
    SizeLimitHandler limited = new SizeLimitHandler(MOST_UPLOADED_BYTES, -1);
    limited.setHandler(context);
    CompressionHandler compressed = new CompressionHandler(limited);
    compressed.putCompression(new GzipCompression());
    compressed.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .compressIncludeMethod("GET")
            .compressIncludeMethod("POST")
            .compressIncludeMimeType("application/json")
            .compressIncludeMimeType("application/geo+json")
            .compressIncludeMimeType("text/csv")
            .build());
    return compressed;
  }
}
