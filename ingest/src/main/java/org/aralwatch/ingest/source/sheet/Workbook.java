package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.archive.ZipContainer;
import org.aralwatch.ingest.source.archive.ZipMember;

/**
 * What the parts of an XLSX say about it as a whole (ECMA-376, part 1, 18.2, and part 2, 9 on
 * packages).
 *
 * @param sheets those with cells, hidden ones too, in the order of their tabs
 * @param from1904 the date system
 * @param uncalculated whether the formulas' values are to be calculated when it is opened: a
 *     program that cannot calculate has written it, with 0 for each
 */
record Workbook(
    List<Sheet> sheets,
    Optional<ZipMember> styles,
    Optional<ZipMember> strings,
    boolean from1904,
    boolean uncalculated) {

  record Sheet(String name, ZipMember part) {}

  private record Relationship(String id, String type, String part) {}

  private static final int MOST_RELATIONSHIPS = 2 * SheetLimits.MOST_SHEETS;
  private static final XmlName RELATIONSHIP = XmlName.of(Namespace.RELATIONSHIPS, "Relationship");
  private static final XmlName ID = XmlName.plain("Id");
  private static final XmlName TYPE = XmlName.plain("Type");
  private static final XmlName TARGET = XmlName.plain("Target");
  private static final XmlName MODE = XmlName.plain("TargetMode");
  private static final XmlName WORKBOOK = XmlName.of(Namespace.SPREADSHEET, "workbook");
  private static final XmlName PROPERTIES = XmlName.of(Namespace.SPREADSHEET, "workbookPr");
  private static final XmlName DATE_1904 = XmlName.plain("date1904");
  private static final XmlName CALCULATION = XmlName.of(Namespace.SPREADSHEET, "calcPr");
  private static final XmlName ON_LOAD = XmlName.plain("fullCalcOnLoad");
  private static final XmlName SHEETS = XmlName.of(Namespace.SPREADSHEET, "sheets");
  private static final XmlName SHEET = XmlName.of(Namespace.SPREADSHEET, "sheet");
  private static final XmlName NAME = XmlName.plain("name");
  private static final XmlName SHEET_ID = XmlName.of(Namespace.RELATIONSHIP, "id");

  static Workbook read(ZipContainer zip) throws IOException {
    String main =
        relationships(zip, "").stream()
            .filter(relationship -> relationship.type.equals("officeDocument"))
            .map(Relationship::part)
            .findFirst()
            .orElse("xl/workbook.xml");
    List<Relationship> relationships = relationships(zip, main);
    Map<String, Relationship> byId = new HashMap<>();
    relationships.forEach(relationship -> byId.put(relationship.id, relationship));
    ZipMember part =
        zip.find(main)
            .orElseThrow(
                () -> new BadFileException("the workbook has no part '" + main + "': no XLSX"));
    List<Sheet> sheets = new ArrayList<>();
    boolean from1904 = false;
    boolean uncalculated = false;
    try (InputStream in = zip.open(part)) {
      XmlScanner xml = new XmlScanner(in, "part '" + main + "'");
      xml.root();
      if (!xml.at(WORKBOOK)) {
        throw xml.bad("it is no workbook");
      }
      int root = xml.depth();
      while (xml.nextChild(root)) {
        if (xml.at(PROPERTIES)) {
          from1904 = isTrue(xml.value(DATE_1904));
        } else if (xml.at(CALCULATION)) {
          uncalculated = isTrue(xml.value(ON_LOAD));
        } else if (xml.at(SHEETS)) {
          sheets(xml, zip, byId, sheets);
        }
      }
      xml.finish();
    }
    return new Workbook(
        List.copyOf(sheets),
        part(zip, relationships, "styles"),
        part(zip, relationships, "sharedStrings"),
        from1904,
        uncalculated);
  }

  private static void sheets(
      XmlScanner xml, ZipContainer zip, Map<String, Relationship> byId, List<Sheet> sheets)
      throws IOException {
    int depth = xml.depth();
    while (xml.nextChild(depth)) {
      if (!xml.at(SHEET)) {
        continue;
      }
      String name = xml.value(NAME);
      if (name == null || name.isBlank()) {
        throw xml.bad("a sheet without a name");
      }
      if (sheets.size() == SheetLimits.MOST_SHEETS) {
        throw xml.bad("more than " + SheetLimits.MOST_SHEETS + " sheets");
      }
      Relationship relationship = byId.get(xml.value(SHEET_ID));
      if (relationship == null) {
        throw xml.bad("the sheet '" + name + "' has no part");
      }
      // A sheet that is one chart, a dialog or old macros has no table.
      if (relationship.type.equals("worksheet")) {
        ZipMember part =
            zip.find(relationship.part)
                .orElseThrow(
                    () ->
                        xml.bad(
                            "the sheet '"
                                + name
                                + "' has no part '"
                                + relationship.part
                                + "': the file is damaged"));
        sheets.add(new Sheet(name, part));
      }
    }
  }

  private static boolean isTrue(String value) {
    return "1".equals(value) || "true".equals(value) || "on".equals(value);
  }

  private static Optional<ZipMember> part(
      ZipContainer zip, List<Relationship> relationships, String type) {
    return relationships.stream()
        .filter(relationship -> relationship.type.equals(type))
        .findFirst()
        .flatMap(relationship -> zip.find(relationship.part));
  }

  /** Where a part points to; the package itself for "". */
  private static List<Relationship> relationships(ZipContainer zip, String part)
      throws IOException {
    String folder = part.substring(0, part.lastIndexOf('/') + 1);
    String name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
    Optional<ZipMember> member = zip.find(name);
    List<Relationship> relationships = new ArrayList<>();
    if (member.isEmpty()) {
      return relationships;
    }
    try (InputStream in = zip.open(member.get())) {
      XmlScanner xml = new XmlScanner(in, "part '" + name + "'");
      xml.root();
      int root = xml.depth();
      while (xml.nextChild(root)) {
        String target = xml.value(TARGET);
        String type = xml.value(TYPE);
        if (!xml.at(RELATIONSHIP)
            || target == null
            || type == null
            || "External".equals(xml.value(MODE))) {
          continue;
        }
        if (relationships.size() == MOST_RELATIONSHIPS) {
          throw xml.bad("more than " + MOST_RELATIONSHIPS + " relationships");
        }
        relationships.add(
            new Relationship(
                xml.value(ID), type.substring(type.lastIndexOf('/') + 1), resolve(folder, target)));
      }
      xml.finish();
    }
    return relationships;
  }

  /** The name of the part that a target means, seen from a folder. */
  private static String resolve(String folder, String target) {
    String path = target.replace('\\', '/');
    List<String> steps = new ArrayList<>();
    for (String step : (path.startsWith("/") ? path : folder + path).split("/")) {
      if (step.equals("..") && !steps.isEmpty()) {
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }
}
