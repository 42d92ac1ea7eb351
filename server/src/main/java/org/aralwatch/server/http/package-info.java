/**
 * Jetty, and what it answers without Jersey: tiles, the page's files, the API's description, probes
 * and metrics. A request passes {@code Traces} (id, log, metrics), the graceful shutdown, the gate
 * that opens when the server is ready, and then the handler of its path.
 */
package org.aralwatch.server.http;
