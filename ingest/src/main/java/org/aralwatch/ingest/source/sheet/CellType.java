package org.aralwatch.ingest.source.sheet;

/** The type that a cell names (ECMA-376, part 1, 18.18.11). */
enum CellType {
  NUMBER,
  SHARED,
  BOOLEAN,
  ERROR,
  DATE,
  INLINE,
  FORMULA_TEXT;

  /** The type in an attribute; a number's when it names none that there is. */
  static CellType of(XmlScanner xml, int attribute) {
    if (xml.valueLength(attribute) == 1) {
      switch (xml.valueByte(attribute, 0)) {
        case 's':
          return SHARED;
        case 'b':
          return BOOLEAN;
        case 'e':
          return ERROR;
        case 'd':
          return DATE;
        default:
          return NUMBER;
      }
    }
    switch (xml.value(attribute)) {
      case "str":
        return FORMULA_TEXT;
      case "inlineStr":
        return INLINE;
      default:
        return NUMBER;
    }
  }
}
