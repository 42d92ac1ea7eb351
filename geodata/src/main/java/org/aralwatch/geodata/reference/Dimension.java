package org.aralwatch.geodata.reference;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Exponents of the base quantities of UCUM: L length, T time, M mass, C temperature, A plane angle,
 * Q electric charge, F luminous intensity. A unit defined by a procedure, as {@code [CFU]}, is a
 * dimension of its own. Exponents of zero are left out.
 */
record Dimension(Map<String, Integer> exponents) {
  static final Dimension NONE = new Dimension(Map.of());

  /** What people call the quantity; only what the record or its files may hold. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("1", "a number"),
          Map.entry("L", "length"),
          Map.entry("L2", "area"),
          Map.entry("L3", "volume"),
          Map.entry("L3.T-1", "volume per time"),
          Map.entry("L.T-1", "length per time"),
          Map.entry("L.T-2", "acceleration"),
          Map.entry("T", "time"),
          Map.entry("T-1", "number per time"),
          Map.entry("M", "mass"),
          Map.entry("M.T-1", "mass per time"),
          Map.entry("C", "temperature"),
          Map.entry("L-3", "number or amount per volume"),
          Map.entry("L-3.M", "mass per volume"),
          Map.entry("L-2.M", "mass per area"),
          Map.entry("L-2.M.T-1", "mass per area and time"),
          Map.entry("L-1.M.T-2", "pressure"),
          Map.entry("L2.M.T-2", "energy"),
          Map.entry("M.T-2", "energy per area"),
          Map.entry("M.T-3", "power per area"),
          Map.entry("L2.M.T-3", "power"),
          Map.entry("L-3.M-1.Q2.T", "electrical conductivity"),
          Map.entry("A", "plane angle"));

  Dimension {
    Map<String, Integer> kept = new TreeMap<>(exponents);
    kept.values().removeIf(exponent -> exponent == 0);
    exponents = Map.copyOf(kept);
  }

  static Dimension of(String base) {
    return new Dimension(Map.of(base, 1));
  }

  Dimension times(Dimension other) {
    Map<String, Integer> sum = new TreeMap<>(exponents);
    other.exponents.forEach((base, exponent) -> sum.merge(base, exponent, Integer::sum));
    return new Dimension(sum);
  }

  Dimension toThe(int exponent) {
    return new Dimension(
        exponents.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() * exponent)));
  }

  boolean isNumber() {
    return exponents.isEmpty();
  }

  /** As "L3.T-1"; "1" for a number. */
  String symbol() {
    return exponents.isEmpty()
        ? "1"
        : new TreeMap<>(exponents)
            .entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : entry.getValue()))
                .collect(Collectors.joining("."));
  }

  /** As "volume per time, L3.T-1"; the symbol alone where there is no usual name. */
  String described() {
    String name = NAMES.get(symbol());
    if (name == null) {
      return symbol();
    }
    return isNumber() ? name : name + ", " + symbol();
  }
}
