package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.detect.SavedMappings.Saved;
import org.junit.jupiter.api.Test;

/** Next month's file of a source finds the mapping that was saved for this one. */
class FingerprintTest {
  private static final String HEADER = "Дата;Пост;Расход, м3/с\n";

  private static String month(int month, int days, String value) {
    return IntStream.rangeClosed(1, days)
        .mapToObj(day -> String.format(Locale.ROOT, "%02d.%02d.2020;15194;%s\n", day, month, value))
        .collect(Collectors.joining());
  }

  private static String of(String name, String text) {
    return Detected.text(name, text).fingerprint();
  }

  private static final String JANUARY = of("q_01_2020.csv", HEADER + month(1, 31, "12,5"));

  @Test
  void valuesRowsAndNamesDoNotCount() {
    assertThat(of("q_02_2020.csv", HEADER + month(2, 29, "1,25"))).isEqualTo(JANUARY);
    assertThat(of("other.csv", HEADER + month(3, 7, "-"))).isEqualTo(JANUARY);
    assertThat(of("q.csv", HEADER + month(3, 20, "5"))).isEqualTo(JANUARY);
  }

  @Test
  void blankColumnsAndBlanksInHeadersDoNotCount() {
    String wider = (HEADER + month(2, 20, "1,5")).replace("\n", ";;\n");
    assertThat(of("a.csv", wider)).isEqualTo(JANUARY);
    assertThat(of("a.csv", "ДАТА; Пост ;Расход,  м3/с\n" + month(2, 20, "1,5"))).isEqualTo(JANUARY);
  }

  @Test
  void encodingAndDecimalSignDoNotCount() {
    String text = HEADER + month(2, 20, "1.5");
    assertThat(Detected.text("a.csv", text, Charset.forName("windows-1251")).fingerprint())
        .isEqualTo(JANUARY);
  }

  @Test
  void titlesDoNotCount() {
    assertThat(of("a.csv", "Сводка за февраль 2020 года\n" + HEADER + month(2, 20, "1,5")))
        .isEqualTo(JANUARY);
  }

  @Test
  void anotherHeaderOrDelimiterCounts() {
    assertThat(of("a.csv", "Дата;Пост;Уровень, см\n" + month(1, 31, "12,5"))).isNotEqualTo(JANUARY);
    assertThat(of("a.csv", "Дата;Пост;Река;Расход, м3/с\n" + month(1, 31, "Чу;12,5")))
        .isNotEqualTo(JANUARY);
    assertThat(of("a.csv", (HEADER + month(1, 31, "12.5")).replace(", ", " ").replace(';', ',')))
        .isNotEqualTo(JANUARY);
  }

  @Test
  void aTableThatOnlyItsNameTellsApartIsNotTheSame() {
    String matrix =
        IntStream.range(1990, 2000)
            .mapToObj(year -> year + ",1.5".repeat(36) + "\n")
            .collect(Collectors.joining());
    String discharge = of("decadal_Q_Ala_Archa_15194.csv", matrix);

    assertThat(of("decadal_Q_Alamedin_15189.csv", matrix)).isEqualTo(discharge);
    assertThat(of("decadal_T_Ala_Archa_15194.csv", matrix)).isNotEqualTo(discharge);
  }

  @Test
  void aYearMoreAmongColumnsOfYearsDoesNotCount() {
    String head = "Entity;Code;2018;2019;2020";
    String row =
        "\nKyrgyzstan;KGZ;1,5;2,5;3,5\nTajikistan;TJK;1,5;2,5;3,5\nKazakhstan;KAZ;1,5;2,5;3,5\n";

    assertThat(of("a.csv", head + row))
        .isEqualTo(of("a.csv", head + ";2021" + row.replace("3,5", "3,5;4,5")));
  }

  private static Saved saved(String name, String json) {
    return new Saved(name, 3, (ObjectNode) Json.read(json.replace('\'', '"')));
  }

  private static final String MAPPING =
      "{'name':'kg','csv':{'encoding':'windows-1251','delimiter':';'},'decimal':',','time':{'format':'dd.MM.yyyy'}}";

  private static SavedMappings store(Saved... all) {
    Map<String, List<Saved>> byLayout = Map.of(JANUARY, List.of(all));
    return fingerprint -> byLayout.getOrDefault(fingerprint, List.of());
  }

  @Test
  void aSavedMappingIsTakenAndNothingAsked() {
    Proposal proposal =
        Detected.saved("feb.csv", HEADER + month(2, 29, "1,5"), store(saved("kg", MAPPING)));

    assertThat(proposal.saved()).contains(new Proposal.SavedName("kg", 3));
    assertThat(proposal.mapping().path("name").asText()).isEqualTo("kg");
    assertThat(proposal.questions()).isEmpty();
  }

  @Test
  void encodingAndDecimalSignAreThoseOfThisFile() {
    Proposal proposal =
        Detected.saved("feb.csv", HEADER + month(2, 29, "1.5"), store(saved("kg", MAPPING)));

    assertThat(Detected.at(proposal, "/csv/encoding")).isEqualTo("UTF-8");
    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(".");
    assertThat(Detected.evidence(proposal, "saved.renewed")).isPresent();
  }

  @Test
  void aFileOfWholeNumbersKeepsTheDecimalSign() {
    Proposal proposal =
        Detected.saved("feb.csv", HEADER + month(2, 29, "5"), store(saved("kg", MAPPING)));

    assertThat(Detected.at(proposal, "/decimal")).isEqualTo(",");
  }

  @Test
  void aStationOfItsOwnIsNotTakenForAnother() {
    Proposal proposal =
        Detected.saved(
            "16279.csv",
            HEADER + month(2, 29, "1,5"),
            store(
                saved("kg", MAPPING.replace("'decimal'", "'station':{'code':'15194'},'decimal'"))));

    assertThat(Detected.asked(proposal)).contains("saved.station");
  }

  @Test
  void datesThatContradictTheSavedFormatAreAskedAbout() {
    Proposal proposal =
        Detected.saved(
            "feb.csv",
            HEADER + month(2, 29, "1,5"),
            store(saved("kg", MAPPING.replace("dd.MM.yyyy", "MM.dd.yyyy"))));

    assertThat(Detected.asked(proposal)).contains("saved.format");
  }

  @Test
  void amongSeveralAPersonChooses() {
    Proposal proposal =
        Detected.saved(
            "feb.csv",
            HEADER + month(2, 29, "1,5"),
            store(saved("kg", MAPPING), saved("uz", MAPPING)));

    assertThat(Detected.question(proposal, "saved.several").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("kg", "uz");
  }
}
