package org.aralwatch.ingest.pipeline;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What a code looks like: letters of the Cyrillic and Greek alphabets that look like Latin ones
 * become these, digits and letters that are mistaken for each other become one, case, blanks and
 * punctuation go. Two codes that look alike are hardly meant to be two stations. The pairs are
 * those of Unicode's confusables (UTS #39) that occur on the keyboards of the region.
 */
final class Lookalike {
  private static final String ALIKE = "авеёкмнорстухіјһѕαορειν";
  private static final String LATIN = "abeekmhopctyxijhsaopeiv";

  private Lookalike() {}

  static String of(String code) {
    String plain = Normalizer.normalize(code, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder look = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      int place = ALIKE.indexOf(c);
      char latin = place >= 0 ? LATIN.charAt(place) : c;
      // O and 0, l, I and 1 are one.
      char seen = latin == 'o' ? '0' : latin == 'i' || latin == 'l' ? '1' : latin;
      if (Character.isLetterOrDigit(seen)) {
        look.append(seen);
      }
    }
    return look.toString();
  }

  /** The alphabets of a code's letters, for a message. */
  static String letters(String code) {
    boolean latin = false;
    boolean cyrillic = false;
    for (int i = 0; i < code.length(); i++) {
      Character.UnicodeScript script = Character.UnicodeScript.of(code.charAt(i));
      latin |= script == Character.UnicodeScript.LATIN;
      cyrillic |= script == Character.UnicodeScript.CYRILLIC;
    }
    if (latin && cyrillic) {
      return "Latin and Cyrillic letters";
    }
    return cyrillic ? "Cyrillic letters" : latin ? "Latin letters" : "digits";
  }
}
