package org.aralwatch.ingest.source.netcdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfVariable.Dimension;

/** Says which variable of a file is what to which, after the CF conventions. */
final class CfDataset {
  private final NetcdfFile file;
  private final Map<NetcdfVariable, Role> roles = new HashMap<>();

  /** Variables that only serve others: bounds, counts, indexes, flags, grid mappings. */
  private final Set<String> servants = new HashSet<>();

  CfDataset(NetcdfFile file) {
    this.file = file;
    for (NetcdfVariable variable : file.variables()) {
      roles.put(variable, Role.of(variable));
      Attributes attributes = variable.attributes();
      for (String key : List.of("bounds", "climatology", "grid_mapping", "ancillary_variables")) {
        attributes.text(key).ifPresent(names -> servants.addAll(words(names)));
      }
      if (attributes.text("sample_dimension").isPresent()
          || attributes.text("instance_dimension").isPresent()
          || attributes.text("flag_meanings").isPresent()) {
        servants.add(variable.name());
      }
    }
    String feature = feature();
    if (!feature.isEmpty() && !feature.equals("timeseries") && !feature.equals("station")) {
      throw new BadFileException(
          "the file holds features of the type " + feature + "; time series can be read");
    }
  }

  private String feature() {
    Attributes attributes = file.attributes();
    return attributes
        .text("featureType")
        .or(() -> attributes.text("CF:featureType"))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  static List<String> words(String text) {
    return Arrays.asList(text.trim().split("\\s+"));
  }

  Role role(NetcdfVariable variable) {
    return roles.get(variable);
  }

  /** Those that may hold observations: numbers that are no coordinate and serve no other. */
  List<NetcdfVariable> candidates() {
    List<NetcdfVariable> candidates = new ArrayList<>();
    for (NetcdfVariable variable : file.variables()) {
      boolean coordinate =
          variable.rank() == 1 && variable.dimensions().get(0).name().equals(variable.name());
      if (!variable.type().isText()
          && !coordinate
          && roles.get(variable) == Role.NONE
          && !servants.contains(variable.name())
          && variable.rank() > 0) {
        candidates.add(variable);
      }
    }
    return candidates;
  }

  /** The standard name, or the long one, where it tells the variable from the others. */
  String property(NetcdfVariable variable, List<NetcdfVariable> others) {
    for (String key : List.of("standard_name", "long_name")) {
      Optional<String> name = variable.attributes().text(key);
      if (name.isPresent()
          && others.stream()
              .noneMatch(other -> other != variable && name.equals(other.attributes().text(key)))) {
        return name.get();
      }
    }
    return variable.name();
  }

  /** The variable by whose times the values of {@code data} are told. */
  Optional<NetcdfVariable> timeOf(NetcdfVariable data) {
    List<NetcdfVariable> times =
        file.variables().stream()
            .filter(variable -> roles.get(variable) == Role.TIME)
            .filter(variable -> variable.rank() > 0 && data.covers(variable))
            .toList();
    List<String> named = words(data.attributes().text("coordinates", ""));
    return times.stream()
        .filter(
            time ->
                named.contains(time.name())
                    || time.rank() == 1 && time.dimensions().get(0).name().equals(time.name()))
        .findFirst()
        .or(() -> times.stream().findFirst());
  }

  /** The bounds of the times, where there are any of the right shape. */
  Optional<NetcdfVariable> boundsOf(NetcdfVariable time) {
    Optional<NetcdfVariable> bounds = time.attributes().text("bounds").flatMap(file::find);
    bounds.ifPresent(
        found -> {
          int rank = time.rank();
          if (found.rank() != rank + 1
              || !found.dimensions().subList(0, rank).equals(time.dimensions())
              || found.dimensions().get(rank).length() != 2
              || found.type().isText()) {
            throw new BadFileException("the bounds " + found + " do not fit the times " + time);
          }
        });
    return bounds;
  }

  /**
   * What tells the places of values that have these dimensions: the coordinates which have no other
   * ones. Those that the data name come first; scalar ones are for data without places of their
   * own, or named.
   */
  Map<Role, NetcdfVariable> coordinates(NetcdfVariable data, List<Dimension> places) {
    List<String> named = words(data.attributes().text("coordinates", ""));
    Map<Role, NetcdfVariable> found = new EnumMap<>(Role.class);
    for (boolean onlyNamed : new boolean[] {true, false}) {
      for (NetcdfVariable variable : file.variables()) {
        Role role = roles.get(variable);
        boolean isNamed = named.contains(variable.name());
        List<Dimension> shape = shape(variable);
        if (role != Role.NONE
            && role != Role.TIME
            && (isNamed || !onlyNamed)
            && places.containsAll(shape)
            && (isNamed || !shape.isEmpty() || places.stream().allMatch(d -> d.length() == 1))) {
          found.putIfAbsent(role, variable);
        }
      }
    }
    return found;
  }

  /** Dimensions without the one that makes texts of characters. */
  static List<Dimension> shape(NetcdfVariable variable) {
    List<Dimension> shape = variable.dimensions();
    return variable.type() == NetcdfType.CHAR && !shape.isEmpty()
        ? shape.subList(0, shape.size() - 1)
        : shape;
  }

  /** The variable that counts the samples of each station in {@code samples}, one after another. */
  Optional<NetcdfVariable> countsOf(Dimension samples) {
    return file.variables().stream()
        .filter(variable -> variable.attributes().is("sample_dimension", samples.name()))
        .filter(variable -> variable.rank() == 1 && variable.type().isInteger())
        .findFirst();
  }

  /** The variable that says for each of {@code samples} to which station it belongs. */
  Optional<NetcdfVariable> indexOf(Dimension samples) {
    return file.variables().stream()
        .filter(variable -> variable.attributes().text("instance_dimension").isPresent())
        .filter(
            variable ->
                variable.dimensions().equals(List.of(samples)) && variable.type().isInteger())
        .findFirst();
  }

  /** The dimension of that name, of whichever variable. */
  Optional<Dimension> dimension(String name) {
    return file.variables().stream()
        .flatMap(variable -> variable.dimensions().stream())
        .filter(dimension -> dimension.name().equals(name))
        .findFirst();
  }
}
