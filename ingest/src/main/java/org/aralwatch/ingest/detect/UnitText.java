package org.aralwatch.ingest.detect;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aralwatch.geodata.reference.UnitSpelling;

/**
 * Reads units as people write them, in Latin and Cyrillic, and gives their UCUM code (Unified Code
 * for Units of Measure, https://ucum.org): "м³/с", "m3s", "куб. м/сек", "µg m-3", "мг/дм3", "тыс.
 * га", "град. C".
 *
 * <p>A unit is a multiplier (тыс., млн, 10^6), a product of atoms with exponents, and what stands
 * below a slash or has a negative exponent. Atoms are read as written first, then without regard to
 * case, then with letters of the other alphabet that look alike put right.
 */
final class UnitText {
  /**
   * A unit that was read.
   *
   * @param ucum its code; dm3 becomes L, as the region's laboratories write litres
   * @param expressedAs what a concentration is counted as, as N in "mg N/L"; empty for nothing
   */
  record Parsed(String ucum, String expressedAs) {}

  private record Factor(String atom, int exponent) {}

  private static final Map<String, String> WHOLE = new HashMap<>();
  private static final Map<String, String> ATOMS = new HashMap<>();
  private static final Map<String, String> MULTIPLIERS = new HashMap<>();

  /** What nutrients may be counted as. */
  private static final Set<String> SPECIES =
      Set.of("N", "P", "NO3", "NO2", "NH4", "PO4", "SiO2", "Si", "O2", "О2", "CaCO3", "C");

  static {
    whole("Cel", "°c", "°с", "град. c", "град.c", "град c", "град. с", "град.с", "град с", "гр.с");
    whole("Cel", "гр. с", "гр.c", "deg c", "degc", "deg.c", "deg. c", "celsius", "degrees celsius");
    whole(
        "Cel", "degree celsius", "градус цельсия", "градусы цельсия", "градусов", "град", "град.");
    whole("Cel", "oc", "c", "с", "cel", "ос", "°");
    whole("K", "k", "kelvin", "к");
    whole("%", "%", "percent", "per cent", "pct", "процент", "проценты", "проц.", "фоиз", "пайыз");
    whole("[ppth]", "‰", "промилле", "ppt", "psu", "o/oo", "0/00");
    whole("[ppm]", "ppm", "млн-1");
    whole("[ppb]", "ppb", "млрд-1");
    whole("mm[Hg]", "мм рт.ст.", "мм рт. ст.", "мм рт.ст", "мм рт ст", "mmhg", "mm hg", "mm[hg]");
    whole("mm[Hg]", "мм.рт.ст.", "мм рт. столба", "mm sim. ust.", "мм сим. уст.");
    whole("kg/m2", "mm w.e.", "mm we", "mm w.e", "mmwe", "мм в.э.", "мм в. э.", "мм в.э");
    whole("m", "m asl", "masl", "m a.s.l.", "m.a.s.l.", "м над у.м.", "м н.у.м.", "м бс", "м абс.");
    whole("m", "м абс", "m bs", "м бс.", "м бс77");
    whole("{person}", "чел.", "чел", "человек", "persons", "person", "people");
    whole("1", "unitless", "dimensionless", "безразмерный", "безразм.", "б/р", "index");
    whole("m3/s", "m3s", "cms", "cumec", "cumecs", "м3с", "m3 s", "м3 с", "m3 sec", "м3сек");
    whole("ug/m3", "ugm3", "mkg/m3", "mcg/m3");
    whole("L/s", "lps", "лс");
    whole("km2", "sqkm", "sq km", "sq. km", "km sq");
    whole("har", "ha", "га");
    atom("m", "m", "м", "metre", "metres", "meter", "meters", "метр", "метров", "метры");
    atom("dm", "dm", "дм");
    atom("cm", "cm", "см", "centimetre", "centimeters", "centimetres", "сантиметр");
    atom("mm", "mm", "мм", "millimetre", "millimeters", "millimetres", "миллиметр");
    atom("km", "km", "км");
    atom("s", "s", "с", "sec", "сек", "сек.", "second", "секунда", "секунду");
    atom("min", "min", "мин");
    atom("h", "h", "ч", "hr", "hour", "час", "ч.");
    atom("d", "d", "сут", "сут.", "day", "сутки", "день");
    atom("mo", "month", "мес", "мес.");
    atom("a", "a", "yr", "year", "год", "г.", "y");
    atom("g", "g", "г", "гр");
    atom("mg", "mg", "мг");
    atom("ug", "ug", "мкг", "μg", "mcg", "мкгр");
    atom("ng", "ng", "нг");
    atom("kg", "kg", "кг");
    atom("t", "t", "т", "тонн", "tonne", "tonnes");
    atom("L", "l", "л", "L", "liter", "litre", "литр", "litres", "liters");
    atom("mL", "ml", "мл");
    atom("har", "ha", "га", "hectare", "hectares");
    atom("hPa", "hpa", "гпа", "mbar", "mb", "мбар", "мб");
    atom("Pa", "pa", "па");
    atom("kPa", "kpa", "кпа");
    atom("W", "W", "вт");
    atom("kW", "kw", "квт");
    atom("J", "J", "дж");
    atom("mol", "mol", "моль");
    atom("eq", "eq", "экв");
    atom("meq", "meq", "мг-экв", "мгэкв");
    atom("uS", "us", "μs", "мксм");
    atom("mS", "ms", "мсм");
    atom("{head}", "head", "голов", "гол.");
    multiplier("10*3", "тыс.", "тыс", "тысяч", "thousand", "1000", "10^3", "10*3", "ths", "k.");
    multiplier("10*6", "млн", "млн.", "миллион", "миллионов", "million", "mln", "mio", "10^6");
    multiplier("10*6", "10*6", "1000000");
    multiplier("10*9", "млрд", "млрд.", "миллиард", "миллиардов", "billion", "bln", "10^9", "10*9");
  }

  private UnitText() {}

  private static void whole(String ucum, String... texts) {
    for (String text : texts) {
      WHOLE.put(text, ucum);
    }
  }

  private static void atom(String ucum, String... texts) {
    for (String text : texts) {
      ATOMS.put(text, ucum);
    }
  }

  private static void multiplier(String ucum, String... texts) {
    for (String text : texts) {
      MULTIPLIERS.put(text, ucum);
    }
  }

  /** Whether one word is a unit without more, as "мм". */
  static boolean isAtom(String word) {
    return ATOMS.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /**
   * The unit that the whole of a text is.
   *
   * @return empty when it is none that we know
   */
  static Optional<Parsed> parse(String text) {
    String plain = plain(text);
    if (plain.isEmpty() || plain.length() > 40) {
      return Optional.empty();
    }
    Optional<Parsed> parsed = parsePlain(plain);
    if (parsed.isEmpty()) {
      String alike = Folding.lookalikes(plain);
      parsed = alike.equals(plain) ? parsed : parsePlain(alike);
    }
    if (parsed.isEmpty() && CellText.hasLetter(plain)) {
      parsed =
          UnitSpelling.find(text)
              .filter(ucum -> ucum.charAt(0) != '/' && ucum.matches(".*[A-Za-z\\[{%].*"))
              .map(ucum -> new Parsed(ucum, ""));
    }
    return parsed;
  }

  private static Optional<Parsed> parsePlain(String plain) {
    String whole = WHOLE.get(plain.toLowerCase(Locale.ROOT));
    if (whole != null) {
      return Optional.of(new Parsed(whole, ""));
    }
    return new Reader(plain).read();
  }

  /** Superscripts, middle dots and the many minus signs become those of the keyboard. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    String normal =
        Normalizer.normalize(text.replace('·', '.').replace('•', '.'), Normalizer.Form.NFKC);
    for (int i = 0; i < normal.length(); i++) {
      char c = normal.charAt(i);
      switch (c) {
        case '\u2212', '\u2013', '\u2010', '\u207b' -> plain.append('-');
        case '\u22c5', '\u00d7', '\u2219' -> plain.append('.');
        case 'µ' -> plain.append('μ');
        case '∕', '⁄', '\\' -> plain.append('/');
        case 'º', '˚' -> plain.append('°');
        case '_', '\u00a0', '\n', '\r', '\t' -> plain.append(' ');
        default -> plain.append(c);
      }
    }
    return plain.toString().strip().replaceAll(" +", " ").replaceAll(" ?/ ?", "/");
  }

  /** Reads multiplier, atoms and exponents from left to right. */
  private static final class Reader {
    /** A token that was read with the one before it. */
    private static final String TAKEN = "";

    private final List<String> tokens;
    private final List<Factor> factors = new ArrayList<>();
    private String multiplier = "";
    private String species = "";
    private int sign = 1;
    private int nextPower = 1;

    Reader(String plain) {
      tokens = tokens(plain);
    }

    /** Letters with dots after them, numbers with signs, slashes. */
    private static List<String> tokens(String plain) {
      List<String> tokens = new ArrayList<>();
      int at = 0;
      while (at < plain.length()) {
        char c = plain.charAt(at);
        int end = at + 1;
        if (Character.isLetter(c) || c == '°' || c == '%') {
          while (end < plain.length()
              && (Character.isLetter(plain.charAt(end))
                  || plain.charAt(end) == '-'
                      && end + 1 < plain.length()
                      && Character.isLetter(plain.charAt(end + 1)))) {
            end++;
          }
          tokens.add(plain.substring(at, end));
        } else if (Character.isDigit(c)
            || c == '-' && end < plain.length() && Character.isDigit(plain.charAt(end))) {
          while (end < plain.length()
              && (Character.isDigit(plain.charAt(end))
                  || (plain.charAt(end) == '^' || plain.charAt(end) == '*')
                      && tokens.isEmpty()
                      && end + 1 < plain.length()
                      && Character.isDigit(plain.charAt(end + 1)))) {
            end++;
          }
          tokens.add(plain.substring(at, end));
        } else if (c == '*' && end < plain.length() && plain.charAt(end) == '*') {
          end++;
        } else if (c == '/' || c == '(' || c == ')') {
          tokens.add(String.valueOf(c));
        } else if (c != ' ' && c != '.' && c != '^' && c != '*') {
          tokens.add("?");
        }
        at = end;
      }
      return tokens;
    }

    Optional<Parsed> read() {
      for (int i = 0; i < tokens.size(); i++) {
        if (!take(tokens.get(i), i)) {
          return Optional.empty();
        }
      }
      boolean cut = tokens.isEmpty() || tokens.get(tokens.size() - 1).equals("/");
      return factors.isEmpty() || nextPower != 1 || cut ? Optional.empty() : Optional.of(whole());
    }

    private boolean take(String token, int index) {
      if (token.equals(TAKEN)) {
        return true;
      }
      if (token.equals("/")) {
        boolean first = sign > 0 && !factors.isEmpty();
        sign = -1;
        return first;
      }
      if (token.equals("(") || token.equals(")")) {
        return sign < 0;
      }
      String folded = token.toLowerCase(Locale.ROOT);
      if (factors.isEmpty() && multiplier.isEmpty() && MULTIPLIERS.containsKey(folded)) {
        multiplier = MULTIPLIERS.get(folded);
        return true;
      }
      if (Character.isDigit(token.charAt(0)) || token.charAt(0) == '-') {
        return power(token);
      }
      switch (folded) {
        case "куб", "cubic", "cub", "cu" -> {
          return word(3);
        }
        case "кв", "sq", "square" -> {
          return word(2);
        }
        default -> {
          return atom(token, folded, index);
        }
      }
    }

    /** "куб" before its metre, as in "куб. м", or after it, as in "м куб". */
    private boolean word(int power) {
      int last = factors.size() - 1;
      boolean after =
          last >= 0
              && factors.get(last).exponent == sign
              && nextPower == 1
              && !(sign < 0 && factors.get(last).exponent > 0);
      if (after && factors.get(last).atom.endsWith("m")) {
        factors.set(last, new Factor(factors.get(last).atom, sign * power));
        return true;
      }
      nextPower = power;
      return true;
    }

    private boolean power(String token) {
      int last = factors.size() - 1;
      if (last < 0 || token.length() > 2) {
        return false;
      }
      int power = Integer.parseInt(token);
      if (factors.get(last).exponent != sign || power == 0 || Math.abs(power) > 4) {
        return false;
      }
      factors.set(last, new Factor(factors.get(last).atom, sign * power));
      return true;
    }

    private boolean atom(String token, String folded, int index) {
      if (!factors.isEmpty()) {
        String counted = species(token, index);
        if (SPECIES.contains(counted)) {
          species = counted;
          return true;
        }
      }
      String atom = ATOMS.get(token);
      if (atom == null) {
        atom = ATOMS.get(folded);
      }
      if (atom == null && sign < 0 && folded.equals("c")) {
        // The Latin letter, typed for the Cyrillic one.
        atom = "s";
      }
      if (atom == null) {
        return glued(token);
      }
      factors.add(new Factor(atom, sign * nextPower));
      nextPower = 1;
      return true;
    }

    /** "mgN" in "mgN/L". */
    private boolean glued(String token) {
      String last = token.substring(token.length() - 1);
      String rest = token.substring(0, token.length() - 1);
      if ((last.equals("N") || last.equals("P")) && ATOMS.containsKey(rest)) {
        factors.add(new Factor(ATOMS.get(rest), sign * nextPower));
        species = last;
        return true;
      }
      return false;
    }

    /** A species with its number, which came apart as tokens: NO and 3. */
    private String species(String token, int index) {
      String next = index + 1 < tokens.size() ? tokens.get(index + 1) : "";
      if (next.matches("[0-9]") && SPECIES.contains(token + next)) {
        tokens.set(index + 1, TAKEN);
        return token + next;
      }
      return token;
    }

    private Parsed whole() {
      StringBuilder above = new StringBuilder(multiplier);
      StringBuilder below = new StringBuilder();
      for (Factor factor : litres()) {
        int exponent = Math.abs(factor.exponent);
        String text = factor.atom + (exponent > 1 ? String.valueOf(exponent) : "");
        if (factor.exponent > 0) {
          above.append(above.length() > 0 ? "." : "").append(text);
        } else {
          below.append('/').append(text);
        }
      }
      return new Parsed((above.length() == 0 ? "1" : above.toString()) + below, species);
    }

    private List<Factor> litres() {
      List<Factor> same = new ArrayList<>();
      for (Factor factor : factors) {
        same.add(
            factor.atom.equals("dm") && Math.abs(factor.exponent) == 3
                ? new Factor("L", Integer.signum(factor.exponent))
                : factor.atom.equals("cm") && Math.abs(factor.exponent) == 3
                    ? new Factor("mL", Integer.signum(factor.exponent))
                    : factor);
      }
      return same;
    }
  }

  /** All texts that stand for a unit by themselves, for tests. */
  static Set<String> wholeTexts() {
    return new HashSet<>(WHOLE.keySet());
  }
}
