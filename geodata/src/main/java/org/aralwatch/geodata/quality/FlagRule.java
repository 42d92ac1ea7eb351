package org.aralwatch.geodata.quality;

import org.aralwatch.geodata.observation.QualityFlag;

/**
 * The summary flag (IODE primary) out of what the tests, the source and a person say. The bits of
 * the tests and the decision are kept beside it, so that the flag can be made anew.
 *
 * <p>Of tests and source the harsher word stands: missing where the source says that there is no
 * value; else bad where a test is failed or the source says bad; else suspect where a test or the
 * source says so; else good where a test that judges the value was run, or the source says good;
 * else not evaluated. A gap says nothing of the value after it and has no part in this.
 *
 * <p>The word of a person who has looked stands above both: see {@link #decided}.
 */
public final class FlagRule {
  private FlagRule() {}

  /**
   * @param tests the bits of the tests that the value failed or is suspect by
   * @param run the bits (of the level "fail") of the tests that were run
   * @param source what the source says of the value
   */
  public static QualityFlag flag(int tests, int run, QualityFlag source) {
    if (source == QualityFlag.MISSING) {
      return QualityFlag.MISSING;
    }
    int weighing = tests & QualityTest.WEIGHING;
    if ((weighing & QualityTest.ALL_FAIL) != 0 || source == QualityFlag.BAD) {
      return QualityFlag.BAD;
    }
    if (weighing != 0 || source == QualityFlag.SUSPECT) {
      return QualityFlag.SUSPECT;
    }
    if (source == QualityFlag.GOOD || (run & QualityTest.VOUCHING) != 0) {
      return QualityFlag.GOOD;
    }
    return QualityFlag.NOT_EVALUATED;
  }

  /**
   * The flag after a decision: accepted is good, doubted suspect, rejected bad; a comment changes
   * nothing. A corrected value is another value: {@code flag} then is that of the new one, made
   * with a source that says nothing; what the tests do not object to is good, since a person put it
   * there. A missing value cannot be accepted, doubted or rejected, there is none.
   */
  public static QualityFlag decided(QualityFlag flag, Decision decision) {
    return switch (decision) {
      case COMMENTED -> flag;
      case ACCEPTED -> flag == QualityFlag.MISSING ? flag : QualityFlag.GOOD;
      case DOUBTED -> flag == QualityFlag.MISSING ? flag : QualityFlag.SUSPECT;
      case REJECTED -> flag == QualityFlag.MISSING ? flag : QualityFlag.BAD;
      case CORRECTED -> flag == QualityFlag.NOT_EVALUATED ? QualityFlag.GOOD : flag;
    };
  }
}
