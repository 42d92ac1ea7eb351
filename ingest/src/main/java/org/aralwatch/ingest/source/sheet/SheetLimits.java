package org.aralwatch.ingest.source.sheet;

import org.aralwatch.ingest.source.BadFileException;

/**
 * What one workbook may hand over: text that is stored once can be referred to a million times, so
 * that a small file becomes a flood without being large at any place. Not thread-safe.
 */
final class SheetLimits {
  /** Characters of a cell; Excel allows 32,767, LibreOffice 65,535. */
  static final int LONGEST_CELL = 65_535;

  /** Characters of a row, as for CSV. */
  static final int LONGEST_ROW = 1 << 22;

  /** Columns of a sheet, in Excel and LibreOffice. */
  static final int MOST_COLUMNS = 16_384;

  /** Tables of a workbook; one a day for ten years is 3,653. */
  static final int MOST_SHEETS = 4_096;

  /**
   * Cells of all rows, empty ones between filled ones included: sixty columns in ten full sheets.
   */
  static final long MOST_CELLS = 600_000_000L;

  /** Characters of all rows. */
  static final long MOST_CHARS = 8L << 30;

  private long cells;
  private long chars;

  /** Counts a row that is about to be handed over. */
  void count(int rowCells, int rowChars) {
    cells += rowCells;
    chars += rowChars;
    if (cells > MOST_CELLS) {
      throw new BadFileException("more than " + MOST_CELLS + " cells in one workbook");
    }
    if (chars > MOST_CHARS) {
      throw new BadFileException("more than " + MOST_CHARS + " characters in one workbook");
    }
  }
}
