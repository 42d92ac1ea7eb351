package org.aralwatch.geodata.observation;

/**
 * Says how a result is to be read: as the value, or as a limit the true value lies below (censored
 * at the detection limit) or above. Stored as one character.
 */
public enum Qualifier {
  NONE(' '),
  LESS_THAN('<'),
  GREATER_THAN('>');

  private final char symbol;

  Qualifier(char symbol) {
    this.symbol = symbol;
  }

  public char symbol() {
    return symbol;
  }

  public static Qualifier ofSymbol(char symbol) {
    return switch (symbol) {
      case ' ' -> NONE;
      case '<' -> LESS_THAN;
      case '>' -> GREATER_THAN;
      default -> throw new IllegalArgumentException("unknown qualifier '" + symbol + "'");
    };
  }
}
