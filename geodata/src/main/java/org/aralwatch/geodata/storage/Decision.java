package org.aralwatch.geodata.storage;

import org.aralwatch.geodata.observation.QualityFlag;

/**
 * What a person decided of a value. It is kept apart from the test bits and from the summary flag,
 * which follows it. Stored as one character.
 */
public enum Decision {
  ACCEPTED('a', QualityFlag.GOOD),
  DOUBTED('d', QualityFlag.SUSPECT),
  REJECTED('r', QualityFlag.BAD),
  /** Its flag is given with the corrected value; when nothing else is said it is this. */
  CORRECTED('c', QualityFlag.GOOD);

  private final char symbol;
  private final QualityFlag flag;

  Decision(char symbol, QualityFlag flag) {
    this.symbol = symbol;
    this.flag = flag;
  }

  char symbol() {
    return symbol;
  }

  /** The summary flag that follows from it. */
  public QualityFlag flag() {
    return flag;
  }

  static Decision ofSymbol(char symbol) {
    for (Decision decision : values()) {
      if (decision.symbol == symbol) {
        return decision;
      }
    }
    throw new IllegalArgumentException("unknown decision '" + symbol + "'");
  }
}
