package org.aralwatch.ingest.detect;

import java.text.Normalizer;
import java.util.Locale;

/** Makes texts comparable that people write in many ways. */
final class Folding {
  /** Latin letters that look like Cyrillic ones, and those. */
  private static final String LATIN = "aceopxykmhtbABCEHKMOPTXYi";

  private static final String CYRILLIC = "асеорхукмнтвАВСЕНКМОРТХУі";

  private Folding() {}

  /**
   * Lower case, ё as е, one blank for every run of blanks, underscores, line ends and signs that
   * only part words; superscripts become digits. Brackets and what stands in them stay.
   */
  static String header(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(plain.length());
    boolean blank = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == 'ё') {
        c = 'е';
      } else if (c == '’' || c == 'ʻ' || c == 'ʼ' || c == '‘' || c == '`') {
        c = '\'';
      }
      boolean parting = Character.isWhitespace(c) || c == '_' || c == ':' || c == '"' || c == ';';
      if (parting) {
        blank = folded.length() > 0;
      } else {
        if (blank) {
          folded.append(' ');
          blank = false;
        }
        folded.append(c);
      }
    }
    return folded.toString();
  }

  /** {@link #header} with letters of the other alphabet that look alike put right. */
  static String lookalikes(String text) {
    boolean cyrillic = false;
    for (int i = 0; i < text.length() && !cyrillic; i++) {
      char c = text.charAt(i);
      cyrillic =
          Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC
              && CYRILLIC.indexOf(c) < 0;
    }
    String from = cyrillic ? LATIN : CYRILLIC;
    String to = cyrillic ? CYRILLIC : LATIN;
    StringBuilder same = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = from.indexOf(text.charAt(i));
      same.append(at < 0 ? text.charAt(i) : to.charAt(at));
    }
    return same.toString();
  }

  static boolean isCyrillic(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
  }

  static boolean hasCyrillic(String text) {
    return text.chars().anyMatch(c -> isCyrillic((char) c));
  }
}
