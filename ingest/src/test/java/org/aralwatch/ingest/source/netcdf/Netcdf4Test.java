package org.aralwatch.ingest.source.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.netcdf.NetcdfTable.Grids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On files that make-fixtures.py, beside them, made with the NetCDF library. */
class Netcdf4Test {
  private static InputStream file(String name) {
    return Netcdf4Test.class.getResourceAsStream(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stations-packed.nc", "stations-chunked.nc", "stations-contiguous.nc"})
  void stationsAreReadHoweverTheyAreStored(String name) {
    List<String> rows = NetcdfRows.of(file(name), Grids.REFUSED);
    assertThat(rows).hasSize(30);
    for (int i = 0; i < 30; i++) {
      int station = i / 10;
      int day = i % 10;
      String[] cells = rows.get(i).split("\\|", -1);
      assertThat(cells[0]).isEqualTo(List.of("16290", "16279", "16924").get(station));
      assertThat(cells[1]).isEqualTo(List.of("Mullala", "Khudayd", "Charvak").get(station));
      assertThat(cells[2]).isEqualTo("70." + (station + 1));
      assertThat(cells[6]).isEqualTo("mean");
      assertThat(cells[8]).isEqualTo("2024-01-%02dT00:00:00Z", day + 1);
      assertThat(cells[10]).isEqualTo("2024-01-%02dT12:00:00Z", day + 1);
      int tenths = day * 3 + station;
      assertThat(cells[11])
          .isEqualTo(station == 1 && day == 4 ? "" : tenths / 10 + "." + tenths % 10);
    }
  }

  @Test
  void chunksThatWereNeverWrittenAreMissing() {
    assertThat(NetcdfRows.brief(file("unwritten.nc")))
        .containsExactly(
            " 1979-01-01 1.5",
            " 1979-01-02 ",
            " 1979-01-03 ",
            " 1979-01-04 ",
            " 1979-01-05 ",
            " 1979-01-06 ",
            " 1979-01-07 ",
            " 1979-01-08 2.5");
  }

  @Test
  void aChunkThatDeflateDoesNotMakeSmallerIsRead() {
    List<String> rows = NetcdfRows.brief(file("random.nc"));
    for (int i = 0; i < 64; i++) {
      assertThat(rows.get(i)).endsWith(" " + (i * 167 + 13) % 251);
    }
  }

  @ParameterizedTest
  @CsvSource({"huge.nc, more than a file of 6144 bytes can hold", "groups.nc, in groups"})
  void whatCannotBeReadIsABadFile(String name, String why) {
    assertThatThrownBy(() -> NetcdfRows.brief(file(name)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(why);
  }
}
