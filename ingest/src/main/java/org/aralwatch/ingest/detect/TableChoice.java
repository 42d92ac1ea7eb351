package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Chooses among the tables of a file those that are read: all of the layout that has the most rows
 * of dated values. The sheets of years and of stations are of one layout, notes are of another.
 *
 * @param structure of the first of them, with rows of all
 * @param read names of the tables that are read
 * @param others names of those left out
 */
record TableChoice(Structure structure, List<String> read, List<String> others) {
  private static final int MOST_ROWS = 3_000;

  /** Tables of one layout. */
  private static final class Group {
    private final List<Structure> tables = new ArrayList<>();
    private long rows;

    /** A table of dates and numbers weighs more than any list. */
    double weight() {
      List<Column> columns = Column.of(tables.get(0));
      Notes silent = new Notes();
      boolean named = tables.get(0).hasHeader();
      boolean dated =
          TimeDetector.detect(columns, named, silent).isPresent()
              || MatrixDetector.detect(columns, named, silent).isPresent();
      boolean numbers = columns.stream().anyMatch(Column::isNumeric);
      return rows * (dated ? 1.0 : 0.01) * (numbers ? 1.0 : 0.001);
    }
  }

  /**
   * @throws BadFileException when no table has rows
   */
  static TableChoice of(List<SampleTable> tables) {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (SampleTable table : tables) {
      if (table.from(0).isEmpty()) {
        continue;
      }
      Structure structure = HeaderDetector.detect(table);
      Group group = groups.computeIfAbsent(layout(structure), key -> new Group());
      group.tables.add(structure);
      group.rows += Math.max(1, structure.data().size());
    }
    if (groups.isEmpty()) {
      throw new BadFileException("the file has no rows");
    }
    Group best = null;
    double bestWeight = -1;
    for (Group group : groups.values()) {
      double weight = groups.size() == 1 ? 1 : group.weight();
      if (weight > bestWeight) {
        best = group;
        bestWeight = weight;
      }
    }
    List<String> read = best.tables.stream().map(table -> table.table().name()).toList();
    List<String> others =
        tables.stream().map(SampleTable::name).filter(name -> !read.contains(name)).toList();
    return new TableChoice(merged(best.tables), read, others);
  }

  private static String layout(Structure structure) {
    StringBuilder layout = new StringBuilder();
    layout.append(structure.hasHeader() ? "named" : "plain").append('\n');
    if (!structure.hasHeader()) {
      return layout.append(structure.width()).toString();
    }
    for (int i = 0; i < structure.width(); i++) {
      String header = structure.headers().get(i);
      if (!header.isEmpty()) {
        layout.append(Fingerprint.normal(header)).append('\n');
      }
    }
    return layout.toString();
  }

  private static Structure merged(List<Structure> tables) {
    Structure first = tables.get(0);
    if (tables.size() == 1) {
      return first;
    }
    List<SampleRow> data = new ArrayList<>();
    List<SampleRow> odd = new ArrayList<>();
    UnseenTexts unseen = new UnseenTexts();
    int most = Math.max(20, MOST_ROWS / tables.size());
    for (Structure table : tables) {
      data.addAll(table.data().subList(0, Math.min(most, table.data().size())));
      odd.addAll(table.odd());
      unseen.addAll(table.table().unseen());
      table
          .data()
          .subList(Math.min(most, table.data().size()), table.data().size())
          .forEach(unseen::add);
    }
    SampleTable all = first.table();
    return new Structure(
        new SampleTable(all.name(), all.head(), all.later(), all.rows(), false, unseen),
        first.skip(),
        first.headerRows(),
        first.names(),
        first.headers(),
        first.units(),
        first.titles(),
        data,
        odd,
        first.numbered());
  }

  void note(ObjectNode mapping, Notes notes) {
    if (read.size() == 1 && others.isEmpty()) {
      return;
    }
    if (others.isEmpty()) {
      notes.found("/tables", read.size(), 0.9, "tables.all", read.size(), read);
      return;
    }
    String pattern = StationDraft.tablePattern(read, others);
    mapping.put("tables", pattern);
    notes.found("/tables", pattern, 0.75, "tables.some", read, others);
  }
}
