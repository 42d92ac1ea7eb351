package org.aralwatch.ingest.source.netcdf;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attributes of a variable or of the file: texts and numbers. */
final class Attributes {
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<Number>> numbers = new LinkedHashMap<>();

  void put(String name, String text) {
    texts.put(name, text.strip());
  }

  void put(String name, List<Number> values) {
    numbers.put(name, List.copyOf(values));
  }

  /** A text that is not empty. */
  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name)).filter(text -> !text.isEmpty());
  }

  String text(String name, String fallback) {
    return text(name).orElse(fallback);
  }

  boolean is(String name, String text) {
    return text(name).filter(text::equalsIgnoreCase).isPresent();
  }

  /** Its numbers; none where it is not there, or is a text. */
  List<Number> numbers(String name) {
    return numbers.getOrDefault(name, List.of());
  }

  /** The first of its numbers. */
  Optional<Number> number(String name) {
    return numbers(name).stream().findFirst();
  }

  /**
   * The number as it was meant when it was written: a float 0.1 is 0.1, and not 0.100000001490116.
   */
  static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }
}
