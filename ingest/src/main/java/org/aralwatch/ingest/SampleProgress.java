package org.aralwatch.ingest;

import org.aralwatch.ingest.pipeline.Progress;

/** Shows many files as one: bytes and rows of all, and which file of how many. */
final class SampleProgress implements Progress {
  private final Progress shown;
  private final int files;
  private int file;
  private long fileBytes;
  private long fileRows;
  private long bytesBefore;
  private long rowsBefore;

  /**
   * @param files how many will come
   */
  SampleProgress(Progress shown, int files) {
    this.shown = shown;
    this.files = files;
  }

  @Override
  public void begin(String name, long bytes) {
    file++;
    fileBytes = bytes;
    fileRows = 0;
    shown.step("file " + file + " of " + files);
  }

  @Override
  public void reading(long bytesRead, long rows) {
    fileRows = rows;
    shown.reading(bytesBefore + bytesRead, rowsBefore + rows);
  }

  /** The files are small, and their steps too short to be read. */
  @Override
  public void step(String name) {}

  @Override
  public void end() {
    bytesBefore += fileBytes;
    rowsBefore += fileRows;
  }
}
