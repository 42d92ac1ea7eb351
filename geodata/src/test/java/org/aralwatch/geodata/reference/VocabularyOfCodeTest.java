package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.quality.Correction;
import org.aralwatch.geodata.quality.Decision;
import org.aralwatch.geodata.quality.FlagRule;
import org.aralwatch.geodata.quality.QualityTest;
import org.junit.jupiter.api.Test;

/** What the reviewed files say of the program's own words is what the program does. */
class VocabularyOfCodeTest {
  @Test
  void statisticsAreThoseOfTheCode() {
    assertThat(ids("statistics", "statistics"))
        .containsExactlyElementsOf(Arrays.stream(Statistic.values()).map(Statistic::code).toList());
  }

  @Test
  void aStatisticTellsTheInterpolationThatASeriesOfItHas() {
    for (JsonNode item : ReferenceData.file("statistics.json").path("statistics")) {
      Statistic statistic = Statistic.ofCode(item.path("id").asText());
      boolean instant = item.path("phenomenonTime").asText().equals("instant");
      assertThat(instant).isEqualTo(statistic == Statistic.INSTANT);
      assertThat(series(statistic, instant ? Support.INSTANT : Support.MONTH).interpolation())
          .as(statistic.code())
          .isEqualTo(item.path("interpolation").asText());
    }
  }

  @Test
  void flagsAndTheirUseAreThoseOfTheCode() {
    Map<Integer, Boolean> described = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (JsonNode flag : ReferenceData.file("quality-flags.json").path("flags")) {
      described.put(flag.path("code").asInt(), flag.path("usable").asBoolean());
      names.add(flag.path("id").asText().replace('-', '_').toUpperCase(Locale.ROOT));
    }
    Map<Integer, Boolean> coded = new TreeMap<>();
    for (QualityFlag flag : QualityFlag.values()) {
      coded.put(flag.code(), flag.isUsable());
    }
    assertThat(described).isEqualTo(coded);
    assertThat(names).containsExactlyElementsOf(names(QualityFlag.values()));
  }

  @Test
  void testsAndTheirBitsAreThoseOfTheCode() {
    List<String> described = new ArrayList<>();
    for (JsonNode test : ReferenceData.file("quality-tests.json").path("tests")) {
      described.add(
          test.path("id").asText()
              + " "
              + (1 << test.path("bit").asInt())
              + " "
              + (1 << test.path("suspectBit").asInt())
              + " "
              + test.path("weighs").asBoolean());
    }
    List<String> coded = new ArrayList<>();
    for (QualityTest test : QualityTest.values()) {
      coded.add(test.code() + " " + test.bit() + " " + test.suspectBit() + " " + test.weighs());
    }
    assertThat(described).isEqualTo(coded);
  }

  @Test
  void aBitIsForEver() {
    // What stands in the record: never change a line, only add.
    assertThat(Arrays.stream(QualityTest.values()).map(test -> test.code() + " " + test.bit()))
        .containsExactly(
            "gross-range 1",
            "location 2",
            "climatology 4",
            "spike 8",
            "rate-of-change 16",
            "flat-line 32",
            "gap 64",
            "duplicate-time 128",
            "neighbour 256",
            "multi-variable 512");
  }

  @Test
  void decisionsAndCorrectionsAreThoseOfTheCode() {
    assertThat(ids("quality-decisions", "decisions"))
        .containsExactlyElementsOf(Arrays.stream(Decision.values()).map(Decision::code).toList());
    assertThat(ids("quality-decisions", "corrections"))
        .containsExactlyElementsOf(
            Arrays.stream(Correction.Method.values()).map(Correction.Method::code).toList());
    for (JsonNode item : ReferenceData.file("quality-decisions.json").path("decisions")) {
      Decision decision = Decision.ofCode(item.path("id").asText());
      QualityFlag flag = FlagRule.decided(QualityFlag.BAD, decision);
      if (item.path("flag").isInt()) {
        assertThat(flag.code()).as(decision.code()).isEqualTo(item.path("flag").asInt());
      } else {
        assertThat(flag).as(decision.code()).isEqualTo(QualityFlag.BAD);
      }
    }
  }

  @Test
  void periodsByWhichValuesAreGatheredAreThoseOfTheCode() {
    List<String> described = new ArrayList<>();
    for (JsonNode period : periods()) {
      if (period.path("aggregation").asBoolean()) {
        described.add(period.path("id").asText());
      }
    }
    assertThat(described)
        .containsExactlyElementsOf(Arrays.stream(Period.values()).map(Period::code).toList());
  }

  @Test
  void periodsForWhichAValueStandsAreUnderstoodAndTheOthersRefused() {
    for (JsonNode period : periods()) {
      String id = period.path("id").asText();
      if (period.path("support").asBoolean()) {
        assertThat(Support.ofCode(id).code()).isEqualTo(id);
      } else {
        assertThatThrownBy(() -> Support.ofCode(id)).hasMessageContaining(id);
      }
    }
  }

  @Test
  void kindsAndGeometryTypesOfLayersAreThoseOfTheCode() {
    for (JsonNode layer : ReferenceData.file("layers.json").path("layers")) {
      assertThat(Layer.Kind.ofCode(layer.path("kind").asText())).isNotNull();
      assertThat(Layer.GeometryType.ofCode(layer.path("geometryType").asText())).isNotNull();
    }
  }

  @Test
  void aTextIsAnsweredInTheFallbackOfALanguageThatItLacks() {
    Text sea = Text.of("Sea", "Море");
    for (JsonNode language : ReferenceData.file("languages.json").path("languages")) {
      String fallback = language.path("fallback").asText(null);
      if (!sea.byLanguage().containsKey(language.path("id").asText())) {
        assertThat(sea.in(language.path("id").asText())).isEqualTo(sea.in(fallback));
      }
    }
  }

  @Test
  void everyVocabularyIsListedAndEveryListedOneIsThere() {
    assertThat(ReferenceFiles.read().vocabularies().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(VocabularyFile.values()).map(VocabularyFile::id).toList());
    for (VocabularyFile file : VocabularyFile.values()) {
      assertThat(file.size()).as(file.id()).isPositive();
      assertThat(file.source()).as(file.id()).isNotEmpty();
    }
  }

  private static JsonNode periods() {
    return ReferenceData.file("periods.json").path("periods");
  }

  private static List<String> ids(String name, String key) {
    List<String> ids = new ArrayList<>();
    ReferenceData.file(name + ".json").path(key).forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Datastream series(Statistic statistic, Support support) {
    return new Datastream(
        1,
        1,
        1,
        statistic,
        "gauge",
        support,
        "m",
        ZoneOffset.UTC,
        Optional.empty(),
        "icwc",
        "CC0-1.0",
        new Datastream.Source("", "", ""),
        "",
        Datastream.Visibility.PUBLIC,
        Optional.empty(),
        0,
        0);
  }
}
