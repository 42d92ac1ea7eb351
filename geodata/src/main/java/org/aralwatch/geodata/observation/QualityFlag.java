package org.aralwatch.geodata.observation;

/** The summary flag of a value: the IODE primary level scheme (NERC vocabulary L34), as QARTOD. */
public enum QualityFlag {
  GOOD(1),
  NOT_EVALUATED(2),
  SUSPECT(3),
  BAD(4),
  MISSING(9);

  private final int code;

  QualityFlag(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Whether the value may enter roll-ups and, by default, aggregates: all but bad and missing. */
  public boolean isUsable() {
    return this != BAD && this != MISSING;
  }

  /**
   * @throws IllegalArgumentException naming the codes there are
   */
  public static QualityFlag ofCode(int code) {
    for (QualityFlag flag : values()) {
      if (flag.code == code) {
        return flag;
      }
    }
    throw new IllegalArgumentException("unknown quality flag " + code + "; one of 1, 2, 3, 4, 9");
  }
}
