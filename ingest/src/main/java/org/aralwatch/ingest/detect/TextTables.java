package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.ingest.detect.DialectDetector.Dialect;
import org.aralwatch.ingest.source.BadFileException;

/** Looks at a text: encoding, dialect, rows of its beginning and of the pieces further on. */
final class TextTables {
  private static final int HEAD_ROWS = 1_000;
  private static final int LATER_ROWS = 1_000;
  private static final int PIECE_ROWS = 100;
  private static final int RUN = 50;

  private TextTables() {}

  /**
   * @param name of the table; empty for a file of one
   * @param mapping in which "csv" is written
   */
  static SampleTable read(String name, SourceBytes bytes, ObjectNode mapping, Notes notes) {
    EncodingDetector.Found encoding = EncodingDetector.detect(bytes.head(), bytes.whole());
    int from = encoding.markLength(bytes.head());
    String text =
        EncodingDetector.decode(bytes.head(), from, bytes.head().length, encoding.charset());
    note(encoding, text, mapping, notes);
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && !bytes.whole()) {
      throw new BadFileException(
          "line 1: no line end within the first " + text.length() + " characters");
    }
    Dialect dialect = DialectDetector.detect(text, bytes.whole());
    note(dialect, mapping, notes);
    List<SampleRow> rows =
        TextRows.split(
            text,
            dialect.delimiter(),
            dialect.quote(),
            dialect.comment(),
            bytes.whole(),
            Integer.MAX_VALUE);
    List<SampleRow> first = rows.subList(0, Math.min(rows.size(), HEAD_ROWS));
    List<SampleRow> rest = rows.subList(first.size(), rows.size());
    List<SampleRow> later = new ArrayList<>(spread(rest, LATER_ROWS));
    UnseenTexts unseen = new UnseenTexts();
    rest.forEach(unseen::add);
    for (int i = 0; i < bytes.pieces().size(); i++) {
      boolean last = i == bytes.pieces().size() - 1;
      byte[] piece = bytes.pieces().get(i);
      String part = EncodingDetector.decode(piece, 0, piece.length, encoding.charset());
      List<SampleRow> some = piece(part, dialect, last);
      some.forEach(unseen::add);
      later.addAll(spread(some, PIECE_ROWS));
    }
    boolean all = bytes.whole() && rows.size() == first.size() + later.size();
    return new SampleTable(name, first, later, rows.size(), all, unseen);
  }

  /** Runs of rows from all over, the last ones among them: steps of time are seen within a run. */
  private static List<SampleRow> spread(List<SampleRow> rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    int runs = Math.max(1, most / RUN);
    List<SampleRow> some = new ArrayList<>();
    for (int i = 1; i <= runs; i++) {
      int to = (int) ((long) rows.size() * i / runs);
      some.addAll(rows.subList(to - most / runs, to));
    }
    return some;
  }

  /** Rows of a piece from the middle: the first line is cut, the last too unless the file ends. */
  private static List<SampleRow> piece(String text, Dialect dialect, boolean ends) {
    int begin = text.indexOf('\n');
    if (begin < 0) {
      return List.of();
    }
    List<SampleRow> rows = new ArrayList<>();
    for (SampleRow row :
        TextRows.split(
            text.substring(begin + 1),
            dialect.delimiter(),
            dialect.quote(),
            dialect.comment(),
            ends,
            Integer.MAX_VALUE)) {
      // A piece may begin within quotes; rows of another length are not believed.
      if (row.size() == dialect.columns()) {
        rows.add(new SampleRow(0, row.cells()));
      }
    }
    return rows;
  }

  private static void note(
      EncodingDetector.Found encoding, String text, ObjectNode mapping, Notes notes) {
    String path = "/csv/encoding";
    Charset charset = encoding.charset();
    mapping.withObject("/csv").put("encoding", charset.name());
    notes.found(
        path,
        charset.name(),
        encoding.confidence(),
        encoding.reason(),
        charset.name(),
        encoding.count(),
        encoding.words());
    if (!encoding.others().isEmpty()) {
      List<String> names = new ArrayList<>(List.of(charset.name()));
      encoding.others().forEach(other -> names.add(other.name()));
      notes.ask(path, names, "encoding.open", names);
    }
    if (!encoding.oddLines().isEmpty()) {
      notes.ask(
          path,
          List.of(charset.name(), encoding.oddCharset().name()),
          "encoding.mixed",
          encoding.oddLines(),
          charset.name(),
          encoding.oddCharset().name());
    }
    if (charset.equals(StandardCharsets.UTF_8)
        && EncodingDetector.isTwiceEncoded(text.substring(0, Math.min(text.length(), 20_000)))) {
      notes.ask(path, List.of(), "encoding.twice");
    }
    if (text.indexOf('\0') >= 0) {
      notes.ask(path, List.of(), "encoding.nul");
    }
  }

  private static void note(Dialect dialect, ObjectNode mapping, Notes notes) {
    ObjectNode csv = mapping.withObject("/csv");
    csv.put("delimiter", String.valueOf(dialect.delimiter()));
    notes.found(
        "/csv/delimiter",
        String.valueOf(dialect.delimiter()),
        dialect.confidence(),
        dialect.columns() > 1 ? "dialect.delimiter" : "dialect.one-column",
        Sentences.standard().say("name.delimiter." + (int) dialect.delimiter()),
        dialect.fitting(),
        dialect.rows(),
        dialect.columns());
    if (dialect.rival() != 0) {
      notes.ask(
          "/csv/delimiter",
          List.of(String.valueOf(dialect.delimiter()), String.valueOf(dialect.rival())),
          "dialect.rival",
          Sentences.standard().say("name.delimiter." + (int) dialect.delimiter()),
          Sentences.standard().say("name.delimiter." + (int) dialect.rival()));
    }
    if (dialect.quote() != '"') {
      csv.put("quote", String.valueOf(dialect.quote()));
      notes.found("/csv/quote", String.valueOf(dialect.quote()), 0.85, "dialect.quote");
    }
    if (dialect.comment() != 0) {
      csv.put("comment", String.valueOf(dialect.comment()));
      notes.found(
          "/csv/comment",
          String.valueOf(dialect.comment()),
          0.85,
          "dialect.comment",
          String.valueOf(dialect.comment()));
    }
    if (dialect.runs()) {
      notes.ask("/csv/delimiter", List.of(" "), "dialect.runs");
    }
  }
}
