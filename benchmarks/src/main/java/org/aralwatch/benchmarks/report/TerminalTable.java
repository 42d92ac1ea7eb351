package org.aralwatch.benchmarks.report;

import java.util.List;

/** Figures as lines for a terminal. */
public final class TerminalTable {
  private TerminalTable() {}

  public static String of(List<Figure> figures) {
    StringBuilder text = new StringBuilder();
    String row = "";
    for (Figure figure : figures) {
      if (!row.equals(figure.target().row())) {
        row = figure.target().row();
        text.append('\n').append(row).append('\n');
      }
      text.append(line(figure));
    }
    return text.toString();
  }

  /** A figure in one line, its peer and note in further ones. */
  public static String line(Figure figure) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  %-15s %-11s %-36s %-11s %s%n"
            .formatted(
                figure.verdict().text().replace("*", ""),
                figure.store(),
                figure.measuredText(),
                figure.target().limitText(),
                what(figure)));
    figure.peer().ifPresent(peer -> text.append(aside("beside it: " + peer)));
    if (!figure.note().isEmpty()) {
      text.append(aside(figure.note()));
    }
    return text.toString();
  }

  static String what(Figure figure) {
    return figure.millions() == 0
        ? figure.target().what()
        : figure.millions() + " million: " + figure.target().what();
  }

  private static String aside(String text) {
    return "  %-15s %s%n".formatted("", text);
  }
}
