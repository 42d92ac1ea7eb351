package org.aralwatch.server.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening side: takes its port at once, answers probes while the rest is made ready, then
 * opens. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** How long requests under way may take when the server stops. */
  private static final long STOP_MILLIS = 10_000;

  private static final long IDLE_MILLIS = 30_000;
  private static final int THREADS = 64;

  private final Server server;
  private final ServerConnector connector;
  private final Gate gate;

  private HttpServer(Server server, ServerConnector connector, Gate gate) {
    this.server = server;
    this.connector = connector;
    this.gate = gate;
  }

  /**
   * Takes the port, starts to listen and answers probes.
   *
   * @param probes answers what must be answered before the server is open
   * @throws BindException when the port is taken or not ours to take, or the host is not this one
   */
  public static HttpServer start(HttpSettings settings, Handler probes, Metrics metrics) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("http");
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendXPoweredBy(false);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    configuration.setIdleTimeout(IDLE_MILLIS);
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    Gate gate = new Gate(probes);
    server.setHandler(new GracefulHandler(gate));
    server.setErrorHandler(new ProblemErrorHandler());
    server.setRequestLog(new Traces(metrics));
    server.setStopTimeout(STOP_MILLIS);
    try {
      connector.open();
    } catch (IOException e) {
      throw new BindException(reason(settings, e), e);
    }
    try {
      server.start();
    } catch (Exception e) {
      connector.close();
      throw new IllegalStateException("the HTTP server does not start", e);
    }
    return new HttpServer(server, connector, gate);
  }

  private static String reason(HttpSettings settings, IOException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String words = String.valueOf(cause.getMessage());
    if (words.contains("in use")) {
      return "Port "
          + settings.port()
          + " on "
          + settings.host()
          + " is taken by another program; choose another one with --port.";
    }
    if (words.contains("ermission denied")) {
      return "Port "
          + settings.port()
          + " may not be used by this user; choose one from 1024 on with --port.";
    }
    return "Cannot listen on " + settings.host() + ":" + settings.port() + ": " + words + ".";
  }

  /** From now on all requests are answered, those that are not for probes by these handlers. */
  public void open(Map<String, Handler> handlersByPath, Handler otherwise) {
    gate.open(new Router(handlersByPath, otherwise));
  }

  /** The port that was taken. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Where a browser on this host finds the page. */
  public URI address() {
    String host = connector.getHost();
    boolean anywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = anywhere || host.equals("127.0.0.1") ? "localhost" : host;
    return URI.create(
        "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port() + "/");
  }

  /** Stops to accept, lets requests under way end, for ten seconds at most. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // A request that outlived its ten seconds; the process ends now in any case.
      LOG.warn("the HTTP server did not stop in order: {}", e.toString());
    }
  }
}
