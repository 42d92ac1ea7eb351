package org.aralwatch.ingest.source.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut or changed: each is read or refused with a sentence, and nothing else. */
class HostileNetcdfTest {
  private static ClassicWriter sound(int version) {
    return new ClassicWriter(version)
        .attribute("Conventions", "CF-1.8")
        .records("time", 3)
        .dimension("station", 2)
        .dimension("strlen", 5)
        .variable("id", NetcdfType.CHAR, "station", "strlen")
        .with("cf_role", "timeseries_id")
        .ofTexts("16290", "16279")
        .variable("time", NetcdfType.INT, "time")
        .with("units", "days since 2024-01-01")
        .of(0, 1, 2)
        .variable("q", NetcdfType.SHORT, "time", "station")
        .with("scale_factor", 0.1)
        .of(1, 2, 3, 4, 5, 6);
  }

  /** Whether it was read; false where it was refused. */
  private static boolean survives(byte[] bytes) {
    try {
      NetcdfRows.brief(new ByteArrayInputStream(bytes));
      return true;
    } catch (BadFileException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aClassicFileCutAnywhereIsRefused(int version) {
    byte[] whole = sound(version).bytes();
    assertThat(survives(whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(survives(cut)).as("the first %d of %d bytes", length, whole.length).isFalse();
    }
  }

  /** Each byte of the header in turn is replaced by those that do most harm. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aClassicHeaderChangedAnywhereDoesNoHarm(int version) {
    byte[] whole = sound(version).bytes();
    for (int at = 0; at < whole.length; at++) {
      for (int value : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
        byte[] changed = whole.clone();
        changed[at] = (byte) value;
        survives(changed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aClassicHeaderWithEveryWordChangedDoesNoHarm(int version) {
    byte[] whole = sound(version).bytes();
    for (int at = 4; at + 8 <= whole.length; at += 4) {
      for (int value : new int[] {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20}) {
        byte[] changed = whole.clone();
        ByteBuffer.wrap(changed).putInt(at, value);
        survives(changed);
        ByteBuffer.wrap(changed).putInt(at + 4, value);
        survives(changed);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, truncated, or its header is wrong",
    "4294967295, truncated, or its header is wrong"
  })
  void aDimensionThatTheFileCannotHoldIsRefused(long length, String why) {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 2)
            .variable("time", NetcdfType.INT, "time")
            .with("units", "days since 2024-01-01")
            .of(0, 1);
    byte[] bytes = file.bytes();
    int at = indexOf(bytes, "time") + 4;
    ByteBuffer.wrap(bytes).putInt(at, (int) length);
    assertThatThrownBy(() -> NetcdfRows.brief(new ByteArrayInputStream(bytes)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aNegativeOffsetIsRefused() {
    byte[] bytes = sound(2).bytes();
    // The begin of the last variable is the last word of the header: the data follow it.
    ByteBuffer words = ByteBuffer.wrap(bytes);
    int header = -1;
    for (int at = 4; at + 8 <= bytes.length && header < 0; at += 4) {
      if (words.getLong(at) > at && words.getLong(at) < bytes.length) {
        header = at;
      }
    }
    words.putLong(header, -8);
    assertThatThrownBy(() -> NetcdfRows.brief(new ByteArrayInputStream(bytes)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("should lie in the bytes -8");
  }

  @Test
  void variablesThatLieUponEachOtherAreRefused() {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 400)
            .variable("time", NetcdfType.BYTE, "time")
            .with("units", "days since 2024-01-01")
            .of();
    for (int i = 0; i < 50; i++) {
      file.variable("q" + i, NetcdfType.BYTE, "time").of();
    }
    byte[] bytes = file.bytes();
    assertThat(survives(bytes)).isTrue();
    // All of them begin where the first one does, so that the file may be cut behind it.
    ByteBuffer words = ByteBuffer.wrap(bytes);
    int header = bytes.length - 51 * 400;
    for (int at = 4; at + 4 <= header; at += 4) {
      if (words.getInt(at) >= header && words.getInt(at) < bytes.length) {
        words.putInt(at, header);
      }
    }
    byte[] cut = java.util.Arrays.copyOf(bytes, header + 400);
    assertThatThrownBy(() -> NetcdfRows.brief(new ByteArrayInputStream(cut)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("they lie upon each other");
  }

  @Test
  void aDimensionTwiceIsRefused() {
    ClassicWriter file =
        new ClassicWriter(1)
            .dimension("time", 2)
            .variable("time", NetcdfType.INT, "time", "time")
            .with("units", "days since 2024-01-01")
            .of(0, 1, 2, 3)
            .variable("q", NetcdfType.INT, "time")
            .of(1, 2);
    assertThatThrownBy(() -> NetcdfRows.brief(file.stream()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("a dimension twice");
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] netcdf4(String name) throws IOException {
    try (InputStream in = HostileNetcdfTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aNetcdf4FileCutAnywhereIsReadOrRefused() throws IOException {
    byte[] whole = netcdf4("stations-packed.nc");
    for (int length = 0; length < whole.length; length += 37) {
      assertThat(survives(java.util.Arrays.copyOf(whole, length)))
          .as("the first %d of %d bytes", length, whole.length)
          .isFalse();
    }
  }

  /** Addresses that point elsewhere make cycles; counts become the largest there are. */
  @ParameterizedTest
  @ValueSource(strings = {"stations-packed.nc", "stations-contiguous.nc", "unwritten.nc"})
  void aNetcdf4StructureThatPointsElsewhereDoesNoHarm(String name) throws IOException {
    byte[] whole = netcdf4(name);
    ByteBuffer words = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> places = new ArrayList<>();
    List<Long> addresses = new ArrayList<>();
    for (int at = 0; at + 8 <= whole.length; at++) {
      long value = words.getLong(at);
      if (value > 8 && value < whole.length) {
        places.add(at);
        addresses.add(value);
      }
    }
    int read = 0;
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      byte[] changed = whole.clone();
      ByteBuffer target = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int place = places.get(random.nextInt(places.size()));
        switch (random.nextInt(4)) {
          case 0, 1 -> target.putLong(place, addresses.get(random.nextInt(addresses.size())));
          case 2 ->
              target.putInt(
                  random.nextInt(changed.length - 4),
                  random.nextBoolean() ? -1 : Integer.MAX_VALUE);
          default -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
      }
      read += survives(changed) ? 1 : 0;
    }
    assertThat(read).isBetween(1, 1_499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "CDF", "CDF\u0003", "PK\u0003\u0004", "time,value\n1,2\n"})
  void whatIsNoNetcdfIsRefused(String text) {
    assertThat(survives(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))).isFalse();
  }
}
