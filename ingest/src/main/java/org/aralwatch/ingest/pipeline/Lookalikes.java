package org.aralwatch.ingest.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The codes and aliases of a layer, by what they look like. Not thread-safe. */
final class Lookalikes {
  private static final int SHOWN = 3;

  /** Of shorter words nearly all are similar. */
  private static final int SHORTEST = 5;

  /** Nobody reads more notes; each is a look at every code of the layer. */
  private static final int MOST_NOTES = 200;

  private final Map<String, String> byLook = new HashMap<>();
  private int asked;

  Lookalikes(List<String> codes) {
    codes.forEach(code -> byLook.putIfAbsent(Lookalike.of(code), code));
  }

  /** A code that looks the same as this one, which is not among them; null for none. */
  String twin(String code) {
    return byLook.get(Lookalike.of(code));
  }

  /**
   * Words from which this one differs by one letter: changed, left out, put in, or two in the wrong
   * order. Codes of digits are never similar: neighbours on a river have neighbouring numbers. Only
   * the first few hundred that are asked for are looked at.
   */
  List<String> similar(String code) {
    String look = code.strip().toLowerCase(Locale.ROOT);
    List<String> similar = new ArrayList<>();
    if (++asked > MOST_NOTES
        || look.length() < SHORTEST
        || look.chars().allMatch(c -> !Character.isLetter(c))) {
      return similar;
    }
    String twin = twin(code);
    if (twin != null) {
      similar.add(twin);
    }
    for (String known : byLook.values()) {
      if (similar.size() == SHOWN) {
        break;
      }
      if (!known.equals(twin) && differsByOne(look, known.strip().toLowerCase(Locale.ROOT))) {
        similar.add(known);
      }
    }
    return similar;
  }

  private static boolean differsByOne(String one, String other) {
    int difference = one.length() - other.length();
    if (difference < -1 || difference > 1 || one.equals(other)) {
      return false;
    }
    int start = 0;
    int shorter = Math.min(one.length(), other.length());
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    int left = one.length() - start - end;
    int right = other.length() - start - end;
    boolean swapped =
        left == 2
            && right == 2
            && one.charAt(start) == other.charAt(start + 1)
            && one.charAt(start + 1) == other.charAt(start);
    boolean changed = left <= 1 && right <= 1;
    // Tashkent-1 and Tashkent-2 are two stations.
    return swapped || changed && !isDigit(one, start, left) && !isDigit(other, start, right);
  }

  private static boolean isDigit(String text, int at, int length) {
    return length > 0 && Character.isDigit(text.charAt(at));
  }
}
