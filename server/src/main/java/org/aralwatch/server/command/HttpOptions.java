package org.aralwatch.server.command;

import org.aralwatch.server.http.HttpSettings;
import picocli.CommandLine.Option;

/** Where a server listens. */
final class HttpOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "${env:ARALWATCH_HOST:-" + HttpSettings.DEFAULT_HOST + "}",
      description =
          "Interface to listen on; ${DEFAULT-VALUE} if not given. The server speaks plain HTTP, so it is open to"
              + " this host only unless you say 0.0.0.0; put a proxy with TLS in front of it then."
              + " (ARALWATCH_HOST)")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:ARALWATCH_PORT:-" + HttpSettings.DEFAULT_PORT + "}",
      description =
          "Port to listen on; ${DEFAULT-VALUE} if not given, 0 for any free one. (ARALWATCH_PORT)")
  private int port;

  HttpSettings settings() {
    try {
      return new HttpSettings(host, port);
    } catch (IllegalArgumentException e) {
      throw new Unusable(e.getMessage() + ".", e);
    }
  }
}
