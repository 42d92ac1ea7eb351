package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to stand at one place, a datastream and a begin, as if the uploads that were taken back
 * had never been. The others are gone through in the order in which they came: each brings what it
 * asserts, or finds it there. What people and tests run again made of a value follows, as long as
 * the value that they saw is there; what they made of a value that is not, is gone with it. The
 * outcome depends on which uploads remain, not on the order in which the others were taken back.
 * Pure.
 */
final class Replay {
  static final char UNDECIDED = 0;
  static final long NOBODY = 0;

  private Replay() {}

  /** What readers see of a value; end in microseconds since 1970. */
  record Values(long end, double result, char qualifier, int flag, int tests) {}

  /** How a version came about. */
  enum Kind {
    /** An upload brought it. */
    BROUGHT,
    /** An upload brought it that was taken back. */
    REVERTED,
    /** A review, a correction or tests run again made it of the version before. */
    AMENDED,
    /** Made by a revert: it follows from the others. */
    RESTATED
  }

  /**
   * One version of the observation; one ends where its successor begins.
   *
   * @param since revision of the change that made it
   * @param until revision of the change that replaced it; {@link Long#MAX_VALUE} while it stands
   * @param detail what was said beyond the value, as one text; null where nothing was
   * @param basis what it leads to
   */
  record Version(
      long change, long since, long until, Kind kind, Values values, String detail, Basis basis) {}

  /**
   * @param uploadChange change set of the upload to which the value leads
   * @param valueChange change of the version that has the values as that upload gives them
   * @param decision symbol of a {@link Decision}, or {@link #UNDECIDED}
   * @param decidedBy change set of the decision, or {@link #NOBODY}
   */
  record Basis(long uploadChange, long valueChange, char decision, long decidedBy) {
    static Basis ofBrought(long change) {
      return new Basis(change, change, UNDECIDED, NOBODY);
    }
  }

  /** An upload that was not taken back found what stood at {@code revision} to be as it has it. */
  record Run(long change, long revision) {}

  /** What is to stand. */
  record Outcome(Values values, Basis basis) {
    boolean isOf(Version version) {
      return values.equals(version.values()) && basis.equals(version.basis());
    }
  }

  /**
   * @param versions of the place, ascending
   * @param runs that have it between their ends, in any order
   * @return empty where nothing is to stand
   */
  static Optional<Outcome> of(List<Version> versions, List<Run> runs) {
    List<Run> ordered = runs;
    if (runs.size() > 1) {
      ordered = new ArrayList<>(runs);
      ordered.sort(Comparator.comparingLong(Run::revision));
    }
    Course course = new Course();
    int next = 0;
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      // A run says something of the version that stood before it and after it.
      while (next < ordered.size() && ordered.get(next).revision() <= version.since()) {
        next++;
      }
      switch (version.kind()) {
        case BROUGHT -> course.brings(version.change(), version);
        case AMENDED -> course.amends(versions.get(i - 1), version);
        case REVERTED, RESTATED -> {}
      }
      while (next < ordered.size() && ordered.get(next).revision() < version.until()) {
        course.brings(ordered.get(next).change(), given(version, versions));
        next++;
      }
    }
    return Optional.ofNullable(course.outcome);
  }

  /** The version with the values as an upload gave them. */
  private static Version given(Version version, List<Version> versions) {
    long change = version.basis().valueChange();
    for (Version other : versions) {
      if (other.change() == change) {
        return other;
      }
    }
    throw new IllegalStateException(
        "the version of change " + change + ", on which one stands, is not in the record");
  }

  private static final class Course {
    /** As an upload gave it. */
    private Version given;

    private Outcome outcome;

    void brings(long change, Version version) {
      if (given != null
          && given.values().equals(version.values())
          && Objects.equals(given.detail(), version.detail())) {
        return;
      }
      given = version;
      outcome =
          new Outcome(version.values(), new Basis(change, version.change(), UNDECIDED, NOBODY));
    }

    void amends(Version before, Version after) {
      if (outcome == null
          || !outcome.values().equals(before.values())
          || outcome.basis().decision() != before.basis().decision()) {
        return;
      }
      Basis basis = outcome.basis();
      outcome =
          new Outcome(
              after.values(),
              new Basis(
                  basis.uploadChange(),
                  basis.valueChange(),
                  after.basis().decision(),
                  after.basis().decidedBy()));
    }
  }
}
