package org.aralwatch.ingest.detect;

/** Cyrillic letters of the basin's languages in Latin ones, for names of mappings only. */
final class Transliteration {
  private static final String CYRILLIC = "абвгдеёзийклмнопрстуфцыэқғўҳөүұәіңҷӯӣ";
  private static final String[] LATIN =
      "a b v g d e e z i y k l m n o p r s t u f ts y e q g o h o u u a i n j u i".split(" ");

  private Transliteration() {}

  static String latin(String text) {
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
}
