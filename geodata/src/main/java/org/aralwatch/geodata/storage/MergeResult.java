package org.aralwatch.geodata.storage;

/**
 * What became of the staged rows.
 *
 * @param stored rows that are new
 * @param revised rows that replaced one of another value, period, qualifier or flag
 * @param unchanged rows that stood in the record already
 * @param repeated rows that repeat an earlier row of the same file
 * @param conflicting rows that give another value for the time of an earlier row of the same file;
 *     the earlier one was taken
 * @param approved rows that would change what is approved, or add to it; they were not taken
 */
public record MergeResult(
    long stored, long revised, long unchanged, long repeated, long conflicting, long approved) {
  public MergeResult(long stored, long revised, long unchanged, long repeated, long conflicting) {
    this(stored, revised, unchanged, repeated, conflicting, 0);
  }

  public boolean changesRecord() {
    return stored + revised > 0;
  }
}
