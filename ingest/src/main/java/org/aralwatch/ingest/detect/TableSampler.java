package org.aralwatch.ingest.detect;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;

/**
 * Takes the first rows of every table that a reader pushes; of the later ones the last, and runs of
 * rows, each as likely as any other (Vitter's algorithm R, 1985; always the same ones). Steps of
 * time are seen within a run. Reading stops after a number of rows. Not thread-safe.
 */
final class TableSampler implements TableReader.RowSink {
  private static final int HEAD = 600;
  private static final int RUN = 50;
  private static final int RUNS = 11;
  private static final int MOST_ROWS = 40_000;
  private static final int MOST_TABLES = 400;

  /** Of one row; a wider table is judged by its first columns. */
  private static final int MOST_CELLS = 800;

  private static final int LONGEST_CELL = 2_000;

  private final List<SampleTable> tables = new ArrayList<>();
  private String name = "";
  private boolean begun;
  private List<SampleRow> head = new ArrayList<>();
  private List<List<SampleRow>> runs = new ArrayList<>();
  private List<SampleRow> run = new ArrayList<>();
  private List<SampleRow> last = List.of();
  private int runsSeen;
  private UnseenTexts unseen = new UnseenTexts();
  private long rows;
  private long allRows;
  private Random random = new Random(1);

  /** Ends a reading that has seen enough; carries no trace, as it is no error. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough rows were seen", null, false, false);
    }
  }

  /**
   * The tables of a file; those after the first forty thousand rows are not seen.
   *
   * @throws BadFileException when the file is none of the reader's format
   */
  static List<SampleTable> sample(TableReader reader, InputStream in) throws IOException {
    TableSampler sampler = new TableSampler();
    boolean counted = true;
    try {
      reader.read(in, sampler);
    } catch (Enough e) {
      counted = false;
    }
    sampler.end(counted);
    return List.copyOf(sampler.tables);
  }

  @Override
  public void beginTable(String table) {
    end(true);
    name = table;
    begun = true;
    if (tables.size() >= MOST_TABLES) {
      throw new Enough();
    }
  }

  @Override
  public void accept(Row row) {
    begun = true;
    if (allRows == MOST_ROWS) {
      throw new Enough();
    }
    rows++;
    allRows++;
    if (head.size() < HEAD) {
      head.add(copy(row));
      return;
    }
    SampleRow copy = copy(row);
    unseen.add(copy);
    run.add(copy);
    if (run.size() == RUN) {
      runsSeen++;
      if (runs.size() < RUNS) {
        runs.add(run);
      } else {
        int place = (int) (random.nextDouble() * runsSeen);
        if (place < RUNS) {
          runs.set(place, run);
        }
      }
      last = run;
      run = new ArrayList<>();
    }
  }

  private void end(boolean counted) {
    if (begun) {
      List<SampleRow> later = new ArrayList<>();
      runs.forEach(later::addAll);
      if (!last.isEmpty() && !runs.contains(last)) {
        later.addAll(last);
      }
      later.addAll(run);
      later.sort(Comparator.comparingLong(SampleRow::line));
      tables.add(new SampleTable(name, head, later, rows, counted, unseen));
    }
    head = new ArrayList<>();
    runs = new ArrayList<>();
    run = new ArrayList<>();
    last = List.of();
    runsSeen = 0;
    unseen = new UnseenTexts();
    rows = 0;
    random = new Random(1);
    begun = false;
  }

  private static SampleRow copy(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(row.size(), MOST_CELLS); i++) {
      cells.add(
          row.length(i) > LONGEST_CELL
              ? new String(row.chars(), row.start(i), LONGEST_CELL)
              : row.text(i));
    }
    return new SampleRow(row.line(), cells);
  }
}
