package org.aralwatch.geodata.quality;

import java.util.Locale;

/** Where a value comes from; no part of the flag, but of many a scheme's codes. */
public enum Origin {
  /** As the source has it. */
  ORIGINAL,
  /** Another value stood there. */
  CORRECTED,
  /** Nothing stood there, or nothing right: made from other values. */
  ESTIMATED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the codes there are
   */
  public static Origin ofCode(String code) {
    for (Origin origin : values()) {
      if (origin.code().equals(code)) {
        return origin;
      }
    }
    throw new IllegalArgumentException(
        "unknown origin '" + code + "'; one of original, corrected, estimated");
  }
}
