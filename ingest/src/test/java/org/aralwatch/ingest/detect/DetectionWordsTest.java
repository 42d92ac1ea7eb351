package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.reference.JsonSchemas;
import org.aralwatch.geodata.reference.VocabularyFile;
import org.junit.jupiter.api.Test;

/** The reviewed files of the package: words and sentences. */
class DetectionWordsTest {
  private static JsonNode read(String name) {
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> ids(VocabularyFile file, String array) throws IOException {
    Set<String> ids = new HashSet<>();
    Json.mapper()
        .readTree(file.bytes())
        .path(array)
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  @Test
  void wordsAreAsTheirSchemaWantsThem() {
    assertThat(
            JsonSchemas.faults("org/aralwatch/ingest/detect/words.schema.json", read("words.json")))
        .isEmpty();
  }

  @Test
  void theSchemaFindsFaults() {
    ObjectNode wrong = (ObjectNode) read("words.json");
    ((ObjectNode) wrong.at("/properties/0")).put("statistic", "often");

    assertThat(JsonSchemas.faults("org/aralwatch/ingest/detect/words.schema.json", wrong))
        .isNotEmpty();
  }

  @Test
  void everyPropertyAndLayerIsOfTheRecord() throws IOException {
    Set<String> properties = ids(VocabularyFile.PROPERTIES, "properties");
    Set<String> layers = ids(VocabularyFile.LAYERS, "layers");

    assertThat(Words.standard().properties())
        .allSatisfy(
            property -> {
              assertThat(properties).contains(property.code());
              assertThat(layers).contains(property.layer());
              assertThat(Statistic.ofCode(property.statistic())).isNotNull();
            });
  }

  @Test
  void theRecordsOwnNamesFindTheirProperty() throws IOException {
    PropertyMatcher matcher = new PropertyMatcher(Known.reviewed());
    List<String> missed = new ArrayList<>();
    for (JsonNode property :
        Json.mapper().readTree(VocabularyFile.PROPERTIES.bytes()).path("properties")) {
      String code = property.path("id").asText();
      // Gauge and datum share the word; see RoleProposalTest.
      if (code.equals("water-level")) {
        continue;
      }
      for (String language : new String[] {"en", "ru"}) {
        String name = property.path("name").path(language).asText();
        boolean found =
            matcher.matches(name, java.util.Optional.empty()).stream()
                .limit(1)
                .anyMatch(match -> match.property().code().equals(code));
        if (!found) {
          missed.add(code + ": " + name);
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void noWordOfOnePropertyIsTheWholeWordOfAnother() {
    Map<String, Set<String>> owners = new java.util.TreeMap<>();
    for (Words.Property property : Words.standard().properties()) {
      property
          .words()
          .forEach(
              word -> owners.computeIfAbsent(word, key -> new TreeSet<>()).add(property.code()));
    }
    owners
        .values()
        .removeIf(codes -> codes.size() < 2 || codes.equals(Set.of("stage", "water-level")));

    assertThat(owners).isEmpty();
  }

  @Test
  void supportsAreThoseOfTheRecord() {
    read("words.json")
        .path("supports")
        .forEach(item -> assertThat(Support.ofCode(item.path("id").asText())).isNotNull());
  }

  @Test
  void monthsAreKnownAsTheUnicodeCldrNamesThem() {
    List<String> missed = new ArrayList<>();
    for (String language : new String[] {"en", "ru", "ky", "kk", "tg", "uz", "uz-Cyrl", "tk"}) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style :
            new TextStyle[] {
              TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE
            }) {
          String name = month.getDisplayName(style, locale);
          int found = Words.standard().month(name).orElse(0);
          if (found != month.getValue()) {
            missed.add(language + " " + name);
          }
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void everySentenceIsInBothLanguagesWithTheSameGaps() {
    Pattern gap = Pattern.compile("\\{([0-9])}");
    Sentences.standard()
        .all()
        .forEach(
            (id, sentence) -> {
              assertThat(sentence).as(id).containsOnlyKeys("en", "ru");
              assertThat(gaps(gap, sentence.get("en")))
                  .as(id)
                  .isEqualTo(gaps(gap, sentence.get("ru")));
              assertThat(sentence.get("ru")).as(id).containsPattern("[а-я]");
            });
  }

  private static Set<String> gaps(Pattern gap, String text) {
    Set<String> gaps = new TreeSet<>();
    Matcher matcher = gap.matcher(text);
    while (matcher.find()) {
      gaps.add(matcher.group(1));
    }
    return gaps;
  }

  @Test
  void everySentenceIsSaidSomewhere() throws IOException {
    StringBuilder sources = new StringBuilder();
    Path directory = Path.of("src/main/java/org/aralwatch/ingest/detect");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        sources.append(Files.readString(file));
      }
    }
    String code = sources.toString();
    List<String> unsaid =
        Sentences.standard().all().keySet().stream()
            .filter(id -> !code.contains('"' + id + '"'))
            // Put together of a part and a code.
            .filter(id -> !id.matches("(?:format|name|limits|support|label|time)\\..*"))
            .toList();

    assertThat(unsaid).isEmpty();
  }
}
