package org.aralwatch.geodata.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aralwatch.geodata.observation.QualityFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlagRuleTest {
  private static final int SPIKE = QualityTest.SPIKE.bit();

  @ParameterizedTest
  @CsvSource({
    // tests, run, source: flag
    "'', '', GOOD, GOOD",
    "'', '', NOT_EVALUATED, NOT_EVALUATED",
    "'', '', SUSPECT, SUSPECT",
    "'', '', BAD, BAD",
    "'', '', MISSING, MISSING",
    "'', spike, NOT_EVALUATED, GOOD",
    "'', spike, GOOD, GOOD",
    "'', spike, SUSPECT, SUSPECT",
    "'', spike, BAD, BAD",
    "spike?, spike, NOT_EVALUATED, SUSPECT",
    "spike?, spike, GOOD, SUSPECT",
    "spike?, spike, SUSPECT, SUSPECT",
    "spike?, spike, BAD, BAD",
    "spike?, spike, MISSING, MISSING",
    "spike, spike, NOT_EVALUATED, BAD",
    "spike, spike, GOOD, BAD",
    "spike, spike, SUSPECT, BAD",
    "spike, spike, MISSING, MISSING",
    "spike? gross-range, spike gross-range, GOOD, BAD",
    // a gap says nothing of the value, neither for nor against it
    "gap, gap, NOT_EVALUATED, NOT_EVALUATED",
    "gap?, gap spike, NOT_EVALUATED, GOOD",
    "gap spike?, gap spike, NOT_EVALUATED, SUSPECT",
    // that its time and place are right does not make a value good
    "'', duplicate-time location, NOT_EVALUATED, NOT_EVALUATED",
    "duplicate-time, duplicate-time, NOT_EVALUATED, BAD",
    "location?, location, NOT_EVALUATED, SUSPECT",
  })
  void theHarsherOfTestsAndSourceStands(
      String tests, String run, QualityFlag source, QualityFlag flag) {
    assertThat(FlagRule.flag(bits(tests), bits(run), source)).isEqualTo(flag);
  }

  private static int bits(String words) {
    int bits = 0;
    for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
      for (QualityTest test : QualityTest.values()) {
        if (word.equals(test.code())) {
          bits |= test.bit();
        } else if (word.equals(test.code() + "?")) {
          bits |= test.suspectBit();
        }
      }
    }
    return bits;
  }

  @ParameterizedTest
  @EnumSource(QualityTest.class)
  void eachTestThatWeighsMovesTheFlagAtBothLevels(QualityTest test) {
    QualityFlag suspect = FlagRule.flag(test.bits(Level.SUSPECT), SPIKE, QualityFlag.GOOD);
    QualityFlag bad = FlagRule.flag(test.bits(Level.FAIL), SPIKE, QualityFlag.GOOD);
    assertThat(suspect).isEqualTo(test.weighs() ? QualityFlag.SUSPECT : QualityFlag.GOOD);
    assertThat(bad).isEqualTo(test.weighs() ? QualityFlag.BAD : QualityFlag.GOOD);
  }

  @ParameterizedTest
  @EnumSource(QualityTest.class)
  void onlyTestsThatJudgeTheValueMakeItGood(QualityTest test) {
    boolean judges =
        test != QualityTest.GAP
            && test != QualityTest.LOCATION
            && test != QualityTest.DUPLICATE_TIME;
    assertThat(test.vouches()).isEqualTo(judges);
    assertThat(test.weighs()).isEqualTo(test != QualityTest.GAP);
    assertThat(FlagRule.flag(0, test.bit(), QualityFlag.NOT_EVALUATED))
        .isEqualTo(judges ? QualityFlag.GOOD : QualityFlag.NOT_EVALUATED);
  }

  @ParameterizedTest
  @EnumSource(QualityTest.class)
  void aTestHasItsOwnTwoBits(QualityTest test) {
    for (Level level : Level.values()) {
      assertThat(test.level(test.bits(level))).isEqualTo(level);
      for (QualityTest other : QualityTest.values()) {
        if (other != test) {
          assertThat(other.level(test.bits(level))).isEqualTo(Level.PASS);
        }
      }
    }
    assertThat(test.bit()).isPositive().isLessThan(test.suspectBit());
    assertThat(QualityTest.codes(test.bit())).containsExactly(test.code());
    assertThat(QualityTest.codes(test.suspectBit())).containsExactly(test.code());
    assertThat(QualityTest.codes(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, GOOD, GOOD",
    "ACCEPTED, NOT_EVALUATED, GOOD",
    "ACCEPTED, SUSPECT, GOOD",
    "ACCEPTED, BAD, GOOD",
    "ACCEPTED, MISSING, MISSING",
    "DOUBTED, GOOD, SUSPECT",
    "DOUBTED, NOT_EVALUATED, SUSPECT",
    "DOUBTED, SUSPECT, SUSPECT",
    "DOUBTED, BAD, SUSPECT",
    "DOUBTED, MISSING, MISSING",
    "REJECTED, GOOD, BAD",
    "REJECTED, NOT_EVALUATED, BAD",
    "REJECTED, SUSPECT, BAD",
    "REJECTED, BAD, BAD",
    "REJECTED, MISSING, MISSING",
    // the flag of the new value, which nothing but the tests can doubt
    "CORRECTED, GOOD, GOOD",
    "CORRECTED, NOT_EVALUATED, GOOD",
    "CORRECTED, SUSPECT, SUSPECT",
    "CORRECTED, BAD, BAD",
    "COMMENTED, GOOD, GOOD",
    "COMMENTED, NOT_EVALUATED, NOT_EVALUATED",
    "COMMENTED, SUSPECT, SUSPECT",
    "COMMENTED, BAD, BAD",
  })
  void theDecisionOfAPersonStandsAboveBoth(
      Decision decision, QualityFlag before, QualityFlag after) {
    assertThat(FlagRule.decided(before, decision)).isEqualTo(after);
  }

  @Test
  void unknownWordsAreNamedWithThoseThereAre() {
    assertThatThrownBy(() -> Decision.ofCode("kept"))
        .hasMessageContaining("'kept'")
        .hasMessageContaining("accepted, doubted, rejected, corrected, commented");
    assertThatThrownBy(() -> Correction.Method.ofCode("smooth")).hasMessageContaining("'smooth'");
    assertThatThrownBy(() -> Origin.ofCode("made")).hasMessageContaining("'made'");
    assertThatThrownBy(() -> SpikeRule.Method.ofCode("x")).hasMessageContaining("reference");
  }
}
