package org.aralwatch.ingest.detect;

import java.util.HashMap;
import java.util.Map;
import org.aralwatch.geodata.reference.VocabularyFile;

/**
 * How likely a Cyrillic letter follows another, counted in the Russian texts of this program's own
 * vocabularies and in the words of the other languages of the basin. Bytes read in the wrong
 * encoding give letters too, but not in an order that any language has. Immutable.
 */
final class LetterStatistics {
  private static final LetterStatistics STANDARD = count();

  private final Map<Integer, Double> logRatios = new HashMap<>();
  private final double unseen;

  private LetterStatistics(Map<Integer, Integer> pairs, Map<Character, Integer> firsts) {
    int letters = firsts.size();
    pairs.forEach(
        (pair, count) ->
            logRatios.put(
                pair,
                Math.log(
                    (count + 0.5) / (firsts.get((char) (pair >> 16)) + 0.5 * letters) * letters)));
    unseen = -3;
  }

  static LetterStatistics standard() {
    return STANDARD;
  }

  private static LetterStatistics count() {
    Map<Integer, Integer> pairs = new HashMap<>();
    Map<Character, Integer> firsts = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (VocabularyFile file :
        new VocabularyFile[] {VocabularyFile.PROPERTIES, VocabularyFile.UNITS}) {
      text.append(new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8)).append(' ');
    }
    Words.standard().words().forEach(word -> text.append(word).append(' '));
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      char letter = Folding.isCyrillic(c) ? c : ' ';
      if (letter != ' ' || last != ' ') {
        pairs.merge(last << 16 | letter, 1, Integer::sum);
        firsts.merge(last, 1, Integer::sum);
      }
      last = letter;
    }
    return new LetterStatistics(pairs, firsts);
  }

  /**
   * How much likelier a word of Cyrillic letters is than letters by chance: the sum over its pairs,
   * borders included, of the natural logarithm of the ratio.
   */
  double score(String word) {
    double sum = 0;
    char last = ' ';
    for (int i = 0; i <= word.length(); i++) {
      char c = i == word.length() ? ' ' : Character.toLowerCase(word.charAt(i));
      sum += logRatios.getOrDefault(last << 16 | c, unseen);
      last = c;
    }
    return sum;
  }
}
