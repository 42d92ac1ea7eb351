package org.aralwatch.server.api;

import java.util.Collection;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Makes Jersey's configuration of instances: nothing is scanned, found or guessed. */
public final class Api {
  private Api() {}

  /**
   * @param parts resources, filters and writers
   */
  public static ResourceConfig configuration(Collection<Object> parts) {
    ResourceConfig config = new ResourceConfig();
    config.addProperties(
        Map.of(
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            CommonProperties.MOXY_JSON_FEATURE_DISABLE, true,
            ServerProperties.WADL_FEATURE_DISABLE, true,
            ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true));
    config.register(new ParameterConverters());
    config.register(new GeometryReader());
    config.register(new FormatFilter());
    config.register(new WritingFilter());
    config.register(new AnswerFilter());
    config.register(new KnownParameters());
    config.register(new HeadLength());
    parts.forEach(config::register);
    return config;
  }
}
