package org.aralwatch.server.http;

/**
 * Where to listen.
 *
 * @param host name or address of the interface
 * @param port 0 for any free one
 */
public record HttpSettings(String host, int port) {
  /**
   * Loopback: the server speaks plain HTTP, so whoever opens it to a network decides so, and has a
   * proxy with TLS in front of it where tokens travel.
   */
  public static final String DEFAULT_HOST = "127.0.0.1";

  public static final int DEFAULT_PORT = 8080;

  /**
   * @throws IllegalArgumentException when the port is out of range or the host is blank
   */
  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host is blank; use 127.0.0.1 or 0.0.0.0");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
    }
  }
}
