package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The mappings that people have corrected and saved. */
@FunctionalInterface
public interface SavedMappings {
  /** None at all. */
  SavedMappings NONE = fingerprint -> List.of();

  /**
   * A saved mapping.
   *
   * @param version counted from 1
   */
  record Saved(String name, int version, ObjectNode mapping) {}

  /** Those saved for files of this layout, the one used last first. */
  List<Saved> find(String fingerprint);
}
