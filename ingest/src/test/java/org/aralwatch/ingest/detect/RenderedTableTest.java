package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One table, written in every dialect: what is proposed must read it back, or it must be asked. */
class RenderedTableTest {
  /** How a table is written. */
  private record Dialect(
      String delimiter,
      char decimal,
      String encoding,
      String dates,
      int titles,
      boolean unitRow,
      boolean numberRow,
      boolean quoted,
      String language,
      String lineEnd) {}

  private static final String[] DELIMITERS = {",", ";", "\t", "|"};
  private static final String[] DATES = {
    "yyyy-MM-dd",
    "dd.MM.yyyy",
    "d.M.yyyy",
    "dd.MM.yy",
    "dd/MM/yyyy",
    "MM/dd/yyyy",
    "yyyyMMdd",
    "dd-MM-yyyy",
    "yyyy/MM/dd"
  };

  private static List<String> header(String language) {
    return switch (language) {
      case "ru" -> List.of("Дата", "Пост", "Расход воды", "Уровень воды");
      case "kk" -> List.of("Күні", "Бекет", "Су шығыны", "Су деңгейі");
      case "ky" -> List.of("Датасы", "Бекет", "Суунун чыгымы", "Суунун деңгээли");
      case "uz" -> List.of("Sana", "Post", "Suv sarfi", "Suv sathi");
      case "tg" -> List.of("Сана", "Дидбонгоҳ", "Сарфи об", "Сатҳи об");
      default -> List.of("Date", "Station", "Discharge", "Water level");
    };
  }

  private static String unit(String language, int column) {
    boolean latin = language.equals("en") || language.equals("uz");
    return column == 2 ? (latin ? "m3/s" : "м3/с") : latin ? "cm" : "см";
  }

  private static String render(Dialect dialect, Random random) {
    StringBuilder text = new StringBuilder();
    boolean cyrillic = !dialect.language.equals("en") && !dialect.language.equals("uz");
    for (int i = 0; i < dialect.titles; i++) {
      text.append(cyrillic ? "Сводка за год" : "Summary of the year").append(dialect.lineEnd);
    }
    List<String> header = new ArrayList<>(header(dialect.language));
    if (!dialect.unitRow) {
      header.set(2, header.get(2) + " (" + unit(dialect.language, 2) + ")");
      header.set(3, header.get(3) + " (" + unit(dialect.language, 3) + ")");
    }
    row(text, dialect, header);
    if (dialect.unitRow) {
      row(text, dialect, List.of("", "", unit(dialect.language, 2), unit(dialect.language, 3)));
    }
    if (dialect.numberRow) {
      row(text, dialect, List.of("1", "2", "3", "4"));
    }
    for (String post : new String[] {"15194", "16279"}) {
      LocalDate day = LocalDate.of(2003, 1, 1);
      for (int i = 0; i < 40; i++) {
        double discharge = 3 + random.nextInt(4_000) / 100.0;
        String number = String.format(Locale.ROOT, "%.2f", discharge);
        row(
            text,
            dialect,
            List.of(
                date(day.plusDays(i), dialect.dates),
                post,
                number.replace('.', dialect.decimal),
                String.valueOf(100 + random.nextInt(80))));
      }
    }
    return text.toString();
  }

  private static String date(LocalDate day, String pattern) {
    return day.format(java.time.format.DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }

  private static void row(StringBuilder text, Dialect dialect, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean quote = dialect.quoted || cell.contains(dialect.delimiter);
      text.append(i == 0 ? "" : dialect.delimiter);
      text.append(quote ? "\"" + cell + "\"" : cell);
    }
    text.append(dialect.lineEnd);
  }

  private static List<Dialect> all() {
    List<Dialect> dialects = new ArrayList<>();
    Random random = new Random(42);
    for (String delimiter : DELIMITERS) {
      for (char decimal : new char[] {'.', ','}) {
        for (String dates : DATES) {
          for (String language : new String[] {"en", "ru", "kk", "ky", "uz", "tg"}) {
            for (String encoding : encodings(language)) {
              dialects.add(
                  new Dialect(
                      delimiter,
                      decimal,
                      encoding,
                      dates,
                      random.nextInt(3),
                      random.nextInt(3) == 0,
                      random.nextInt(4) == 0,
                      random.nextInt(3) == 0,
                      language,
                      random.nextInt(3) == 0 ? "\r\n" : "\n"));
            }
          }
        }
      }
    }
    return dialects;
  }

  private static List<String> encodings(String language) {
    return switch (language) {
      case "ru" -> List.of("UTF-8", "UTF-16LE", "windows-1251", "KOI8-R", "IBM866", "ISO-8859-5");
      default -> List.of("UTF-8", "UTF-16BE");
    };
  }

  /** What differs between a proposal and the table it is of; empty when nothing does. */
  private static List<String> faults(Dialect dialect, Proposal proposal) {
    List<String> faults = new ArrayList<>();
    List<String> asked = Detected.asked(proposal);
    expect(faults, proposal, "/csv/encoding", dialect.encoding);
    expect(faults, proposal, "/csv/delimiter", dialect.delimiter);
    expect(faults, proposal, "/decimal", String.valueOf(dialect.decimal));
    int skip = dialect.titles;
    expect(faults, proposal, "/header/skip", skip == 0 ? "" : String.valueOf(skip));
    int rows = 1 + (dialect.unitRow ? 1 : 0) + (dialect.numberRow ? 1 : 0);
    expect(faults, proposal, "/header/rows", String.valueOf(rows));
    expect(faults, proposal, "/time/format", dialect.dates);
    expect(faults, proposal, "/time/support", "day");
    expect(faults, proposal, "/layout", "wide");
    List<String> header = header(dialect.language);
    expect(faults, proposal, "/time/column", header.get(0));
    expect(faults, proposal, "/station/column", header.get(1));
    for (int column = 2; column < 4; column++) {
      String name =
          header.get(column) + (dialect.unitRow ? "" : " (" + unit(dialect.language, column) + ")");
      String path = Notes.path("columns", name);
      expect(faults, proposal, path + "/property", column == 2 ? "discharge" : "stage");
      expect(faults, proposal, path + "/unit", column == 2 ? "m3/s" : "cm");
    }
    faults.addAll(Detected.faultsOfAnswered(proposal));
    for (String id : asked) {
      boolean human =
          id.startsWith("owner")
              || id.startsWith("licence")
              || id.startsWith("source")
              || id.startsWith("definition")
              || id.startsWith("zone");
      if (!human) {
        faults.add("asked " + id);
      }
    }
    return faults;
  }

  private static void expect(List<String> faults, Proposal proposal, String path, String expected) {
    String found = Detected.at(proposal, path);
    if (!found.equals(expected)) {
      faults.add(path + " is '" + found + "', not '" + expected + "'");
    }
  }

  @Test
  void everyDialectIsReadBack() {
    List<String> faults = new ArrayList<>();
    Random random = new Random(7);
    List<Dialect> dialects = all();
    for (Dialect dialect : dialects) {
      String text = render(dialect, random);
      Proposal proposal = Detected.text("table.csv", text, Charset.forName(dialect.encoding));
      List<String> found = faults(dialect, proposal);
      if (!found.isEmpty()) {
        faults.add(dialect + ": " + found);
      }
    }
    assertThat(dialects).hasSizeGreaterThan(1_000);
    assertThat(faults).isEmpty();
  }
}
