package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.BoundMapping.BoundSeries;
import org.aralwatch.ingest.mapping.Cell;
import org.aralwatch.ingest.mapping.Choice;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.source.Row;

/** Turns the rows of one table into observations, by a mapping. Not thread-safe. */
final class RowMapper {
  private static final int SHOWN = 120;

  private final Mapping mapping;
  private final Columns columns;
  private final ObservationSink sink;
  private final PeriodReader periods;
  private final ValueReader values;
  private final StationBook stations;
  private final String stationColumn;
  private final Optional<CellLookup<String>> stationCell;
  private final String stationCode;
  private final Lookup<Support> support;
  private final Lookup<BoundSeries> series;
  private final List<ValueColumn> valueColumns;
  private final Optional<CellLookup<Boolean>> ignored;
  private final Optional<CellLookup<Qualifier>> qualifier;
  private final Optional<CellLookup<QualityFlag>> flag;

  /** The column of one series in a wide layout, or of all in a long one. */
  private record ValueColumn(int cell, Optional<BoundSeries> series, Optional<String> station) {}

  /** A choice by a column of this table; {@code lookup} is null where the choice is constant. */
  private record Lookup<T>(T constant, CellLookup<T> lookup) {
    static <T> Lookup<T> of(Choice<T> choice, Columns columns) {
      return choice
          .column()
          .map(
              column ->
                  new Lookup<T>(
                      null, new CellLookup<>(columns.index(column), choice.values()::get)))
          .orElseGet(() -> new Lookup<>(choice.all().iterator().next(), null));
    }

    T of(Row row) {
      return lookup == null ? constant : lookup.of(row);
    }
  }

  /**
   * @throws org.aralwatch.ingest.mapping.MappingException when the table lacks a column of the
   *     mapping
   */
  RowMapper(
      BoundMapping bound,
      Columns columns,
      BiFunction<String, String, Optional<FeatureRef>> features,
      ObservationSink sink) {
    this.mapping = bound.mapping();
    this.columns = columns;
    this.sink = sink;
    periods = new PeriodReader(mapping.time(), columns);
    values = new ValueReader(mapping.missing(), mapping.csv().decimal());
    Optional<Cell> station = mapping.station();
    stationColumn =
        station.map(cell -> cell instanceof Cell.Column column ? column.name() : "").orElse("");
    stationCell =
        stationColumn.isEmpty()
            ? Optional.empty()
            : Optional.of(new CellLookup<>(columns.index(stationColumn), code -> code));
    stationCode =
        station
            .map(cell -> cell instanceof Cell.Constant constant ? constant.text() : "")
            .orElse("");
    stations =
        new StationBook(
            features, mapping.newStations(), columns, mapping.csv().decimal(), stationColumn);
    support = Lookup.of(mapping.time().support(), columns);
    valueColumns = new ArrayList<>();
    if (mapping.layout() instanceof Layout.Long rows) {
      series = Lookup.of(rows.series().map(bound::of), columns);
      valueColumns.add(
          new ValueColumn(columns.index(rows.valueColumn()), Optional.empty(), Optional.empty()));
    } else {
      series = null;
      ((Layout.Wide) mapping.layout())
          .columns()
          .forEach(
              (name, wanted) ->
                  valueColumns.add(
                      new ValueColumn(
                          columns.index(name), Optional.of(bound.of(wanted)), wanted.station())));
    }
    ignored =
        mapping
            .ignoreRows()
            .map(
                rule ->
                    new CellLookup<>(
                        columns.index(rule.column()), text -> rule.values().contains(text)));
    qualifier =
        mapping
            .qualifier()
            .map(rule -> new CellLookup<>(columns.index(rule.column()), rule.values()::get));
    flag =
        mapping
            .flag()
            .map(rule -> new CellLookup<>(columns.index(rule.column()), rule.values()::get));
    columns.check(mapping.name());
  }

  void map(Row row) {
    long line = row.line();
    sink.beginRow(line);
    if (row.isBlank()) {
      sink.ignored(line);
      return;
    }
    if (row.size() <= columns.lastNeeded()) {
      sink.reject(line, RejectReason.TOO_FEW_COLUMNS, columns.name(row.size()), shown(row));
      return;
    }
    if (row.size() > columns.size() && !restIsEmpty(row)) {
      sink.reject(line, RejectReason.TOO_MANY_COLUMNS, "", shown(row));
      return;
    }
    if (ignored.isPresent() && ignored.get().of(row)) {
      sink.ignored(line);
      return;
    }
    Support rowSupport = support.of(row);
    if (rowSupport == null) {
      reject(row, RejectReason.UNKNOWN_SUPPORT, support.lookup.cell());
      return;
    }
    QualityFlag sourceFlag = flag.isEmpty() ? QualityFlag.NOT_EVALUATED : flag.get().of(row);
    if (sourceFlag == null) {
      reject(row, RejectReason.UNKNOWN_FLAG, flag.get().cell());
      return;
    }
    Qualifier sign = qualifier.isEmpty() ? Qualifier.NONE : qualifier.get().of(row);
    if (sign == null) {
      reject(row, RejectReason.UNKNOWN_QUALIFIER, qualifier.get().cell());
      return;
    }
    RejectReason wrongTime = periods.read(row, rowSupport);
    if (wrongTime != null) {
      sink.reject(line, wrongTime, mapping.time().columns().get(0), periods.text(row));
      return;
    }
    for (ValueColumn column : valueColumns) {
      value(row, column, rowSupport, sign, sourceFlag);
    }
  }

  private void value(
      Row row, ValueColumn column, Support rowSupport, Qualifier sign, QualityFlag sourceFlag) {
    ValueReader.Outcome outcome = values.read(row, column.cell);
    switch (outcome) {
      case MISSING -> {
        sink.missing(row.line());
        return;
      }
      case NOT_FINITE -> {
        reject(row, RejectReason.NOT_FINITE, column.cell);
        return;
      }
      case NO_NUMBER -> {
        reject(row, RejectReason.UNPARSABLE_VALUE, column.cell);
        return;
      }
      case VALUE -> {}
    }
    BoundSeries valueSeries = column.series.isPresent() ? column.series.get() : series.of(row);
    if (valueSeries == null) {
      reject(row, RejectReason.UNKNOWN_PROPERTY, series.lookup.cell());
      return;
    }
    Station station = station(row, column, valueSeries.series().layer());
    if (station.refusal().isPresent()) {
      Station.Refusal refusal = station.refusal().get();
      String at = refusal.column().isEmpty() ? stationColumn : refusal.column();
      sink.reject(row.line(), refusal.reason(), at, refusal.text());
      return;
    }
    double result = valueSeries.toStored(values.value());
    if (!Double.isFinite(result)) {
      reject(row, RejectReason.NOT_FINITE, column.cell);
      return;
    }
    sink.accept(
        new Observation(
            row.line(),
            station,
            valueSeries,
            rowSupport,
            periods.begin(),
            periods.end(),
            result,
            values.qualifier() == Qualifier.NONE ? sign : values.qualifier(),
            sourceFlag));
  }

  private Station station(Row row, ValueColumn column, String layer) {
    String code =
        column.station.orElseGet(() -> stationCell.map(cell -> cell.of(row)).orElse(stationCode));
    return stations.find(layer, code, row);
  }

  private boolean restIsEmpty(Row row) {
    for (int i = columns.size(); i < row.size(); i++) {
      if (!row.isEmpty(i)) {
        return false;
      }
    }
    return true;
  }

  private void reject(Row row, RejectReason reason, int cell) {
    sink.reject(row.line(), reason, columns.name(cell), row.text(cell));
  }

  private static String shown(Row row) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < row.size() && shown.length() < SHOWN; i++) {
      shown.append(i == 0 ? "" : " | ").append(row.text(i));
    }
    return shown.toString();
  }
}
