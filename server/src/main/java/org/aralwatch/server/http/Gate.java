package org.aralwatch.server.http;

import org.aralwatch.server.problem.ProblemDocument;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets only what is always open pass until the rest is ready. */
final class Gate extends Handler.Wrapper {
  private final Handler always;

  /**
   * @param always asked first, open or not
   */
  Gate(Handler always) {
    super(true);
    this.always = always;
    installBean(always);
  }

  /** From now on requests reach {@code handler}, which is started here. */
  void open(Handler handler) {
    handler.setServer(getServer());
    try {
      handler.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP handlers do not start", e);
    }
    setHandler(handler);
  }

  @Override
  public void setServer(org.eclipse.jetty.server.Server server) {
    super.setServer(server);
    always.setServer(server);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (always.handle(request, response, callback)) {
      return true;
    }
    Handler open = getHandler();
    if (open != null) {
      return open.handle(request, response, callback);
    }
    Problems.write(
        request,
        response,
        callback,
        ProblemDocument.Kind.STARTING,
        "the server is starting; ask again in a few seconds");
    return true;
  }
}
