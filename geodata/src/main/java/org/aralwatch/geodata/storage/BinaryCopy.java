package org.aralwatch.geodata.storage;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one {@code COPY … (FORMAT binary)} after the other, sent in pieces: the server takes in
 * a piece while the next is made. Between the first {@link #send} and {@link #finish} the
 * connection takes no other statement. Binary spares the server the parsing of dates. Format:
 * PostgreSQL manual, COPY, "Binary Format".
 */
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** Between the epoch of Java and that of PostgreSQL, 2000-01-01. */
  private static final long EPOCH_SHIFT_MICROS = 946_684_800_000_000L;

  private static final int EPOCH_SHIFT_DAYS = 10_957;
  private static final int TEXT_ROOM = 256;

  private byte[] buffer;
  private int length;
  private int rows;
  private CopyIn copy;

  BinaryCopy(int capacity) {
    buffer = new byte[capacity];
    begin();
  }

  private void begin() {
    length = 0;
    rows = 0;
    ensure(SIGNATURE.length + 8);
    System.arraycopy(SIGNATURE, 0, buffer, 0, SIGNATURE.length);
    length = SIGNATURE.length;
    int32(0); // flags
    int32(0); // length of the header's extension
  }

  /** Not yet sent. */
  int rows() {
    return rows;
  }

  void beginRow(int fields) {
    ensure(fields * 12 + 2);
    int16(fields);
    rows++;
  }

  void longField(long value) {
    int32(8);
    int64(value);
  }

  void intField(int value) {
    int32(4);
    int32(value);
  }

  void shortField(int value) {
    int32(2);
    int16(value);
  }

  void charField(char value) {
    int32(1);
    buffer[length++] = (byte) value;
  }

  void doubleField(double value) {
    int32(8);
    int64(Double.doubleToRawLongBits(value));
  }

  /** A timestamptz of microseconds since 1970. */
  void timestampField(long micros) {
    int32(8);
    int64(micros - EPOCH_SHIFT_MICROS);
  }

  /** A date of days since 1970. */
  void dateField(int epochDay) {
    int32(4);
    int32(epochDay - EPOCH_SHIFT_DAYS);
  }

  void booleanField(boolean value) {
    int32(1);
    buffer[length++] = (byte) (value ? 1 : 0);
  }

  void nullField() {
    int32(-1);
  }

  /** A number where it is one, else null. */
  void doubleOrNullField(double value) {
    if (Double.isNaN(value)) {
      nullField();
    } else {
      doubleField(value);
    }
  }

  void textOrNullField(String text) {
    if (text == null) {
      nullField();
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int32(bytes.length);
    // Room for the fields that follow, too: beginRow made it for numbers.
    ensure(bytes.length + TEXT_ROOM);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  /** Sends what was gathered, without waiting until the server has taken it in. */
  void send(Connection connection, String copySql) throws SQLException {
    if (copy == null) {
      copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copySql);
    }
    copy.writeToCopy(buffer, 0, length);
    copy.flushCopy();
    length = 0;
    rows = 0;
  }

  /** Sends the rest and waits for the server; afterwards the connection is free. */
  void finish(Connection connection, String copySql) throws SQLException {
    if (copy == null && rows == 0) {
      return;
    }
    ensure(2);
    int16(-1);
    try {
      send(connection, copySql);
      copy.endCopy();
      copy = null;
    } finally {
      cancel();
      begin();
    }
  }

  /** Gives up what the server has not confirmed, where anything is under way. */
  void cancel() throws SQLException {
    CopyIn active = copy;
    copy = null;
    if (active != null && active.isActive()) {
      active.cancelCopy();
    }
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private void int16(int value) {
    buffer[length++] = (byte) (value >>> 8);
    buffer[length++] = (byte) value;
  }

  private void int32(int value) {
    int16(value >>> 16);
    int16(value);
  }

  private void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }
}
