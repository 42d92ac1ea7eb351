package org.aralwatch.server.problem;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;

/** The formats of answers by their short names, and those of one address. */
public final class Formats {
  /** Media types by the names that the parameter {@code f} has for them. */
  public static final Map<String, String> TYPES =
      Map.of("json", "application/json", "geojson", "application/geo+json", "csv", "text/csv");

  private Formats() {}

  /** Media types in which the address answers this method, ascending. */
  static List<String> produced(ExtendedUriInfo uri, String httpMethod) {
    return types(uri, httpMethod, ResourceMethod::getProducedTypes).sorted().toList();
  }

  /** Names of the formats in which the address answers this method, ascending. */
  static List<String> answered(ExtendedUriInfo uri, String httpMethod) {
    List<String> types = produced(uri, httpMethod);
    return TYPES.entrySet().stream()
        .filter(format -> types.contains(format.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Media types of the bodies that the address reads with this method, ascending. */
  static List<String> read(ExtendedUriInfo uri, String httpMethod) {
    return types(uri, httpMethod, ResourceMethod::getConsumedTypes).sorted().toList();
  }

  private static Stream<String> types(
      ExtendedUriInfo uri, String httpMethod, Function<ResourceMethod, List<MediaType>> part) {
    // What answers GET answers HEAD.
    String method = httpMethod.equals("HEAD") ? "GET" : httpMethod;
    return uri.getMatchedRuntimeResources().stream()
        .limit(1)
        .flatMap(resource -> resource.getResourceMethods().stream())
        .filter(candidate -> method.equals(candidate.getHttpMethod()))
        .flatMap(candidate -> part.apply(candidate).stream())
        .map(MediaType::toString)
        .distinct();
  }
}
