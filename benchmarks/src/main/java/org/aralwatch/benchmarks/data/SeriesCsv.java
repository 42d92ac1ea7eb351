package org.aralwatch.benchmarks.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Writes the CSV file that {@code series.mapping.json} describes: {@code
 * station,time,support,value} with local times of Tashkent and values with two decimals. A value
 * depends on its series and time alone, so a file is the same whenever it is written.
 */
public final class SeriesCsv implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final byte[] HEADER =
      "station,time,support,value\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HOURS_OF_A_YEAR = 8_766;

  private final OutputStream out;
  private final byte[] line = new byte[128];

  public SeriesCsv(Path file) {
    try {
      Files.createDirectories(file.getParent());
      out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
      out.write(HEADER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Code of a series' station. */
  static String station(int series) {
    return "B%05d".formatted(series);
  }

  /** A time, ready to be written in many rows. */
  static byte[] time(LocalDateTime local) {
    return (',' + TIME.format(local) + ',').getBytes(StandardCharsets.US_ASCII);
  }

  void row(byte[] station, byte[] time, byte[] support, int series, long hour) {
    int at = put(station, 0);
    at = put(time, at);
    at = put(support, at);
    line[at++] = ',';
    at = putHundredths(hundredths(series, hour), at);
    line[at++] = '\n';
    try {
      out.write(line, 0, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int put(byte[] bytes, int at) {
    System.arraycopy(bytes, 0, line, at, bytes.length);
    return at + bytes.length;
  }

  private int putHundredths(int value, int from) {
    int at = from;
    int whole = value / 100;
    int divisor = 1;
    while (divisor <= whole / 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      line[at++] = (byte) ('0' + whole / divisor % 10);
    }
    line[at++] = '.';
    line[at++] = (byte) ('0' + value / 10 % 10);
    line[at++] = (byte) ('0' + value % 10);
    return at;
  }

  /** A yearly wave with noise that no compression of a column sees through; 1.00 to 400.00. */
  private static int hundredths(int series, long hour) {
    double season = Math.sin(2 * Math.PI * (hour % HOURS_OF_A_YEAR) / HOURS_OF_A_YEAR + series);
    long noise = mix(hour * 100_003 + series);
    return (int) (16_000 + 11_000 * season + (noise & 0xffff) * 0.18) % 39_900 + 100;
  }

  /** The finaliser of SplitMix64: neighbouring numbers become unlike each other. */
  private static long mix(long number) {
    long z = number * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (z ^ (z >>> 31)) >>> 16;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
