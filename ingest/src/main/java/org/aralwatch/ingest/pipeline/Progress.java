package org.aralwatch.ingest.pipeline;

/**
 * Is told how far a load is; called from the loading thread, some hundred times a second at most.
 */
public interface Progress {
  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String file, long bytes) {}

        @Override
        public void reading(long bytesRead, long rows) {}

        @Override
        public void step(String name) {}

        @Override
        public void end() {}
      };

  /**
   * @param bytes size of the file
   */
  void begin(String file, long bytes);

  void reading(long bytesRead, long rows);

  /** A step after the reading begins, as "merge". */
  void step(String name);

  /** The load has ended, well or not. */
  void end();
}
