package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.quality.Crosswalk.Part;
import org.aralwatch.geodata.quality.Crosswalk.Quality;
import org.aralwatch.geodata.quality.Crosswalk.Reading;
import org.aralwatch.geodata.quality.Crosswalk.Writing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrosswalkTest {
  private static final Crosswalk CROSSWALK = Crosswalk.read();

  @ParameterizedTest
  @CsvSource({
    // OGC 10-126r4, table 5
    "waterml2, good, 1, original",
    "waterml2, suspect, 3, original",
    "waterml2, estimate, 1, estimated",
    "waterml2, poor, 4, original",
    "waterml2, unchecked, 2, original",
    "waterml2, missing, 9, original",
    "iode, 1, 1, original",
    "iode, 2, 2, original",
    "iode, 3, 3, original",
    "iode, 4, 4, original",
    "iode, 9, 9, original",
    // NERC RD2
    "argo, 0, 2, original",
    "argo, 1, 1, original",
    "argo, 2, 1, original",
    "argo, 3, 3, original",
    "argo, 4, 4, original",
    "argo, 5, 1, corrected",
    "argo, 8, 1, estimated",
    "argo, 9, 9, original",
    // WMO code table 0 33 050
    "bufr-033050, 0, 2, original",
    "bufr-033050, 1, 1, original",
    "bufr-033050, 2, 1, original",
    "bufr-033050, 3, 3, original",
    "bufr-033050, 4, 4, original",
    "bufr-033050, 5, 1, corrected",
    "bufr-033050, 8, 1, estimated",
    "bufr-033050, 9, 1, original",
    "bufr-033050, 15, 9, original",
    // Delft-FEWS: origin in the remainder, quality in the quotient of three
    "delft-fews, 0, 1, original",
    "delft-fews, 1, 1, corrected",
    "delft-fews, 2, 1, estimated",
    "delft-fews, 3, 3, original",
    "delft-fews, 4, 3, corrected",
    "delft-fews, 5, 3, estimated",
    "delft-fews, 6, 4, original",
    "delft-fews, 7, 4, corrected",
    "delft-fews, 8, 4, estimated",
    "delft-fews, 9, 9, original",
    "openaq, Reviewed, 1, original",
    "openaq, Unreviewed, 2, original",
    "openaq, WARNING, 3, original",
    "openaq, ERROR, 4, original",
  })
  void aCodeIsReadAsWhatItSays(String scheme, String code, int flag, String origin) {
    Reading reading = CROSSWALK.read(scheme, code).orElseThrow();
    assertThat(reading.quality())
        .isEqualTo(new Quality(QualityFlag.ofCode(flag), Origin.ofCode(origin), Qualifier.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "waterml2, fine",
    "iode, 5",
    "iode, 0",
    "argo, 99",
    "bufr-033050, 6",
    "delft-fews, 10",
    "delft-fews, 14",
    "openaq, good",
    "openaq, ''",
  })
  void aCodeThatTheSchemeDoesNotHaveIsNotGuessed(String scheme, String code) {
    assertThat(CROSSWALK.read(scheme, code)).isEmpty();
  }

  @Test
  void whatIsLostInReadingIsSaid() {
    assertThat(CROSSWALK.read("argo", "2").orElseThrow().lost().orElseThrow().in("en"))
        .contains("probably");
    assertThat(CROSSWALK.read("bufr-033050", "9").orElseThrow().lost()).isPresent();
    assertThat(CROSSWALK.read("argo", "1").orElseThrow().lost()).isEmpty();
    Reading modified = CROSSWALK.read("openaq", "Modified").orElseThrow();
    assertThat(modified.meaning()).isEqualTo("corrected");
    assertThat(modified.others()).containsExactly("estimated");
    assertThat(CROSSWALK.read("argo", "6").orElseThrow().quality().qualifier())
        .isEqualTo(Qualifier.LESS_THAN);
  }

  @ParameterizedTest
  @CsvSource({
    "waterml2, GOOD, ORIGINAL, NONE, good, ''",
    "waterml2, NOT_EVALUATED, ORIGINAL, NONE, unchecked, ''",
    "waterml2, GOOD, ESTIMATED, NONE, estimate, ''",
    "waterml2, GOOD, CORRECTED, NONE, good, ORIGIN",
    "waterml2, SUSPECT, ESTIMATED, NONE, suspect, ORIGIN",
    // the limit stands beside the code in WaterML 2.0, and in the code of Copernicus
    "waterml2, GOOD, ORIGINAL, LESS_THAN, good, ''",
    "waterml2, BAD, ORIGINAL, GREATER_THAN, poor, ''",
    "argo, GOOD, ORIGINAL, LESS_THAN, 6, ''",
    "argo, GOOD, ORIGINAL, GREATER_THAN, 1, QUALIFIER",
    "argo, SUSPECT, ORIGINAL, LESS_THAN, 3, QUALIFIER",
    "argo, GOOD, CORRECTED, LESS_THAN, 5, QUALIFIER",
    "argo, SUSPECT, CORRECTED, LESS_THAN, 3, ORIGIN QUALIFIER",
    "argo, GOOD, ESTIMATED, NONE, 8, ''",
    "bufr-033050, MISSING, ORIGINAL, NONE, 15, ''",
    "delft-fews, SUSPECT, CORRECTED, NONE, 4, ''",
    "delft-fews, BAD, ESTIMATED, NONE, 8, ''",
    "openaq, GOOD, CORRECTED, NONE, Modified, ''",
    "openaq, BAD, CORRECTED, NONE, ERROR, ORIGIN",
    "iode, SUSPECT, CORRECTED, GREATER_THAN, 3, ORIGIN QUALIFIER",
  })
  void ourWordsAreWrittenAsTheCodeThatKeepsMost(
      String scheme,
      QualityFlag flag,
      Origin origin,
      Qualifier qualifier,
      String code,
      String lost) {
    Writing writing = CROSSWALK.write(scheme, new Quality(flag, origin, qualifier)).orElseThrow();
    assertThat(writing.code()).isEqualTo(code);
    Set<Part> parts =
        lost.isEmpty()
            ? EnumSet.noneOf(Part.class)
            : Arrays.stream(lost.split(" ")).map(Part::valueOf).collect(Collectors.toSet());
    assertThat(writing.lost()).isEqualTo(parts);
  }

  @Test
  void aFlagThatASchemeDoesNotHaveIsNotWritten() {
    assertThat(CROSSWALK.write("delft-fews", Quality.of(QualityFlag.NOT_EVALUATED))).isEmpty();
    assertThat(CROSSWALK.write("openaq", Quality.of(QualityFlag.MISSING))).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgainButForWhatWasSaidToBeLost() {
    for (String scheme : CROSSWALK.schemes()) {
      for (QualityFlag flag : QualityFlag.values()) {
        for (Origin origin : Origin.values()) {
          for (Qualifier qualifier : Qualifier.values()) {
            Quality quality = new Quality(flag, origin, qualifier);
            CROSSWALK.write(scheme, quality).ifPresent(w -> assertComesBack(scheme, quality, w));
          }
        }
      }
    }
  }

  private static void assertComesBack(String scheme, Quality quality, Writing writing) {
    String where = scheme + " " + quality + " as " + writing;
    Reading reading = CROSSWALK.read(scheme, writing.code()).orElseThrow();
    assertThat(reading.quality().flag()).as(where).isEqualTo(quality.flag());
    boolean ambiguous = !reading.others().isEmpty();
    if (!ambiguous && reading.quality().origin() != quality.origin()) {
      assertThat(writing.lost()).as(where).contains(Part.ORIGIN);
    }
    boolean beside = scheme.equals("waterml2");
    if (!beside && reading.quality().qualifier() != quality.qualifier()) {
      assertThat(writing.lost()).as(where).contains(Part.QUALIFIER);
    }
    assertThat(reading.lost()).as(where).isEmpty();
  }

  @Test
  void anUnknownSchemeIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> CROSSWALK.read("usgs", "A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'usgs'")
        .hasMessageContaining("waterml2");
    assertThatThrownBy(() -> CROSSWALK.write("usgs", Quality.of(QualityFlag.GOOD)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CROSSWALK.schemes()).hasSize(6);
  }
}
