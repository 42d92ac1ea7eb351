package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;

/**
 * The record as a list of what happened, gone through from the start for each question: slow, and
 * simple enough to be believed. What the store holds is compared with it.
 */
final class RecordModel {
  /** A series of the test and the begin of a period in it, microseconds since 1970. */
  record Place(int series, long begin) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return series == other.series
          ? Long.compare(begin, other.begin)
          : Integer.compare(series, other.series);
    }
  }

  record Value(long end, double result, Qualifier qualifier, QualityFlag flag, int tests) {
    Value flagged(QualityFlag other) {
      return new Value(end, result, qualifier, other, tests);
    }
  }

  /** A value as an upload has it. */
  record Given(Value value, Detail detail) {}

  /** What people, or tests, made of a value. */
  record Step(Value before, Decision decisionBefore, Value after, Decision decisionAfter) {}

  /** What stands. */
  record State(Given given, Value value, long upload, Decision decision) {}

  private interface Event {
    void applyTo(Map<Place, State> states, Set<Long> reverted);
  }

  private record Brought(long upload, Map<Place, Given> rows) implements Event {
    @Override
    public void applyTo(Map<Place, State> states, Set<Long> reverted) {
      if (reverted.contains(upload)) {
        return;
      }
      rows.forEach(
          (place, given) -> {
            State state = states.get(place);
            if (state == null || !state.given().equals(given)) {
              states.put(place, new State(given, given.value(), upload, null));
            }
          });
    }
  }

  private record Amended(Map<Place, Step> steps) implements Event {
    @Override
    public void applyTo(Map<Place, State> states, Set<Long> reverted) {
      steps.forEach(
          (place, step) -> {
            State state = states.get(place);
            if (state != null
                && state.value().equals(step.before())
                && state.decision() == step.decisionBefore()) {
              states.put(
                  place,
                  new State(state.given(), step.after(), state.upload(), step.decisionAfter()));
            }
          });
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final Set<Long> reverted = new HashSet<>();

  /** Made anew after each event. */
  private Map<Place, State> states = new TreeMap<>();

  final Set<Place> approved = new HashSet<>();

  Map<Place, State> states() {
    return states;
  }

  void bring(long upload, Map<Place, Given> rows) {
    events.add(new Brought(upload, new HashMap<>(rows)));
    states = replay(reverted);
  }

  void amend(Map<Place, Step> steps) {
    events.add(new Amended(new HashMap<>(steps)));
    states = replay(reverted);
  }

  /** What would stand without {@code upload}. */
  Map<Place, State> without(long upload) {
    Set<Long> more = new HashSet<>(reverted);
    more.add(upload);
    return replay(more);
  }

  void revert(long upload) {
    reverted.add(upload);
    states = replay(reverted);
  }

  boolean isReverted(long upload) {
    return reverted.contains(upload);
  }

  private Map<Place, State> replay(Set<Long> without) {
    Map<Place, State> result = new TreeMap<>();
    events.forEach(event -> event.applyTo(result, without));
    return result;
  }
}
