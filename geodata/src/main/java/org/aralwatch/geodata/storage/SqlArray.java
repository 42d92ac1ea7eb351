package org.aralwatch.geodata.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * An array as a bound parameter. Primitive arrays go to the server in binary, without a box or a
 * text for each element.
 *
 * @param type name of the element type in PostgreSQL
 * @param elements a primitive array, or one of String or byte[]
 */
record SqlArray(String type, Object elements) implements Argument {
  static SqlArray ofLongs(long[] values) {
    return new SqlArray("int8", values);
  }

  static SqlArray ofInts(int[] values) {
    return new SqlArray("int4", values);
  }

  static SqlArray ofBytes(Collection<byte[]> values) {
    return new SqlArray("bytea", values.toArray(byte[][]::new));
  }

  static SqlArray ofDoubles(double[] values) {
    return new SqlArray("float8", values);
  }

  static SqlArray ofTexts(Collection<String> values) {
    return new SqlArray("text", values.toArray(String[]::new));
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    statement.setArray(position, arrayOf(statement));
  }

  private java.sql.Array arrayOf(PreparedStatement statement) throws SQLException {
    org.postgresql.PGConnection connection =
        statement.getConnection().unwrap(org.postgresql.PGConnection.class);
    return connection.createArrayOf(type, elements);
  }
}
