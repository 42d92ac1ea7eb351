package org.aralwatch.ingest.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text above a column, taken apart: what it names, and the unit that stands with it.
 *
 * @param text as it is in the file
 * @param base without the unit
 * @param unitText as written; empty for none
 * @param unit as read; empty where there is none that we know
 */
record HeaderText(String text, String base, String unitText, Optional<UnitText.Parsed> unit) {
  private static final Pattern BRACKETS =
      Pattern.compile("^(.*?)[(\\[{]\\s*([^()\\[\\]{}]+?)\\s*[)\\]}](.*)$", Pattern.DOTALL);

  /** "см над нулём поста": what follows a unit of a level. */
  private static final Pattern ABOVE =
      Pattern.compile("^(\\S+)\\s+(?:над|от|above|по|в сутки|за).*$", Pattern.DOTALL);

  /** A unit that is known without brackets or a comma before it. */
  private static final Pattern UNMISTAKABLE =
      Pattern.compile(
          ".*[/°%²³‰µ].*|.*[^\\W\\d_][23]|[^\\W\\d_]+3[_ ][^\\W\\d_]{1,3}|мм|mm|см|cm|км|km|га|ha|m3s|degC|masl|sqkm",
          Pattern.UNICODE_CHARACTER_CLASS);

  static HeaderText of(String text) {
    return of(text, "");
  }

  /**
   * @param unitBelow what a row of units has for this column; empty for nothing
   */
  static HeaderText of(String text, String unitBelow) {
    String below = bare(unitBelow);
    Optional<UnitText.Parsed> unit = UnitText.parse(below);
    if (unit.isPresent()) {
      return new HeaderText(text, text.strip(), below, unit);
    }
    Matcher brackets = BRACKETS.matcher(text);
    if (brackets.matches()) {
      unit = unitOf(brackets.group(2));
      if (unit.isPresent()) {
        String base = (brackets.group(1).strip() + " " + brackets.group(3).strip()).strip();
        return new HeaderText(text, base, brackets.group(2), unit);
      }
    }
    if (text.contains(" / ")) {
      return ofParts(text);
    }
    int comma = text.lastIndexOf(',');
    if (comma > 0) {
      String last = text.substring(comma + 1).strip();
      unit = unitOf(last);
      if (unit.isPresent() && CellText.hasLetter(last) || last.equals("%") || last.equals("‰")) {
        return new HeaderText(text, text.substring(0, comma).strip(), last, unit);
      }
    }
    return trailing(text);
  }

  /** Of a header of several rows any may have the unit, the lower ones first. */
  private static HeaderText ofParts(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split(" / ")));
    for (int i = parts.size() - 1; i >= 0; i--) {
      String part = parts.get(i);
      boolean whole =
          UNMISTAKABLE.matcher(part).matches()
              || part.equals("C")
              || part.equals("С")
              || i == parts.size() - 1 && (part.equals("м") || part.equals("m"));
      Optional<UnitText.Parsed> unit = whole ? UnitText.parse(bare(part)) : Optional.empty();
      if (unit.isPresent()) {
        parts.remove(i);
        return new HeaderText(text, String.join(" / ", parts), bare(part), unit);
      }
      HeaderText within = of(part);
      if (within.unit.isPresent()) {
        parts.set(i, within.base);
        return new HeaderText(text, String.join(" / ", parts), within.unitText, within.unit);
      }
    }
    return new HeaderText(text, text.strip(), "", Optional.empty());
  }

  private static HeaderText trailing(String text) {
    for (String separator : new String[] {" ", "_", "\n"}) {
      String[] words = text.strip().split(Pattern.quote(separator));
      for (int count = Math.min(3, words.length - 1); count >= 1; count--) {
        String last =
            String.join(
                separator,
                java.util.Arrays.asList(words).subList(words.length - count, words.length));
        boolean clear =
            UNMISTAKABLE.matcher(last).matches() || separator.equals("_") && last.equals("m");
        Optional<UnitText.Parsed> unit = clear ? UnitText.parse(last) : Optional.empty();
        if (unit.isPresent()) {
          String base = text.strip();
          base = base.substring(0, base.length() - last.length());
          return new HeaderText(text, base.replaceAll("[\\s_:,]+$", ""), last, unit);
        }
      }
    }
    return new HeaderText(text, text.strip(), "", Optional.empty());
  }

  private static Optional<UnitText.Parsed> unitOf(String text) {
    Optional<UnitText.Parsed> unit = UnitText.parse(text);
    if (unit.isEmpty()) {
      Matcher above = ABOVE.matcher(text.strip());
      if (above.matches()) {
        unit = UnitText.parse(above.group(1));
      }
    }
    return unit;
  }

  /** A text without the brackets around the whole of it. */
  static String bare(String text) {
    String bare = text.strip();
    if (bare.length() > 2
        && (bare.startsWith("(") && bare.endsWith(")")
            || bare.startsWith("[") && bare.endsWith("]"))) {
      return bare.substring(1, bare.length() - 1).strip();
    }
    return bare;
  }

  /** The texts of the rows of a header, from top to bottom. */
  List<String> parts() {
    return List.of(base.split(" / "));
  }

  String folded() {
    return Folding.header(base);
  }
}
