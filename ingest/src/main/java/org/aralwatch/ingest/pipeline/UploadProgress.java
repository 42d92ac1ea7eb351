package org.aralwatch.ingest.pipeline;

import org.aralwatch.geodata.storage.UploadStore;

/**
 * Progress kept with an upload, for whoever asks; written at most once a second. Ends the load of
 * an upload that was cancelled.
 */
final class UploadProgress implements Progress {
  private static final long INTERVAL = 1_000_000_000L;

  private final UploadStore uploads;
  private final long id;
  private final String status;
  private long size;
  private long written;

  /**
   * @param status in which the upload is while it is read
   */
  UploadProgress(UploadStore uploads, long id, String status) {
    this.uploads = uploads;
    this.id = id;
    this.status = status;
  }

  @Override
  public void begin(String file, long bytes) {
    size = bytes;
    written = System.nanoTime();
    uploads.progress(id, status, 0, 0);
  }

  @Override
  public void reading(long bytesRead, long rows) {
    if (System.nanoTime() - written >= INTERVAL || bytesRead == size) {
      written = System.nanoTime();
      if (uploads.isCancelled(id)) {
        throw new LoadCancelledException(id);
      }
      uploads.progress(id, status, rows, size == 0 ? 100 : 100f * bytesRead / size);
    }
  }

  @Override
  public void step(String name) {}

  @Override
  public void end() {}
}
