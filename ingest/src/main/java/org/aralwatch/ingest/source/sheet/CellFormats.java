package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number formats of a workbook by the number of the style that cells give. */
final class CellFormats {
  /** Excel allows 65,490 styles. */
  private static final int MOST_STYLES = 100_000;

  private static final XmlName NUM_FMTS = XmlName.of(Namespace.SPREADSHEET, "numFmts");
  private static final XmlName NUM_FMT = XmlName.of(Namespace.SPREADSHEET, "numFmt");
  private static final XmlName CELL_XFS = XmlName.of(Namespace.SPREADSHEET, "cellXfs");
  private static final XmlName XF = XmlName.of(Namespace.SPREADSHEET, "xf");
  private static final XmlName ID = XmlName.plain("numFmtId");
  private static final XmlName CODE = XmlName.plain("formatCode");

  private final List<CellFormat> byStyle;

  private CellFormats(List<CellFormat> byStyle) {
    this.byStyle = byStyle;
  }

  /** Of a workbook without styles. */
  static CellFormats none() {
    return new CellFormats(List.of());
  }

  static CellFormats read(InputStream in, String part) throws IOException {
    XmlScanner xml = new XmlScanner(in, "part '" + part + "'");
    xml.root();
    Map<Integer, CellFormat> byId = new HashMap<>();
    List<Integer> ids = new ArrayList<>();
    int root = xml.depth();
    while (xml.nextChild(root)) {
      int list = xml.depth();
      if (xml.at(NUM_FMTS)) {
        while (xml.nextChild(list)) {
          if (xml.at(NUM_FMT)) {
            String code = xml.value(CODE);
            byId.put(xml.number(xml.attribute(ID)), CellFormat.of(code == null ? "" : code));
            refuseMore(xml, byId.size());
          }
        }
      } else if (xml.at(CELL_XFS)) {
        while (xml.nextChild(list)) {
          if (xml.at(XF)) {
            ids.add(xml.number(xml.attribute(ID)));
            refuseMore(xml, ids.size());
          }
        }
      }
    }
    xml.finish();
    List<CellFormat> byStyle = new ArrayList<>(ids.size());
    for (int id : ids) {
      CellFormat own = byId.get(id);
      byStyle.add(own != null ? own : CellFormat.builtIn(id));
    }
    return new CellFormats(byStyle);
  }

  private static void refuseMore(XmlScanner xml, int count) {
    if (count > MOST_STYLES) {
      throw xml.bad("more than " + MOST_STYLES + " cell formats");
    }
  }

  /** The format of a style; a number's for a style that does not exist, or -1. */
  CellFormat ofStyle(int style) {
    return style < 0 || style >= byStyle.size() ? CellFormat.NUMBER : byStyle.get(style);
  }
}
