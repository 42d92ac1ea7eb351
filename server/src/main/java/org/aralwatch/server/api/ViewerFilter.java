package org.aralwatch.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.aralwatch.geodata.access.TokenStore;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;

/** Finds out who asks. A token that is not known is refused, also where none is needed. */
@Priority(Priorities.AUTHENTICATION)
public final class ViewerFilter implements ContainerRequestFilter {
  private static final String SCHEME = "bearer ";

  private final TokenStore tokens;

  public ViewerFilter(TokenStore tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      Caller.set(request, Viewer.PUBLIC);
      return;
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new Refusal(
          Kind.TOKEN_NEEDED, "authorization is by 'Bearer' and a token, nothing else");
    }
    String token = header.substring(SCHEME.length()).strip();
    Caller.set(
        request,
        tokens
            .find(token)
            .orElseThrow(() -> new Refusal(Kind.TOKEN_NEEDED, "this token is not known here")));
  }
}
