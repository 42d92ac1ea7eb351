package org.aralwatch.benchmarks.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The generated page {@code docs/performance.md}. */
public final class PerformancePage {
  /** Load above which a figure on this many cores is one of a busy machine. */
  private static final double BUSY_SHARE = 0.5;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private PerformancePage() {}

  public static String of(FigureBook book) {
    List<Figure> figures = book.figures();
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Performance

        Written by `scripts/bench`; edits are lost. Every figure was measured, server, database and load
        generator sharing one machine. The middle figure is the median of the rounds, the range their
        spread. What was not reached says so. How it is measured, and with what data, stands in
        [decision 0012](decisions/0012-benchmarks.md).

        """);
    page.append("- Machine: ").append(book.machine().describe()).append('\n');
    book.stores()
        .forEach(
            (store, what) ->
                page.append("- `").append(store).append("`: ").append(what).append('\n'));
    page.append("- Measured: ").append(period(figures)).append('\n');
    page.append("- ").append(summary(figures)).append('\n');
    for (Map.Entry<String, List<Figure>> row : byRow(figures).entrySet()) {
      page.append("\n## ").append(row.getKey()).append("\n\n");
      page.append("| what | store | measured | limit | reached | beside it |\n");
      page.append("|---|---|---|---|---|---|\n");
      row.getValue().forEach(figure -> page.append(line(figure)));
      page.append(notes(row.getValue(), book.machine().cores()));
    }
    return page.toString();
  }

  private static Map<String, List<Figure>> byRow(List<Figure> figures) {
    return figures.stream()
        .collect(
            Collectors.groupingBy(
                figure -> figure.target().row(), LinkedHashMap::new, Collectors.toList()));
  }

  private static String line(Figure figure) {
    return "| %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            TerminalTable.what(figure),
            figure.store(),
            figure.measuredText(),
            figure.target().limitText(),
            figure.verdict().text(),
            figure.peer().orElse(""));
  }

  private static String notes(List<Figure> figures, int cores) {
    String notes =
        figures.stream()
            .filter(figure -> !figure.note().isEmpty() || isBusy(figure, cores))
            .map(
                figure ->
                    "- %s, %s: %s%s%n"
                        .formatted(
                            TerminalTable.what(figure),
                            figure.store(),
                            figure.note(),
                            isBusy(figure, cores) ? busy(figure) : ""))
            .collect(Collectors.joining());
    return notes.isEmpty() ? "" : "\n" + notes;
  }

  private static boolean isBusy(Figure figure, int cores) {
    return figure.load() > BUSY_SHARE * cores;
  }

  private static String busy(Figure figure) {
    return " (the machine was busy with other work: load %.1f)".formatted(figure.load());
  }

  private static String period(List<Figure> figures) {
    if (figures.isEmpty()) {
      return "nothing yet";
    }
    String first =
        DAY.format(figures.stream().map(Figure::at).min(Comparator.naturalOrder()).orElseThrow());
    String last =
        DAY.format(figures.stream().map(Figure::at).max(Comparator.naturalOrder()).orElseThrow());
    return first.equals(last) ? first + " UTC" : first + " to " + last + " UTC";
  }

  private static String summary(List<Figure> figures) {
    Map<Figure.Verdict, Long> counts =
        figures.stream().collect(Collectors.groupingBy(Figure::verdict, Collectors.counting()));
    return "Reached %d of %d figures; missed %d, not built yet %d"
        .formatted(
            counts.getOrDefault(Figure.Verdict.REACHED, 0L),
            figures.size(),
            counts.getOrDefault(Figure.Verdict.MISSED, 0L),
            counts.getOrDefault(Figure.Verdict.NOT_BUILT, 0L));
  }
}
