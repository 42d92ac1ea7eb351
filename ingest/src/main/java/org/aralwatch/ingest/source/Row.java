package org.aralwatch.ingest.source;

import java.util.Arrays;

/**
 * One row of a table: its cells without the blanks around them. The same object is filled again for
 * the next row, so that a file of any size is read without garbage. Not thread-safe.
 */
public final class Row {
  /** More columns than any table of observations has. */
  private static final int MOST_CELLS = 16_384;

  private long line;
  private char[] chars = new char[512];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int used;
  private int size;

  /** Forgets all cells. */
  public void begin(long newLine) {
    line = newLine;
    used = 0;
    size = 0;
  }

  /**
   * @throws BadFileException when there are more cells than any table has
   */
  public void add(char[] source, int start, int length) {
    if (size == MOST_CELLS) {
      throw new BadFileException(line, "more than " + MOST_CELLS + " columns");
    }
    int from = start;
    int to = start + length;
    while (from < to && isBlank(source[from])) {
      from++;
    }
    while (to > from && isBlank(source[to - 1])) {
      to--;
    }
    int kept = to - from;
    if (used + kept > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + kept));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    System.arraycopy(source, from, chars, used, kept);
    starts[size] = used;
    used += kept;
    ends[size] = used;
    size++;
  }

  /** Blanks, tabs, line ends and the no-break space that office programs leave behind. */
  private static boolean isBlank(char c) {
    return c <= ' ' && c != 0 || c == '\u00a0' || c == '\ufeff';
  }

  /** Line of the file on which the row begins, from 1. */
  public long line() {
    return line;
  }

  /** Number of cells. */
  public int size() {
    return size;
  }

  /** Where the characters of all cells are; to be read between {@link #start} and the end. */
  public char[] chars() {
    return chars;
  }

  public int start(int cell) {
    return starts[cell];
  }

  public int length(int cell) {
    return ends[cell] - starts[cell];
  }

  public boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** Whether all cells are empty, as in the thousands of rows a spreadsheet may add. */
  public boolean isBlank() {
    return used == 0;
  }

  public boolean is(int cell, String text) {
    int start = starts[cell];
    if (text.length() != ends[cell] - start) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (chars[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public String text(int cell) {
    return new String(chars, starts[cell], ends[cell] - starts[cell]);
  }
}
