package org.aralwatch.server.query;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * Folds the many spellings of a place to one: scripts, transliterations, diacritics, case and the
 * space between words. Амударья, Amudarya, Amu Darya and Amudaryo all become "amudaria".
 *
 * <p>Cyrillic of Russian, Kazakh, Kyrgyz, Tajik, Uzbek and Karakalpak becomes Latin; then what the
 * Latin spellings of the region write differently becomes the same: o and a (Toshkent, Tashkent), y
 * and i (Syr, Sir), q and k, x, kh and h, zh, dzh and j, gh and g. Sounds are folded together
 * rather than told apart: a search finds a little too much rather than too little.
 *
 * <p>A table of our own: ICU's transliterators know Russian well but romanize Uzbek, Tajik and
 * Kazakh by other standards than maps use, do not fold Latin spellings at all, and come as a
 * library of 14.7 MB for what these few dozen lines do.
 */
final class NameFolding {
  /**
   * After lower-casing and before letters lose their marks, which would hide what they stand for.
   */
  private static final Map<Integer, String> LETTERS =
      table(
          // Russian
          "а a  б b  в v  г g  д d  е e  ё io  ж j  з z  и i  й i  к k  л l  м m  н n  о o  п p",
          "р r  с s  т t  у u  ф f  х h  ц ts  ч ch  ш sh  щ sh  ъ -  ы i  ь -  э e  ю iu  я ia",
          // Kazakh, Kyrgyz, Tajik, Uzbek and Karakalpak beside them
          "ә a  ғ g  қ k  ң n  ө o  ұ u  ү u  һ h  і i  ӣ i  ӯ u  ҳ h  ҷ j  ў o",
          // Latin letters with a sound of their own: Turkmen, Turkish and Kazakh Latin
          "ş sh  ç ch  ž j  ý y  ň n  ı i  ə a  ğ g  ł l  ø o  æ e  ß ss",
          // signs before numbers of posts
          "№ -");

  private static final String[][] SPELLINGS = {
    {"dzh", "j"},
    {"dj", "j"},
    {"zh", "j"},
    {"kh", "h"},
    {"gh", "g"},
    {"x", "h"},
    {"q", "k"},
    {"w", "v"},
    {"ye", "e"},
    {"y", "i"},
    {"o", "a"},
  };

  private NameFolding() {}

  /** Lower-case Latin letters and digits of any script's name; empty where it has none. */
  static String fold(String name) {
    StringBuilder letters = new StringBuilder(name.length() + 8);
    Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> appendLetter(letters, c));
    String folded = letters.toString();
    for (String[] spelling : SPELLINGS) {
      folded = folded.replace(spelling[0], spelling[1]);
    }
    return withoutDoubles(folded);
  }

  private static void appendLetter(StringBuilder letters, int c) {
    String known = LETTERS.get(c);
    if (known != null) {
      letters.append(known);
    } else if (c < 0x80) {
      if (Character.isLetterOrDigit(c)) {
        letters.append((char) c);
      }
    } else {
      Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
          .codePoints()
          .filter(NameFolding::isLetterOrDigit)
          .forEach(part -> letters.append(LETTERS.getOrDefault(part, Character.toString(part))));
    }
  }

  /** A modifier letter, as the one of the Uzbek oʻ, is a mark. */
  private static boolean isLetterOrDigit(int c) {
    return Character.isLetterOrDigit(c) && Character.getType(c) != Character.MODIFIER_LETTER;
  }

  /** Letters said twice are written once as often: Amudaryya, Tallinn; digits stay. */
  private static String withoutDoubles(String text) {
    StringBuilder single = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == 0 || c != text.charAt(i - 1) || Character.isDigit(c)) {
        single.append(c);
      }
    }
    return single.toString();
  }

  private static Map<Integer, String> table(String... rows) {
    return java.util.Arrays.stream(rows)
        .flatMap(row -> java.util.Arrays.stream(row.strip().split("\\s{2,}")))
        .map(pair -> pair.split(" "))
        .map(pair -> Map.entry(pair[0].codePointAt(0), pair[1].equals("-") ? "" : pair[1]))
        .collect(Collectors.toUnmodifiableMap(Entry::getKey, Entry::getValue));
  }
}
