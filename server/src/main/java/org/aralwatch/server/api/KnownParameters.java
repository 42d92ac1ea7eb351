package org.aralwatch.server.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.aralwatch.server.query.Problem;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.ResourceMethod;

/**
 * Refuses a query parameter that the resource does not have: a misspelt one would change nothing,
 * and the answer would look like one to the question that was meant.
 */
final class KnownParameters implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    ExtendedUriInfo uri = (ExtendedUriInfo) request.getUriInfo();
    Set<String> given = uri.getQueryParameters().keySet();
    if (given.isEmpty() || request.getMethod().equals(HttpMethod.OPTIONS)) {
      return;
    }
    Set<String> known = known(uri.getMatchedResourceMethod());
    for (String name : given) {
      if (!known.contains(name)) {
        String shown = Parameters.shortened(name);
        throw Problem.invalid(
            shown, "unknown parameter '" + shown + "'; one of " + String.join(", ", known));
      }
    }
  }

  private static Set<String> known(ResourceMethod method) {
    Set<String> names = new TreeSet<>(Set.of(FormatFilter.PARAMETER));
    collect(method.getInvocable().getParameters(), names);
    return names;
  }

  private static void collect(Collection<Parameter> parameters, Set<String> names) {
    for (Parameter parameter : parameters) {
      if (parameter instanceof Parameter.BeanParameter bean) {
        collect(bean.getParameters(), names);
      } else if (parameter.getSource() == Parameter.Source.QUERY) {
        names.add(parameter.getSourceName());
      }
    }
  }
}
