package org.aralwatch.server.api;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.aralwatch.geodata.censoring.CensoringRule;
import org.aralwatch.geodata.feature.BBox;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.server.query.AsOf;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads parameters, one function a type. Each throws an {@link IllegalArgumentException} that names
 * the value and the rule; who maps errors adds the parameter's name. A blank parameter is none.
 */
public final class ParameterConverters implements ParamConverterProvider {
  private final Map<Class<?>, Function<String, ?>> readers = new HashMap<>();

  public ParameterConverters() {
    put(Instant.class, Parameters::instant);
    put(BBox.class, BBox::parse);
    put(Geometry.class, Parameters::polygon);
    put(PeriodChoice.class, PeriodChoice::parse);
    put(Statistic.class, Statistic::ofCode);
    put(CensoringRule.class, CensoringRule::ofCode);
    put(AsOf.class, Parameters::asOf);
    put(FlagChoice.class, FlagChoice::parse);
    put(Integer.class, Parameters::integer);
    put(Long.class, Parameters::whole);
    put(Boolean.class, Parameters::yesOrNo);
  }

  private <T> void put(Class<T> type, Function<String, ? extends T> reader) {
    readers.put(type, reader);
  }

  @Override
  public <T> ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    Function<String, ?> reader = readers.get(type);
    return reader == null ? null : new Converter<>(type, reader);
  }

  private record Converter<T>(Class<T> type, Function<String, ?> reader)
      implements ParamConverter<T> {
    @Override
    public T fromString(String text) {
      return text == null || text.isBlank() ? null : type.cast(reader.apply(text.strip()));
    }

    @Override
    public String toString(T value) {
      return String.valueOf(value);
    }
  }
}
