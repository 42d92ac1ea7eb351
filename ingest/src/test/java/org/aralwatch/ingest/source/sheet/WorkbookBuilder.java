package org.aralwatch.ingest.source.sheet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.archive.ZipBuilder;

/**
 * Writes workbooks of which every part can be replaced, so that they can be as odd as real ones.
 */
public final class WorkbookBuilder {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final List<String> sheets = new ArrayList<>();
  private final List<String> relationships = new ArrayList<>();
  private final List<String> styles = new ArrayList<>(List.of("<xf numFmtId='0'/>"));
  private final StringBuilder formats = new StringBuilder();
  private final StringBuilder strings = new StringBuilder();
  private String properties = "";
  private String afterSheets = "";
  private String namespace = MAIN;

  /** A sheet with these rows, as XML. */
  public WorkbookBuilder sheet(String name, String rows) {
    String xml = "<worksheet xmlns='" + namespace + "'><sheetData>" + rows + "</sheetData>";
    return sheetPart(name, "worksheet", xml + "<mergeCells/></worksheet>");
  }

  /** A sheet whose part is this XML. */
  WorkbookBuilder sheetPart(String name, String type, String xml) {
    int number = relationships.size() + 1;
    String id = "rId" + number;
    sheets.add("<sheet name='" + name + "' sheetId='" + number + "' r:id='" + id + "'/>");
    relationships.add(relationship(id, type, "worksheets/sheet" + number + ".xml"));
    return part("xl/worksheets/sheet" + number + ".xml", xml);
  }

  /** The next style, from 1, has this format code. */
  WorkbookBuilder format(String code) {
    int id = 163 + styles.size();
    formats.append("<numFmt numFmtId='" + id + "' formatCode='" + code + "'/>");
    return builtInFormat(id);
  }

  WorkbookBuilder builtInFormat(int id) {
    styles.add("<xf numFmtId='" + id + "' applyNumberFormat='1'/>");
    return this;
  }

  /** The next shared text, as the XML within "si". */
  WorkbookBuilder shared(String xml) {
    strings.append("<si>" + xml + "</si>");
    return this;
  }

  WorkbookBuilder properties(String attributes) {
    properties = "<workbookPr " + attributes + "/>";
    return this;
  }

  WorkbookBuilder afterSheets(String xml) {
    afterSheets = xml;
    return this;
  }

  WorkbookBuilder strict() {
    namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    return this;
  }

  /** Replaces a part, or adds it. */
  WorkbookBuilder part(String name, String xml) {
    return part(name, xml.getBytes(StandardCharsets.UTF_8));
  }

  WorkbookBuilder part(String name, byte[] bytes) {
    parts.put(name, bytes);
    return this;
  }

  private String relationship(String id, String type, String target) {
    return "<Relationship Id='"
        + id
        + "' Type='"
        + TYPES
        + "/"
        + type
        + "' Target='"
        + target
        + "'/>";
  }

  public byte[] build() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    put(all, "[Content_Types].xml", "<Types xmlns='" + PACKAGE + "content-types'/>");
    put(
        all,
        "_rels/.rels",
        relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
    put(
        all,
        "xl/workbook.xml",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n<workbook xmlns='"
            + namespace
            + "' xmlns:r='"
            + (namespace.equals(MAIN)
                ? TYPES
                : "http://purl.oclc.org/ooxml/officeDocument/relationships")
            + "'>"
            + properties
            + "<sheets>"
            + String.join("", sheets)
            + "</sheets>"
            + afterSheets
            + "</workbook>");
    put(
        all,
        "xl/_rels/workbook.xml.rels",
        relationships(
            String.join("", relationships)
                + relationship("rId900", "styles", "styles.xml")
                + relationship("rId901", "sharedStrings", "/xl/sharedStrings.xml")));
    put(
        all,
        "xl/styles.xml",
        "<styleSheet xmlns='"
            + namespace
            + "'><numFmts>"
            + formats
            + "</numFmts>"
            + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
            + String.join("", styles)
            + "</cellXfs></styleSheet>");
    put(all, "xl/sharedStrings.xml", "<sst xmlns='" + namespace + "'>" + strings + "</sst>");
    all.putAll(parts);
    ZipBuilder zip = new ZipBuilder();
    all.forEach(zip::add);
    return zip.build();
  }

  private static String relationships(String all) {
    return "<Relationships xmlns='" + PACKAGE + "relationships'>" + all + "</Relationships>";
  }

  private static void put(Map<String, byte[]> parts, String name, String xml) {
    parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
  }

  /** A row as tests write it: "7: a||c". */
  public static String shown(Row row) {
    StringBuilder text = new StringBuilder(row.line() + ": ");
    for (int i = 0; i < row.size(); i++) {
      text.append(i == 0 ? "" : "|").append(row.text(i));
    }
    return text.toString();
  }
}
