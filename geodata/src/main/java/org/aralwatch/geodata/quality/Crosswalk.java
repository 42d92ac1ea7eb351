package org.aralwatch.geodata.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.reference.ReferenceData;

/**
 * The quality of a value in our words and in the codes of other schemes, from the reviewed file
 * {@code reference/quality-crosswalk.json}. Both ways say what is lost. Immutable.
 */
public final class Crosswalk {
  private final List<Meaning> meanings = new ArrayList<>();
  private final Map<String, Set<Part>> carried = new TreeMap<>();

  /** What our quality of a value is made of, beside the flag itself. */
  public enum Part {
    /** That the value was corrected or estimated. */
    ORIGIN,
    /** That the value is a limit. */
    QUALIFIER
  }

  /** The quality of a value in our words. */
  public record Quality(QualityFlag flag, Origin origin, Qualifier qualifier) {
    /** Of an uncensored value as the source has it. */
    public static Quality of(QualityFlag flag) {
      return new Quality(flag, Origin.ORIGINAL, Qualifier.NONE);
    }
  }

  /**
   * A code of another scheme in our words.
   *
   * @param meaning id of what the code means
   * @param lost what our words do not keep of it
   * @param others ids of what the code may mean as well; the scheme does not tell them apart
   */
  public record Reading(
      Quality quality, String meaning, Optional<Text> lost, List<String> others) {}

  /**
   * Our words as a code of another scheme.
   *
   * @param lost what the scheme cannot say, neither by the code nor beside it
   */
  public record Writing(String code, Set<Part> lost) {}

  private record Meaning(
      String id, Quality quality, Optional<Text> lost, Map<String, String> codes) {}

  private Crosswalk(JsonNode file) {
    for (JsonNode scheme : file.path("schemes")) {
      Set<Part> parts = EnumSet.noneOf(Part.class);
      scheme
          .path("carries")
          .forEach(part -> parts.add(Part.valueOf(part.asText().toUpperCase(Locale.ROOT))));
      carried.put(scheme.path("id").asText(), parts);
    }
    for (JsonNode meaning : file.path("meanings")) {
      String sign = meaning.path("qualifier").asText();
      Map<String, String> codes = new HashMap<>();
      JsonNode written = meaning.path("codes");
      written
          .fieldNames()
          .forEachRemaining(scheme -> codes.put(scheme, written.path(scheme).asText()));
      meanings.add(
          new Meaning(
              meaning.path("id").asText(),
              new Quality(
                  QualityFlag.ofCode(meaning.path("flag").asInt()),
                  Origin.ofCode(meaning.path("origin").asText()),
                  sign.isEmpty() ? Qualifier.NONE : Qualifier.ofSymbol(sign.charAt(0))),
              meaning.has("lost") ? Optional.of(text(meaning.path("lost"))) : Optional.empty(),
              codes));
    }
  }

  private static Text text(JsonNode node) {
    return Json.mapper().convertValue(node, Text.class);
  }

  /** The crosswalk of this program. */
  public static Crosswalk read() {
    return new Crosswalk(ReferenceData.file("quality-crosswalk.json"));
  }

  /** Ids of the schemes, as "waterml2"; sorted. */
  public Set<String> schemes() {
    return Set.copyOf(carried.keySet());
  }

  /**
   * What a code of another scheme says; empty where the scheme has no such code. Of several
   * meanings of a code the first of the file.
   *
   * @throws IllegalArgumentException when there is no such scheme: names those there are
   */
  public Optional<Reading> read(String scheme, String code) {
    requireKnown(scheme);
    Meaning first = null;
    List<String> others = new ArrayList<>();
    for (Meaning meaning : meanings) {
      if (code.equals(meaning.codes().get(scheme))) {
        if (first == null) {
          first = meaning;
        } else {
          others.add(meaning.id());
        }
      }
    }
    return first == null
        ? Optional.empty()
        : Optional.of(new Reading(first.quality(), first.id(), first.lost(), List.copyOf(others)));
  }

  /**
   * The code of another scheme that says most of this quality; empty where the scheme has none for
   * the flag. The flag is never given up for another part; of the others the origin is kept before
   * the qualifier.
   *
   * @throws IllegalArgumentException when there is no such scheme: names those there are
   */
  public Optional<Writing> write(String scheme, Quality quality) {
    requireKnown(scheme);
    List<Quality> attempts =
        List.of(
            quality,
            new Quality(quality.flag(), quality.origin(), Qualifier.NONE),
            new Quality(quality.flag(), Origin.ORIGINAL, quality.qualifier()),
            Quality.of(quality.flag()));
    for (Quality attempt : attempts) {
      for (Meaning meaning : meanings) {
        String code = meaning.codes().get(scheme);
        if (code != null && meaning.lost().isEmpty() && meaning.quality().equals(attempt)) {
          return Optional.of(new Writing(code, lost(scheme, quality, attempt)));
        }
      }
    }
    return Optional.empty();
  }

  private Set<Part> lost(String scheme, Quality quality, Quality written) {
    Set<Part> lost = EnumSet.noneOf(Part.class);
    if (quality.origin() != written.origin()) {
      lost.add(Part.ORIGIN);
    }
    if (quality.qualifier() != written.qualifier()) {
      lost.add(Part.QUALIFIER);
    }
    lost.removeAll(carried.get(scheme));
    return lost;
  }

  private void requireKnown(String scheme) {
    if (!carried.containsKey(scheme)) {
      throw new IllegalArgumentException(
          "unknown scheme '" + scheme + "'; one of " + String.join(", ", carried.keySet()));
    }
  }
}
