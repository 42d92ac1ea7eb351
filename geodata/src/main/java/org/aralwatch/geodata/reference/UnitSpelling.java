package org.aralwatch.geodata.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the UCUM code behind the usual spellings of units, English and Russian, as files and people
 * write them: {@code m3/sec}, {@code µg/m³}, {@code мг/дм3}, {@code тыс. га}. It proposes; what it
 * finds is a valid code, and whether it is the one that was meant is for a person to say.
 */
public final class UnitSpelling {
  /** A word, with the exponent behind it. */
  private static final Pattern TOKEN =
      Pattern.compile("(\\[[^\\]]*\\]|\\p{L}(?:[\\p{L}']|-(?=\\p{L}))*|%|‰|\\d+\\*?)(-?\\d+)?");

  private static final Pattern EXPONENT = Pattern.compile("\\^\\(?(-?\\d+)\\)?");

  /** Written like this they are codes of UCUM too, which nobody means: megagauss, femtotonnes. */
  private static final Map<String, String> MISTAKEN =
      Map.of(
          "MG/L", "mg/L",
          "MG/M3", "mg/m3",
          "MG/KG", "mg/kg",
          "ft", "[ft_i]",
          "yd", "[yd_i]",
          "C", "Cel",
          "F", "[degF]",
          "pH", "[pH]");

  /** Whole spellings that no rule of tokens gives; keys in lower case. */
  private static final Map<String, String> WHOLE = new HashMap<>();

  private static final Map<String, String> WORDS = new HashMap<>();

  static {
    whole(
        "°C", "Cel", "degC", "deg C", "degrees C", "degree Celsius", "degrees Celsius", "Celsius");
    whole("°С", "Cel", "С", "град", "град. C", "град. С", "град.C", "град.С", "oC", "ºC", "ºС");
    whole("°F", "[degF]", "degF", "deg F", "Fahrenheit", "degrees Fahrenheit", "ºF");
    whole("°K", "K", "Kelvin", "kelvin", "degK", "К");
    whole(
        "mmHg",
        "mm[Hg]",
        "mm Hg",
        "Torr",
        "torr",
        "мм рт. ст.",
        "мм рт.ст.",
        "мм рт ст",
        "мм.рт.ст.");
    whole("inHg", "[in_i'Hg]", "in Hg");
    whole("mm w.e.", "kg/m2", "mm w. e.", "mmwe", "мм в.э.", "мм в. э.");
    whole("cumecs", "m3/s", "cumec", "cms", "CMS", "м3/сек", "куб.м/с", "куб. м/с", "куб. м/сек");
    whole("cfs", "[cft_i]/s", "CFS", "cusec", "cusecs");
    whole("ppm", "[ppm]", "PPM", "млн-1", "млн⁻¹");
    whole("ppb", "[ppb]", "PPB", "млрд-1", "млрд⁻¹");
    whole("‰", "[ppth]", "per mille", "промилле", "permille", "o/oo", "0/00");
    whole("percent", "%", "per cent", "pct", "процент", "проценты", "%RH", "% RH", "% отн.");
    whole("NTU", "{NTU}", "FTU", "FNU", "ЕМФ");
    whole("pH units", "[pH]", "pH-units", "ед. pH", "ед. рН", "ед.рН", "рН");
    whole("persons", "{person}", "people", "person", "чел", "чел.", "человек");
    whole("unitless", "1", "dimensionless", "-", "–", "—", "none", "index", "балл", "б/р");
    whole("CFU/100 ml", "{CFU}/(100.mL)", "CFU/100ml", "CFU/100mL", "КОЕ/100 мл", "КОЕ/100мл");
    whole("deg", "deg", "degrees", "degree", "°", "град.", "градусы", "градус");
    words("s", "sec", "secs", "second", "seconds", "с", "сек");
    words("min", "minute", "minutes", "мин");
    words("h", "hr", "hrs", "hour", "hours", "ч", "час");
    words("d", "day", "days", "сут", "сутки", "день");
    words("mo", "month", "months", "мес", "месяц");
    words("a", "yr", "year", "years", "год", "annum");
    words("m", "metre", "meter", "metres", "meters", "м");
    words("cm", "см");
    words("dm", "дм");
    words("mm", "мм");
    words("km", "км");
    words("[ft_i]", "ft", "foot", "feet");
    words("[in_i]", "inch", "inches");
    words("[mi_i]", "mi", "mile", "miles");
    words("[kn_i]", "kn", "knot", "knots", "kt", "уз");
    words("har", "ha", "hectare", "hectares", "га");
    words("L", "l", "litre", "liter", "litres", "liters", "л");
    words("mL", "ml", "мл");
    words("g", "gram", "grams", "г");
    words("kg", "KG", "кг");
    words("mg", "MG", "мг");
    words("ug", "mcg", "UG", "мкг");
    words("ng", "NG", "нг");
    words("t", "ton", "tonne", "tonnes", "т");
    words("eq", "экв", "г-экв");
    words("meq", "mg-eq", "mg-equiv", "meqv", "мг-экв", "мгэкв", "ммоль-экв", "мэкв");
    words("mol", "mole", "moles", "моль");
    words("mmol", "ммоль");
    words("umol", "мкмоль");
    words("S", "См");
    words("mS", "мСм");
    words("uS", "мкСм");
    words("Pa", "Па");
    words("hPa", "гПа", "HPA");
    words("kPa", "кПа");
    words("mbar", "mb", "мбар", "мб");
    words("W", "Вт", "watt", "watts");
    words("J", "Дж");
    words("MJ", "МДж");
    words("Bq", "Бк");
    words("10*3", "thousand", "тыс", "thous", "10*3");
    words("10*6", "million", "mln", "mil", "млн", "10*6");
    words("10*9", "billion", "bln", "млрд", "10*9");
    WORDS.put("%", "%");
    WORDS.put("‰", "[ppth]");
  }

  private UnitSpelling() {}

  private static void whole(String spelling, String code, String... more) {
    WHOLE.put(key(spelling), code);
    for (String other : more) {
      WHOLE.put(key(other), code);
    }
  }

  private static void words(String code, String... spellings) {
    WORDS.put(code, code);
    for (String spelling : spellings) {
      WORDS.put(spelling, code);
    }
  }

  private static String key(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * The code for {@code text}: itself where it is one already (but not where nobody means it, as
   * {@code C} for coulomb), else the one of a usual spelling. Empty where neither is known.
   */
  public static Optional<String> find(String text) {
    String plain = text.strip();
    if (plain.isEmpty() || plain.length() > 60) {
      return Optional.empty();
    }
    String mistaken = MISTAKEN.get(plain);
    if (mistaken != null) {
      return Optional.of(mistaken);
    }
    if (Ucum.isWritten(plain)) {
      return Optional.of(plain);
    }
    String whole = WHOLE.get(key(plain));
    if (whole != null) {
      return Optional.of(whole);
    }
    return tokens(plainSigns(plain)).filter(Ucum::isWritten);
  }

  /** Superscripts, dots and Greek letters as UCUM writes them. */
  private static String plainSigns(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c);
              if (digit >= 0) {
                plain.append(digit);
              } else if (c == '⁻' || c == '−' || c == '–') {
                plain.append('-');
              } else if (c == 'µ' || c == 'μ') {
                plain.append('u');
              } else if (c == '·' || c == '⋅' || c == '×' || c == '∙') {
                plain.append('.');
              } else {
                plain.appendCodePoint(c);
              }
            });
    Matcher exponent = EXPONENT.matcher(plain.toString().replace("**", "^"));
    return exponent.replaceAll("$1").replace(" per ", "/").replace(" в ", "/");
  }

  private static Optional<String> tokens(String text) {
    StringBuilder code = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (token.find()) {
      Optional<String> between = separator(text.substring(at, token.start()), code.length() == 0);
      Optional<String> word = word(token.group(1), token.group(2));
      if (between.isEmpty() || word.isEmpty()) {
        return Optional.empty();
      }
      code.append(between.get()).append(word.get());
      at = token.end();
    }
    String rest = text.substring(at).strip();
    return rest.isEmpty() || rest.equals(".") || rest.equals(")")
        ? Optional.of(code + (rest.equals(")") ? ")" : ""))
        : Optional.empty();
  }

  /** Spaces, abbreviating and multiplying dots are one dot of UCUM; a division stays. */
  private static Optional<String> separator(String between, boolean first) {
    String sign = between.replaceAll("[\\s.*]+", "");
    if (sign.isEmpty()) {
      return Optional.of(first ? "" : ".");
    }
    List<String> allowed = new ArrayList<>(List.of("/", "/(", ")/"));
    if (first) {
      allowed.add("(");
    }
    return allowed.contains(sign) ? Optional.of(sign) : Optional.empty();
  }

  private static Optional<String> word(String word, String exponent) {
    String suffix = exponent == null ? "" : exponent;
    String code = WORDS.get(word);
    if (code == null) {
      code = WORDS.get(word.toLowerCase(Locale.ROOT));
    }
    if (code == null && Ucum.isWritten(word)) {
      code = word;
    }
    return Optional.ofNullable(code).map(found -> found + suffix);
  }
}
