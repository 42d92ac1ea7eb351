package org.aralwatch.ingest.source.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfTable.Grids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetcdfTableTest {
  private static final String DAYS = "days since 2024-01-01";

  /** Two stations, three days, as CF 9.3.1 wants it, with or without records. */
  private static ClassicWriter orthogonal(int version, boolean records) {
    ClassicWriter file =
        new ClassicWriter(version)
            .attribute("Conventions", "CF-1.8")
            .attribute("featureType", "timeSeries");
    if (records) {
      file.records("time", 3);
    } else {
      file.dimension("time", 3);
    }
    return file.dimension("station", 2)
        .dimension("strlen", 8)
        .variable("station_code", NetcdfType.CHAR, "station", "strlen")
        .with("cf_role", "timeseries_id")
        .ofTexts("16290", "16279")
        .variable("station_name", NetcdfType.CHAR, "station", "strlen")
        .with("long_name", "name")
        .ofTexts("Mullala", "Худ")
        .variable("lon", NetcdfType.FLOAT, "station")
        .with("standard_name", "longitude")
        .of(70.1, 70.2)
        .variable("lat", NetcdfType.FLOAT, "station")
        .with("standard_name", "latitude")
        .of(41.1, 41.2)
        .variable("alt", NetcdfType.INT, "station")
        .with("standard_name", "surface_altitude")
        .of(800, 900)
        .variable("time", NetcdfType.DOUBLE, "time")
        .with("units", DAYS)
        .of(0, 1, 2);
  }

  private static ClassicWriter.Variable discharge(ClassicWriter file) {
    return file.variable("q", NetcdfType.FLOAT, "time", "station")
        .with("units", "m3 s-1")
        .with("long_name", "discharge")
        .with("coordinates", "lat lon alt station_code");
  }

  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "2, true", "2, false", "5, true", "5, false"})
  void stationsWithCommonTimesAreReadOneAfterAnother(int version, boolean records) {
    ClassicWriter file = discharge(orthogonal(version, records)).of(1, 2.5, 3, 4, 5, 6);
    assertThat(NetcdfRows.of(file.stream(), Grids.REFUSED))
        .containsExactly(
            "16290|Mullala|70.1|41.1|800|discharge||m3 s-1|||2024-01-01T00:00:00Z|1.0|",
            "16290|Mullala|70.1|41.1|800|discharge||m3 s-1|||2024-01-02T00:00:00Z|3.0|",
            "16290|Mullala|70.1|41.1|800|discharge||m3 s-1|||2024-01-03T00:00:00Z|5.0|",
            "16279|Худ|70.2|41.2|900|discharge||m3 s-1|||2024-01-01T00:00:00Z|2.5|",
            "16279|Худ|70.2|41.2|900|discharge||m3 s-1|||2024-01-02T00:00:00Z|4.0|",
            "16279|Худ|70.2|41.2|900|discharge||m3 s-1|||2024-01-03T00:00:00Z|6.0|");
  }

  @Test
  void stationsMayComeBeforeTimes() {
    ClassicWriter file =
        orthogonal(1, false)
            .variable("q", NetcdfType.SHORT, "station", "time")
            .of(1, 2, 3, 4, 5, 6);
    assertThat(NetcdfRows.brief(file.stream()))
        .containsExactly(
            "16290 2024-01-01 1",
            "16290 2024-01-02 2",
            "16290 2024-01-03 3",
            "16279 2024-01-01 4",
            "16279 2024-01-02 5",
            "16279 2024-01-03 6");
  }

  @Test
  void oneRecordVariableOfOddSizeIsNotPadded() {
    ClassicWriter file =
        new ClassicWriter(1)
            .records("time", 3)
            .dimension("one", 1)
            .variable("time", NetcdfType.BYTE, "time")
            .with("units", DAYS)
            .with("standard_name", "time")
            .of(0, 1, 2);
    ClassicWriter two = file.variable("q", NetcdfType.BYTE, "time").of(7, 8, 9);
    assertThat(NetcdfRows.brief(two.stream()))
        .containsExactly(" 2024-01-01 7", " 2024-01-02 8", " 2024-01-03 9");
    ClassicWriter single =
        new ClassicWriter(1)
            .records("obs", 3)
            .dimension("time", 3)
            .variable("time", NetcdfType.INT, "time")
            .with("units", DAYS)
            .of(0, 1, 2)
            .variable("x", NetcdfType.BYTE, "obs")
            .of(1, 2, 3)
            .variable("q", NetcdfType.INT, "time")
            .of(7, 8, 9);
    assertThat(NetcdfRows.brief(single.stream())).hasSize(3);
  }

  @Test
  void stationsWithTimesOfTheirOwnAreRead() {
    ClassicWriter file =
        new ClassicWriter(1)
            .attribute("featureType", "timeSeries")
            .dimension("station", 2)
            .dimension("obs", 3)
            .variable("id", NetcdfType.INT, "station")
            .with("cf_role", "timeseries_id")
            .of(15194, 15189)
            .variable("time", NetcdfType.DOUBLE, "station", "obs")
            .with("units", DAYS)
            .with("standard_name", "time")
            .with("_FillValue", -1.0)
            .of(0, 1, 2, 5, 6, -1)
            .variable("q", NetcdfType.DOUBLE, "station", "obs")
            .with("coordinates", "time id")
            .with("_FillValue", -9.0)
            .of(1, -9, 3, 4, 5, -9);
    assertThat(NetcdfRows.brief(file.stream()))
        .containsExactly(
            "15194 2024-01-01 1.0",
            "15194 2024-01-02 ",
            "15194 2024-01-03 3.0",
            "15189 2024-01-06 4.0",
            "15189 2024-01-07 5.0");
  }

  private static ClassicWriter ragged(double... counts) {
    return new ClassicWriter(2)
        .attribute("featureType", "timeSeries")
        .dimension("station", counts.length)
        .dimension("obs", 5)
        .variable("id", NetcdfType.INT, "station")
        .with("cf_role", "timeseries_id")
        .of(1, 2, 3)
        .variable("row_size", NetcdfType.INT, "station")
        .with("sample_dimension", "obs")
        .of(counts)
        .variable("time", NetcdfType.DOUBLE, "obs")
        .with("units", DAYS)
        .with("standard_name", "time")
        .of(0, 1, 0, 1, 2)
        .variable("q", NetcdfType.INT, "obs")
        .of(10, 11, 30, 31, 32);
  }

  @Test
  void samplesOfStationsMayFollowEachOther() {
    assertThat(NetcdfRows.brief(ragged(2, 0, 3).stream()))
        .containsExactly(
            "1 2024-01-01 10",
            "1 2024-01-02 11",
            "3 2024-01-01 30",
            "3 2024-01-02 31",
            "3 2024-01-03 32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2,0,4", "2,0,2", "-1,3,3", "2147483647,0,0"})
  void samplesThatAreCountedWronglyMakeABadFile(String counts) {
    double[] wrong = Stream.of(counts.split(",")).mapToDouble(Double::parseDouble).toArray();
    assertThatThrownBy(() -> NetcdfRows.brief(ragged(wrong).stream()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("row_size counts");
  }

  private static ClassicWriter indexed(double... stations) {
    return new ClassicWriter(5)
        .attribute("featureType", "timeSeries")
        .dimension("station", 2)
        .records("obs", 4)
        .variable("id", NetcdfType.INT, "station")
        .with("cf_role", "timeseries_id")
        .of(16290, 16279)
        .variable("which", NetcdfType.INT, "obs")
        .with("instance_dimension", "station")
        .of(stations)
        .variable("time", NetcdfType.DOUBLE, "obs")
        .with("units", DAYS)
        .with("standard_name", "time")
        .of(0, 0, 1, 1)
        .variable("q", NetcdfType.UINT64, "obs")
        .of(1, 2, 3, 4);
  }

  @Test
  void samplesMayNameTheirStation() {
    assertThat(NetcdfRows.brief(indexed(0, 1, 0, 1).stream()))
        .containsExactly(
            "16290 2024-01-01 1", "16279 2024-01-01 2", "16290 2024-01-02 3", "16279 2024-01-02 4");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 2, 2_000_000_000})
  void aSampleOfAStationThatIsNotThereMakesABadFile(double station) {
    assertThatThrownBy(() -> NetcdfRows.brief(indexed(0, 1, station, 1).stream()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("which names station");
  }

  @Test
  void aSingleStationMayBeToldByScalars() {
    ClassicWriter file =
        new ClassicWriter(1)
            .attribute("featureType", "timeSeries")
            .dimension("time", 2)
            .dimension("strlen", 5)
            .variable("station", NetcdfType.CHAR, "strlen")
            .with("cf_role", "timeseries_id")
            .ofTexts("15194")
            .variable("lat", NetcdfType.DOUBLE)
            .with("units", "degrees_north")
            .of(42.5)
            .variable("lon", NetcdfType.DOUBLE)
            .with("units", "degrees_east")
            .of(74.5)
            .variable("time", NetcdfType.INT, "time")
            .with("units", DAYS)
            .of(0, 1)
            .variable("q", NetcdfType.DOUBLE, "time")
            .with("coordinates", "lat lon station")
            .of(4.19, 4.65);
    assertThat(NetcdfRows.of(file.stream(), Grids.REFUSED))
        .containsExactly(
            "15194||74.5|42.5||q|||||2024-01-01T00:00:00Z|4.19|",
            "15194||74.5|42.5||q|||||2024-01-02T00:00:00Z|4.65|");
  }

  private static ClassicWriter grid() {
    return new ClassicWriter(1)
        .dimension("time", 2)
        .dimension("height", 1)
        .dimension("lat", 2)
        .dimension("lon", 2)
        .variable("time", NetcdfType.FLOAT, "time")
        .with("units", DAYS)
        .of(0.5, 1.5)
        .variable("height", NetcdfType.FLOAT, "height")
        .with("standard_name", "height")
        .of(2)
        .variable("lat", NetcdfType.FLOAT, "lat")
        .with("units", "degrees_north")
        .of(41.5, 41.25)
        .variable("lon", NetcdfType.FLOAT, "lon")
        .with("units", "degrees_east")
        .of(70, 70.25)
        .variable("tas", NetcdfType.SHORT, "time", "height", "lat", "lon")
        .with("scale_factor", 0.1f)
        .with("add_offset", -273.15f)
        .with("missing_value", (short) -1)
        .of(2680, 2681, 2682, -1, 2690, 2691, 2692, 2693);
  }

  @Test
  void aGridIsRefusedUnlessItIsAskedFor() {
    assertThatThrownBy(() -> NetcdfRows.of(grid().stream(), Grids.REFUSED))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("a grid (tas of 1 x 2 x 2 cells)");
  }

  @Test
  void aGridIsReadCellByCellEachAscending() {
    assertThat(NetcdfRows.of(grid().stream(), Grids.CELLS))
        .containsExactly(
            "41.5/70.0||70.0|41.5||tas|||||2024-01-01T12:00:00Z|-5.15|",
            "41.5/70.0||70.0|41.5||tas|||||2024-01-02T12:00:00Z|-4.15|",
            "41.5/70.25||70.25|41.5||tas|||||2024-01-01T12:00:00Z|-5.05|",
            "41.5/70.25||70.25|41.5||tas|||||2024-01-02T12:00:00Z|-4.05|",
            "41.25/70.0||70.0|41.25||tas|||||2024-01-01T12:00:00Z|-4.95|",
            "41.25/70.0||70.0|41.25||tas|||||2024-01-02T12:00:00Z|-3.95|",
            "41.25/70.25||70.25|41.25||tas|||||2024-01-01T12:00:00Z||",
            "41.25/70.25||70.25|41.25||tas|||||2024-01-02T12:00:00Z|-3.85|");
  }

  @Test
  void aVariableThatDependsOnSomethingElseIsToldAndLeftOut() {
    ClassicWriter file =
        discharge(orthogonal(1, false).dimension("depth", 4))
            .of(1, 2, 3, 4, 5, 6)
            .variable("profile", NetcdfType.INT, "time", "station", "depth")
            .of();
    List<String> rows = NetcdfRows.of(file.stream(), Grids.CELLS);
    assertThat(rows).hasSize(7);
    assertThat(rows.get(6))
        .startsWith("|||||profile||||||not read|it depends on depth, of 4 values");
  }

  @Test
  void boundsAndCellMethodsTellThePeriodAndTheStatistic() {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 2)
            .dimension("nv", 2)
            .variable("time", NetcdfType.DOUBLE, "time")
            .with("units", "hours since 2024-01-01 00:00 +05:00")
            .with("bounds", "time_bnds")
            .of(12, 36)
            .variable("time_bnds", NetcdfType.DOUBLE, "time", "nv")
            .of(0, 24, 24, 48)
            .variable("p", NetcdfType.INT, "time")
            .with("standard_name", "precipitation_amount")
            .with("units", "mm")
            .with("cell_methods", "area: mean time: sum (interval: 1 hour comment: gauge)")
            .of(5, 6);
    assertThat(NetcdfRows.of(file.stream(), Grids.REFUSED))
        .containsExactly(
            "|||||precipitation_amount|sum|mm|2023-12-31T19:00:00Z|2024-01-01T19:00:00Z|2024-01-01T07:00:00Z|5|",
            "|||||precipitation_amount|sum|mm|2024-01-01T19:00:00Z|2024-01-02T19:00:00Z|2024-01-02T07:00:00Z|6|");
  }

  private static List<String> values(NetcdfType type, Object[] attributes, double... values) {
    ClassicWriter file = new ClassicWriter(5).dimension("time", values.length);
    double[] times = new double[values.length];
    file.variable("time", NetcdfType.INT, "time").with("units", DAYS).of(times);
    ClassicWriter.Variable variable = file.variable("q", type, "time");
    for (int i = 0; i < attributes.length; i += 2) {
      variable.with((String) attributes[i], attributes[i + 1]);
    }
    return NetcdfRows.brief(variable.of(values).stream()).stream()
        .map(row -> row.split(" ", -1)[2])
        .toList();
  }

  @Test
  void valuesAreUnpackedInDecimal() {
    Object[] packing = {"scale_factor", 0.01, "add_offset", 10.0};
    assertThat(values(NetcdfType.SHORT, packing, 0, 1, -1500, 32767))
        .containsExactly("10.00", "10.01", "-5.00", "337.67");
    Object[] ofFloats = {"scale_factor", 0.1f};
    assertThat(values(NetcdfType.BYTE, ofFloats, 1, -3)).containsExactly("0.1", "-0.3");
    assertThat(values(NetcdfType.FLOAT, new Object[] {"scale_factor", 2.0}, 1.5))
        .containsExactly("3.0");
  }

  @Test
  void missingValuesAreEmpty() {
    assertThat(values(NetcdfType.SHORT, new Object[] {"_FillValue", (short) -999}, 1, -999))
        .containsExactly("1", "");
    Object[] several = {"missing_value", new Number[] {-1, -2}};
    assertThat(values(NetcdfType.INT, several, 1, -1, -2, -3)).containsExactly("1", "", "", "-3");
    assertThat(values(NetcdfType.FLOAT, new Object[] {"_FillValue", -9.99f}, 1, -9.99))
        .containsExactly("1.0", "");
    assertThat(values(NetcdfType.FLOAT, new Object[] {"_FillValue", Float.NaN}, 1, Double.NaN))
        .containsExactly("1.0", "");
  }

  @Test
  void whatTheLibraryFillsInWhereNothingWasWrittenIsMissing() {
    assertThat(values(NetcdfType.FLOAT, new Object[] {}, 1, 9.96921e36)).containsExactly("1.0", "");
    assertThat(values(NetcdfType.SHORT, new Object[] {}, -32767, -32768))
        .containsExactly("", "-32768");
    assertThat(values(NetcdfType.INT, new Object[] {}, -2147483647, -1)).containsExactly("", "-1");
  }

  @Test
  void whatIsNoNumberIsToldSoThatItIsSeen() {
    assertThat(values(NetcdfType.DOUBLE, new Object[] {}, Double.NaN, Double.NEGATIVE_INFINITY))
        .containsExactly("NaN", "-Infinity");
  }

  @Test
  void valuesOutsideTheValidRangeAreMissing() {
    Object[] packed = {"scale_factor", 0.1, "valid_min", (short) 0, "valid_max", (short) 100};
    assertThat(values(NetcdfType.SHORT, packed, -1, 0, 100, 101))
        .containsExactly("", "0.0", "10.0", "");
    Object[] unpacked = {"scale_factor", 0.1, "valid_range", new Number[] {0.0, 5.0}};
    assertThat(values(NetcdfType.SHORT, unpacked, -1, 0, 50, 51))
        .containsExactly("", "0.0", "5.0", "");
  }

  @Test
  void unsignedValuesMayBeStoredAsSignedOnes() {
    Object[] bytes = {"_Unsigned", "true", "_FillValue", (byte) -1};
    assertThat(values(NetcdfType.BYTE, bytes, 127, 200, 254, 255))
        .containsExactly("127", "200", "254", "");
    Object[] shorts = {"_Unsigned", "true", "scale_factor", 0.5, "missing_value", (short) -1};
    assertThat(values(NetcdfType.SHORT, shorts, 65534, 65535)).containsExactly("32767.0", "");
  }

  @ParameterizedTest
  @CsvSource({"noleap", "365_day", "360_day", "all_leap", "366_day", "julian", "none"})
  void calendarsOfModelsAreRefused(String calendar) {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 1)
            .variable("time", NetcdfType.INT, "time")
            .with("units", DAYS)
            .with("calendar", calendar)
            .of(0)
            .variable("q", NetcdfType.INT, "time")
            .of(1);
    assertThatThrownBy(() -> NetcdfRows.brief(file.stream()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("in the calendar " + calendar);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trajectory", "profile", "timeSeriesProfile", "Point"})
  void otherFeaturesThanTimeSeriesAreRefused(String feature) {
    assertThatThrownBy(
            () -> NetcdfRows.brief(orthogonal(1, false).attribute("featureType", feature).stream()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("time series can be read");
  }

  @Test
  void twoVariablesOfOneStandardNameKeepTheirOwn() {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 1)
            .variable("time", NetcdfType.INT, "time")
            .with("units", DAYS)
            .of(0)
            .variable("t2", NetcdfType.INT, "time")
            .with("standard_name", "air_temperature")
            .of(1)
            .variable("t10", NetcdfType.INT, "time")
            .with("standard_name", "air_temperature")
            .of(2);
    assertThat(NetcdfRows.of(file.stream(), Grids.REFUSED))
        .extracting(row -> row.split("\\|", -1)[5])
        .containsExactly("t2", "t10");
  }

  @Test
  void aSeriesLongerThanABlockIsReadInPieces() {
    int steps = Limits.BLOCK_VALUES + 10;
    double[] times = new double[steps];
    double[] values = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = i;
      values[i] = i % 100;
    }
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", steps)
            .variable("time", NetcdfType.INT, "time")
            .with("units", "minutes since 2020-01-01")
            .of(times)
            .variable("q", NetcdfType.BYTE, "time")
            .of(values);
    List<String> rows = NetcdfRows.brief(file.stream());
    assertThat(rows).hasSize(steps);
    assertThat(rows.get(steps - 1)).isEqualTo(" 2021-12-29T04:25:00Z " + (steps - 1) % 100);
  }

  @Test
  void nothingOfTheSpooledFileIsLeft() throws IOException {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    long before = spooled(directory);
    NetcdfRows.brief(orthogonal(1, false).variable("q", NetcdfType.INT, "time").of(1).stream());
    assertThatThrownBy(() -> NetcdfRows.brief(new java.io.ByteArrayInputStream(new byte[100])))
        .isInstanceOf(BadFileException.class);
    assertThat(spooled(directory)).isEqualTo(before);
  }

  private static long spooled(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches("aralwatch-.*\\.nc"))
          .count();
    }
  }
}
