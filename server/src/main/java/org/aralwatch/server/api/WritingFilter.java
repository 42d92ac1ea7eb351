package org.aralwatch.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.server.problem.ProblemDocument.Kind;
import org.aralwatch.server.problem.Refusal;

/** Lets only writers pass to what is marked {@link Writing}. */
@Writing
@Priority(Priorities.AUTHORIZATION)
public final class WritingFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
      throw new Refusal(
          Kind.TOKEN_NEEDED, "this needs a token: send the header 'Authorization: Bearer TOKEN'");
    }
    Viewer viewer = Caller.of(request);
    if (!viewer.writer()) {
      throw new Refusal(
          Kind.NOT_ALLOWED, "the token '" + viewer.name() + "' allows to read, not to write");
    }
  }
}
