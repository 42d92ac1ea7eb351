package org.aralwatch.ingest.mapping;

/**
 * The rows of a table before its data.
 *
 * @param skip rows before the header, as titles; they are no data
 * @param rows of the header; with 0 the columns are named "1", "2", ...
 * @param names where the names of the columns stand in it
 */
public record Header(int skip, int rows, Names names) {

  /** Which rows of a header name the columns. */
  public enum Names {
    FIRST("first"),
    LAST("last"),
    /**
     * All of them: the texts above a column, from top to bottom, with " / " between. A text reaches
     * over the empty cells to its right, as merged cells do, except in the last row.
     */
    JOINED("joined");

    private final String code;

    Names(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** Whether a row of this line stands before the header; formats without lines give it line 0. */
  public boolean skips(long line) {
    return line > 0 && line <= skip;
  }

  /** Rows before the data. */
  public int rowsBefore() {
    return skip + rows;
  }
}
