package org.aralwatch.server.problem;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;

/** Names of requests: unique among the servers of an installation, short enough to be read out. */
public final class RequestId {
  /** Request attribute under which Jersey's side finds it. */
  public static final String ATTRIBUTE = "org.aralwatch.request";

  private static final String PROCESS =
      Long.toString(System.currentTimeMillis() & 0xFFFF_FFFFL, 36)
          + Long.toString(ProcessHandle.current().pid() % 1_296, 36);

  private static final AtomicLong NEXT = new AtomicLong();

  private RequestId() {}

  /** The id of this request, given at the first call. */
  public static String of(Request request) {
    Object known = request.getAttribute(ATTRIBUTE);
    if (known instanceof String id) {
      return id;
    }
    String id = PROCESS + '-' + Long.toString(NEXT.incrementAndGet(), 36);
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** The id as the {@code instance} of a problem document. */
  public static String instance(Object id) {
    return "urn:aralwatch:request:" + id;
  }
}
