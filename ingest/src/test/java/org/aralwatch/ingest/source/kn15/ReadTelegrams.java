package org.aralwatch.ingest.source.kn15;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.source.TableReader.RowSink;

/** Reads telegrams whole, for the tests of this package. */
final class ReadTelegrams {
  static final LocalDate RECEIVED = LocalDate.of(2024, 4, 15);

  /** Rows as "property time value unit", with what else there is; the post is checked apart. */
  static List<String> rows(String text) {
    return rows(RECEIVED, text);
  }

  static List<String> rows(LocalDate received, String text) {
    return rows(received, text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static List<String> rows(LocalDate received, byte[] bytes, Charset encoding) {
    List<String> rows = new ArrayList<>();
    read(
        new Kn15Table(received, encoding),
        new ByteArrayInputStream(bytes),
        row -> rows.add(TelegramRow.of(row).brief()));
    return rows.subList(1, rows.size());
  }

  static List<TelegramRow> full(String text) {
    List<TelegramRow> rows = new ArrayList<>();
    read(
        new Kn15Table(RECEIVED, StandardCharsets.UTF_8),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        row -> rows.add(TelegramRow.of(row)));
    return rows.subList(1, rows.size());
  }

  static void read(Kn15Table table, InputStream in, RowSink sink) {
    try {
      table.read(in, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void assertRefused(String group) {
    assertThat(full("12345 14081 " + group + "="))
        .as(group)
        .filteredOn(row -> row.property().equals("not-understood"))
        .extracting(TelegramRow::value)
        .containsExactly(group);
  }

  private ReadTelegrams() {}
}
