package org.aralwatch.ingest.detect;

import java.util.Locale;

/** Names for mappings, made of what a file is called. */
final class MappingName {
  private static final String CYRILLIC = "абвгдеёзийклмнопрстуфцыэқғўҳөүұәіңҷӯӣ";
  private static final String[] LATIN =
      "a b v g d e e z i y k l m n o p r s t u f ts y e q g o h o u u a i n j u i".split(" ");

  private MappingName() {}

  /** Cyrillic letters of the basin's languages in Latin ones. */
  private static String latin(String text) {
    StringBuilder latin = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      int at = CYRILLIC.indexOf(c);
      if (at >= 0) {
        latin.append(LATIN[at]);
      } else {
        latin.append(
            switch (c) {
              case 'ж', 'җ' -> "zh";
              case 'х' -> "kh";
              case 'ч' -> "ch";
              case 'ш' -> "sh";
              case 'щ' -> "shch";
              case 'ю' -> "yu";
              case 'я' -> "ya";
              case 'ъ', 'ь' -> "";
              default -> String.valueOf(text.charAt(i));
            });
      }
    }
    return latin.toString();
  }

  /** A name for a mapping, of the letters that names have. */
  static String of(String text) {
    // Codes of posts and years are of one file, not of its source.
    String source = text.replaceAll("(?<![0-9])(?:[0-9]{4,8})(?![0-9])", " ");
    String plain =
        java.text.Normalizer.normalize(latin(source), java.text.Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "upload" : plain.length() > 60 ? plain.substring(0, 60) : plain;
  }
}
