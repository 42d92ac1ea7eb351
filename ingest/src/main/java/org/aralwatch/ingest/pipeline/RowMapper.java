package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.Detail;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.BoundMapping.BoundSeries;
import org.aralwatch.ingest.mapping.Choice;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.mapping.Mapping.Step;
import org.aralwatch.ingest.mapping.StationRule;
import org.aralwatch.ingest.source.Row;

/** Turns the rows of one table into observations, by a mapping. Not thread-safe. */
final class RowMapper {
  private static final int SHOWN = 120;

  private final Columns columns;
  private final ObservationSink sink;
  private final PeriodReader periods;
  private final ValueReader values;
  private final NumberCell detectionLimit;
  private final NumberCell quantificationLimit;
  private final StationBook stations;
  private final String stationColumn;
  private final Optional<CellLookup<String>> stationCell;
  private final String stationCode;
  private final Lookup<Support> support;
  private final Lookup<UnitChoice> series;
  private final List<ValueColumn> valueColumns;
  private final Optional<Step> step;
  private final List<CellLookup<Boolean>> ignored;
  private final Optional<CellLookup<Qualifier>> qualifier;
  private final Optional<CellLookup<QualityFlag>> flag;

  /**
   * The column of one series in a wide layout, of one step in a matrix, or of all in a long one.
   */
  private record ValueColumn(int cell, UnitChoice series, Optional<String> station) {}

  /** A series, for each unit in which the row may give it. */
  private record UnitChoice(Lookup<BoundSeries> units) {
    static UnitChoice of(Choice<BoundSeries> units, Columns columns) {
      return new UnitChoice(Lookup.of(units, columns));
    }
  }

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
   * @param stationOfTable code of the station where no column names it; "" for none
   * @throws org.aralwatch.ingest.mapping.MappingException when the table lacks a column of the
   *     mapping
   */
  RowMapper(
      BoundMapping bound,
      Columns columns,
      StationFinder features,
      String stationOfTable,
      ObservationSink sink) {
    Mapping mapping = bound.mapping();
    this.columns = columns;
    this.sink = sink;
    periods = new PeriodReader(mapping.time(), columns);
    values = new ValueReader(mapping.values(), columns, mapping.decimal());
    detectionLimit = NumberCell.of(mapping.values().detectionLimit(), columns, mapping.decimal());
    quantificationLimit =
        NumberCell.of(mapping.values().quantificationLimit(), columns, mapping.decimal());
    stationColumn =
        mapping
            .station()
            .map(rule -> rule instanceof StationRule.Column column ? column.name() : "")
            .orElse("");
    stationCell =
        stationColumn.isEmpty()
            ? Optional.empty()
            : Optional.of(new CellLookup<>(columns.index(stationColumn), code -> code));
    stationCode = stationOfTable;
    stations = new StationBook(features, mapping, columns, stationColumn);
    support = Lookup.of(mapping.time().support(), columns);
    valueColumns = new ArrayList<>();
    step =
        mapping.layout() instanceof Layout.Matrix matrix
            ? Optional.of(matrix.step())
            : Optional.empty();
    series = series(bound, mapping.layout());
    ignored =
        mapping.ignoreRows().stream()
            .map(rule -> new CellLookup<Boolean>(columns.index(rule.column()), rule::ignores))
            .toList();
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

  /** Notes the columns of values; gives what a long layout chooses from. */
  private Lookup<UnitChoice> series(BoundMapping bound, Layout layout) {
    if (layout instanceof Layout.Long rows) {
      valueColumns.add(new ValueColumn(columns.index(rows.valueColumn()), null, Optional.empty()));
      return Lookup.of(
          rows.series().map(wanted -> UnitChoice.of(bound.of(wanted), columns)), columns);
    }
    if (layout instanceof Layout.Matrix matrix) {
      UnitChoice wanted = UnitChoice.of(bound.of(matrix.series()), columns);
      int first = columns.index(matrix.from());
      int last = columns.index(matrix.to());
      int count = last - first + 1;
      if (count < 1 || count > matrix.step().most()) {
        columns.add(
            "'"
                + matrix.from()
                + "' to '"
                + matrix.to()
                + "' are "
                + count
                + " columns; a "
                + matrix.step().row().code()
                + " has at most "
                + matrix.step().most());
      }
      for (int i = 0; i < Math.min(count, matrix.step().most()); i++) {
        valueColumns.add(new ValueColumn(first + i, wanted, Optional.empty()));
      }
      return null;
    }
    ((Layout.Wide) layout)
        .columns()
        .forEach(
            (name, wanted) ->
                valueColumns.add(
                    new ValueColumn(
                        columns.index(name),
                        UnitChoice.of(bound.of(wanted), columns),
                        wanted.station())));
    return null;
  }

  void map(Row row) {
    long line = row.line();
    sink.beginRow(line);
    if (row.isBlank()) {
      sink.ignored(line);
      return;
    }
    if (isIgnored(row)) {
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
    RejectReason wrongTime =
        step.isPresent() ? periods.readRow(row, step.get()) : periods.read(row, rowSupport);
    if (wrongTime != null) {
      sink.reject(line, wrongTime, periods.column(), periods.text(row));
      return;
    }
    for (int i = 0; i < valueColumns.size(); i++) {
      ValueColumn column = valueColumns.get(i);
      if (step.isPresent() && !isStep(row, column.cell, step.get(), i, rowSupport)) {
        continue;
      }
      value(row, column, rowSupport, sign, sourceFlag);
    }
  }

  /** Rows to be ignored may be short, as the notes under a table. */
  private boolean isIgnored(Row row) {
    for (CellLookup<Boolean> rule : ignored) {
      if (rule.cell() < row.size() && rule.of(row)) {
        return true;
      }
    }
    return false;
  }

  /** Finds the period of a matrix's cell; 30 February is nothing where it is empty. */
  private boolean isStep(Row row, int cell, Step wanted, int index, Support rowSupport) {
    RejectReason wrong = periods.step(wanted, index, rowSupport);
    if (wrong == null) {
      return true;
    }
    if (!row.isEmpty(cell)) {
      reject(row, wrong, cell);
    }
    return false;
  }

  private void value(
      Row row, ValueColumn column, Support rowSupport, Qualifier sign, QualityFlag sourceFlag) {
    switch (values.read(row, column.cell)) {
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
      case NO_LIMIT -> {
        reject(row, RejectReason.NO_DETECTION_LIMIT, column.cell);
        return;
      }
      case VALUE -> {}
    }
    UnitChoice units = column.series == null ? series.of(row) : column.series;
    if (units == null) {
      reject(row, RejectReason.UNKNOWN_PROPERTY, series.lookup.cell());
      return;
    }
    BoundSeries valueSeries = units.units.of(row);
    if (valueSeries == null) {
      reject(row, RejectReason.UNKNOWN_UNIT, units.units.lookup.cell());
      return;
    }
    Station station = station(row, column, valueSeries.series().layer());
    if (station.refusal().isPresent()) {
      Station.Refusal refusal = station.refusal().get();
      sink.refused(station.state());
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
            valueSeries.isConverted() || values.isWord() ? original(row, column.cell) : null,
            result,
            valueSeries.toStored(detectionLimit.read(row)),
            valueSeries.toStored(quantificationLimit.read(row)),
            values.qualifier() == Qualifier.NONE ? sign : values.qualifier(),
            sourceFlag));
  }

  private static String original(Row row, int cell) {
    String text = row.text(cell);
    return text.length() > Detail.LONGEST ? text.substring(0, Detail.LONGEST) : text;
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
