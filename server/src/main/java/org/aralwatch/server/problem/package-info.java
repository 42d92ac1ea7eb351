/** Errors as RFC 9457 documents; the only place that writes error bodies. */
package org.aralwatch.server.problem;
