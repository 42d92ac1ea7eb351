package org.aralwatch.ingest.detect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Drafts where a row's station is named, and how unknown stations would be made. */
final class StationDraft {
  private static final String STATION = "/station";

  /** "name_ru", "en_name": a name by language. */
  private static final Pattern NAME =
      Pattern.compile("(?i)(?:(en|ru|uz|kk|ky|tg|tk)[_ ]?name|name[_ ](en|ru|uz|kk|ky|tg|tk))");

  private final Draft draft;
  private final Roles roles;
  private final Notes notes;

  StationDraft(Draft draft, Roles roles) {
    this.draft = draft;
    this.roles = roles;
    this.notes = draft.notes();
  }

  /** By column, else by title, sheet or file name. */
  void write() {
    Optional<Column> code = roles.column("station-code");
    Optional<Column> name = roles.column("station-name");
    Optional<Column> column = code.or(() -> name);
    if (column.isPresent()) {
      draft.mapping().set("station", draft.cell(column.get()));
      Column station = column.get();
      long posts = station.distinct().keySet().stream().filter(t -> t.matches("[0-9]{5}")).count();
      notes.found(
          STATION,
          draft.cell(station),
          0.9,
          posts == station.distinct().size() ? "station.posts" : "station.column",
          station.name(),
          station.distinct().size(),
          Draft.examples(station));
      if (station.filled() < station.cells().size() && !station.isEmpty()) {
        notes.ask(
            STATION,
            List.of(),
            "station.gaps",
            station.cells().size() - station.filled(),
            station.cells().size(),
            station.name());
      }
      newStations(column.get());
      return;
    }
    around();
  }

  private void around() {
    Surroundings around = draft.around();
    Optional<ObjectNode> cell = titleCell();
    Optional<String> inFile = Surroundings.postCode(around.stem());
    boolean tables =
        around.tables().stream().allMatch(table -> Surroundings.postCode(table).isPresent());
    if (cell.isPresent()) {
      draft.mapping().set("station", cell.get());
      return;
    }
    if (tables) {
      ObjectNode rule = draft.mapping().putObject("station").put("table", Surroundings.POST_CODE);
      Set<String> codes =
          around.tables().stream()
              .flatMap(table -> Surroundings.postCode(table).stream())
              .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
      notes.found(STATION, rule, 0.9, "station.tables", codes);
    } else if (inFile.isPresent()) {
      ObjectNode rule =
          draft.mapping().putObject("station").put("fileName", Surroundings.POST_CODE);
      notes.found(STATION, rule, 0.85, "station.file", around.fileName(), inFile.get());
    } else {
      notes.ask(STATION, List.of(), "station.open", around.texts());
    }
  }

  /** "15194 р. Ала-Арча" above the header. */
  private Optional<ObjectNode> titleCell() {
    for (SampleRow row : draft.around().titles()) {
      for (int column = 0; column < row.size(); column++) {
        Optional<String> code = Surroundings.postCode(row.cell(column));
        if (code.isPresent()) {
          ObjectNode rule = draft.mapping().objectNode();
          rule.putObject("cell")
              .put("row", row.line())
              .put("column", column + 1)
              .put("pattern", Surroundings.POST_CODE);
          notes.found(
              STATION,
              rule,
              0.9,
              "station.title",
              row.cell(column),
              row.line(),
              column + 1,
              code.get());
          Optional<String> inFile = Surroundings.postCode(draft.around().stem());
          if (inFile.isPresent()
              && !inFile.get().equals(code.get())
              && draft.around().tables().size() == 1) {
            notes.ask(STATION, List.of(), "station.title-or-file", code.get(), inFile.get());
          }
          return Optional.of(rule);
        }
      }
    }
    return Optional.empty();
  }

  private void newStations(Column station) {
    Optional<Column> x = roles.column("longitude").or(() -> roles.column("easting"));
    Optional<Column> y = roles.column("latitude").or(() -> roles.column("northing"));
    if (x.isEmpty() || y.isEmpty()) {
      return;
    }
    ObjectNode made = draft.mapping().putObject("newStations");
    Column name = roles.column("station-name").orElse(station);
    boolean cyrillic = name.distinct().keySet().stream().anyMatch(Folding::hasCyrillic);
    ObjectNode names = made.putObject("name");
    for (Column column : draft.columns()) {
      Matcher language = NAME.matcher(column.name());
      if (language.matches() && column.isText()) {
        String code = language.group(1) == null ? language.group(2) : language.group(1);
        names.set(code.toLowerCase(Locale.ROOT), draft.cell(column));
      }
    }
    if (names.isEmpty()) {
      names.set(cyrillic ? "ru" : "en", draft.cell(name));
    }
    made.set("x", draft.cell(x.get()));
    made.set("y", draft.cell(y.get()));
    notes.found(
        "/newStations",
        made.path("name"),
        0.85,
        "station.made",
        name.name(),
        x.get().name(),
        y.get().name());
    Coordinates.crs(x.get(), y.get(), notes).ifPresent(crs -> made.put("crs", crs));
    ObjectNode attributes = made.objectNode();
    roles.column("river").ifPresent(column -> attributes.set("river", draft.cell(column)));
    roles.column("elevation").ifPresent(column -> attributes.set("altitudeM", draft.cell(column)));
    roles
        .column("catchment-area")
        .ifPresent(column -> attributes.set("basinAreaKm2", draft.cell(column)));
    if (!attributes.isEmpty()) {
      made.set("attributes", attributes);
    }
  }

  /** Which tables are read, where there are others; by a rule that next year's names fit too. */
  static String tablePattern(List<String> read, List<String> others) {
    Pattern years = Pattern.compile("^[0-9]{4}$");
    if (read.stream().allMatch(name -> years.matcher(name).matches())
        && others.stream().noneMatch(name -> years.matcher(name).matches())) {
      return years.pattern();
    }
    Pattern posts = Pattern.compile(Surroundings.POST_CODE);
    if (read.stream().allMatch(name -> posts.matcher(name).find())
        && others.stream().noneMatch(name -> posts.matcher(name).find())) {
      return posts.pattern();
    }
    return "^(?:" + read.stream().map(StationDraft::quoted).collect(Collectors.joining("|")) + ")$";
  }

  /** Without \Q and \E, so that people can read and change it. */
  static String quoted(String text) {
    return text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
  }
}
