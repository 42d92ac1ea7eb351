package org.aralwatch.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.ingest.source.FileFormat;

/**
 * How the tables of one source are read into the record: which column is what, in which unit, zone
 * and support, what stands for a missing value, and what the series are. docs/mapping.md is the
 * manual. Immutable; made by {@link Mappings}.
 *
 * @param name under which it is found
 * @param title for people
 * @param csv the dialect, where the format is text in columns
 * @param reading what single formats need to be told
 * @param tables names of the sheets or members that are read; empty for all
 * @param decimal sign before the fraction of a number
 * @param station code or alias of the station; empty where a wide layout's columns name it
 * @param stations those described beside the file, by layer and code
 * @param stationCodes what the file writes, and the code that is meant
 * @param newStations empty where a row of an unknown station is an error
 * @param definition the JSON that this was read from, kept with every upload
 */
public record Mapping(
    String name,
    String title,
    FileFormat format,
    CsvFormat csv,
    Reading reading,
    Optional<Pattern> tables,
    Header header,
    char decimal,
    Layout layout,
    Optional<StationRule> station,
    List<GivenStation> stations,
    Map<String, String> stationCodes,
    Optional<NewStations> newStations,
    TimeRule time,
    ValueRule values,
    Optional<QualifierRule> qualifier,
    Optional<FlagRule> flag,
    List<IgnoreRule> ignoreRows,
    JsonNode definition) {
  public Mapping {
    stations = List.copyOf(stations);
    stationCodes = Map.copyOf(stationCodes);
    ignoreRows = List.copyOf(ignoreRows);
  }

  /**
   * What single formats need to be told.
   *
   * @param received of telegrams, the day on which they came; empty for that of the upload
   * @param records of JSON, the pointer to the records; empty to have them found
   * @param cells of NetCDF, whether the cells of a grid are stations
   */
  public record Reading(Optional<LocalDate> received, Optional<String> records, boolean cells) {}

  /** Where the values stand. */
  public sealed interface Layout {

    /** One value a row. */
    record Long(Choice<Series> series, String valueColumn) implements Layout {}

    /** Several values a row, each in the column of its series. */
    record Wide(Map<String, Series> columns) implements Layout {
      public Wide {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      }
    }

    /**
     * The steps of a longer period in a row, one after the other, as the 36 dekads of a year.
     *
     * @param from first column
     * @param to last column
     */
    record Matrix(String from, String to, Step step, Series series) implements Layout {}
  }

  /** What a column of a matrix stands for. */
  public enum Step {
    MONTH("month", Period.YEAR, 12),
    DEKAD("dekad", Period.YEAR, 36),
    PENTAD("pentad", Period.YEAR, 72),
    /** Of the year, from 1 January. */
    DAY("day", Period.YEAR, 366),
    DAY_OF_MONTH("day-of-month", Period.MONTH, 31),
    /** Of the local day, from midnight. */
    HOUR("hour", Period.DAY, 24);

    private final String code;
    private final Period row;
    private final int most;

    Step(String code, Period row, int most) {
      this.code = code;
      this.row = row;
      this.most = most;
    }

    public String code() {
      return code;
    }

    /** What a row stands for. */
    public Period row() {
      return row;
    }

    /** The most steps that a row may have. */
    public int most() {
      return most;
    }
  }

  /**
   * What may stand in place of a number, and what stands beside it.
   *
   * @param missing texts that stand for a missing value
   * @param censored words that stand for a value below or above a limit
   * @param detectionLimit kept with the value, in the unit of the series
   * @param quantificationLimit likewise
   */
  public record ValueRule(
      List<String> missing,
      Map<String, CensoredText> censored,
      Optional<Cell> detectionLimit,
      Optional<Cell> quantificationLimit) {
    public ValueRule {
      missing = List.copyOf(missing);
      censored = Map.copyOf(censored);
    }
  }

  /** A column that says that the value is a limit; a sign in the value's own cell says so too. */
  public record QualifierRule(String column, Map<String, Qualifier> values) {}

  /** A column that holds the source's own judgement of the value. */
  public record FlagRule(String column, Map<String, QualityFlag> values) {}

  /**
   * Rows that are no observations: those whose text in the column is one of some, or has a pattern
   * in it, or is nothing.
   */
  public record IgnoreRule(
      String column, Set<String> values, Optional<Pattern> pattern, boolean blank) {
    public boolean ignores(String text) {
      return values.contains(text)
          || blank && text.isEmpty()
          || pattern.isPresent() && pattern.get().matcher(text).find();
    }
  }
}
