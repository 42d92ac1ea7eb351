package org.aralwatch.geodata.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.geodata.reference.UnitExpression.Amount;
import org.fhir.ucum.BaseUnit;
import org.fhir.ucum.Component;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.fhir.ucum.Unit;

/**
 * Reads UCUM codes (The Unified Code for Units of Measure, version 2.2, case sensitive). Grammar
 * and definitions are those of the library org.fhir:ucum; the arithmetic is ours, since the library
 * rounds by the digits of its definitions (a cubic foot becomes 0.0283 m3) and cannot convert
 * degrees Celsius. The definitions are read when the first code is. Thread-safe.
 */
final class Ucum {
  /** More no unit needs; what is longer is an attack or another column. */
  private static final int LONGEST = 80;

  private static final int GREATEST_EXPONENT = 60;
  private static final int MOST_KEPT = 2_000;
  private static final int DEEPEST = 12;
  private static final Pattern ANNOTATION = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern ENCLOSED = Pattern.compile("\\[[^\\[\\]]*\\]|\\{[^{}]*\\}");
  private static final Pattern SPECIAL = Pattern.compile("(\\w+)\\(.*\\)");

  private static final Map<String, String> NOTES =
      Map.of(
          "a", "a year is the mean Julian one, 365.25 days",
          "a_j", "a year is the mean Julian one, 365.25 days",
          "mo", "a month is the mean Julian one, 30.4375 days",
          "mo_j", "a month is the mean Julian one, 30.4375 days",
          "m[Hg]",
              "a metre of mercury is 133.322 kPa as in UCUM, less exactly than 133.322387 kPa");

  private static final Map<String, UnitExpression> KNOWN = new ConcurrentHashMap<>();

  private Ucum() {}

  /** Loaded with the first use: 80 kB of XML, a fifth of a second. */
  private static final class Definitions {
    static final UcumModel MODEL = read();
    static final Map<String, Part> UNITS = new ConcurrentHashMap<>();

    private static UcumModel read() {
      try (InputStream in = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
        return new UcumEssenceService(in).getModel();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the definitions of UCUM", e);
      } catch (UcumException e) {
        throw new IllegalStateException("the definitions of UCUM are broken", e);
      }
    }
  }

  /** A part of an expression. */
  private record Part(
      Fraction factor, Fraction offset, Dimension dimension, Optional<String> scale) {
    static final Part ONE = linear(Fraction.ONE, Dimension.NONE);

    static Part linear(Fraction factor, Dimension dimension) {
      return new Part(factor, Fraction.ZERO, dimension, Optional.empty());
    }

    boolean isLinear() {
      return scale.isEmpty() && offset.equals(Fraction.ZERO);
    }
  }

  /**
   * @throws UnitException when it is no UCUM code; suggests what was probably meant
   */
  static UnitExpression parse(String code) {
    UnitExpression known = KNOWN.get(code);
    if (known != null) {
      return known;
    }
    UnitExpression parsed = new Reading(code, true).expression();
    if (KNOWN.size() < MOST_KEPT) {
      KNOWN.put(code, parsed);
    }
    return parsed;
  }

  static boolean isValid(String code) {
    try {
      parse(code);
      return true;
    } catch (UnitException e) {
      return false;
    }
  }

  /** As {@link #isValid}, without looking for what was meant by a code that is not. */
  static boolean isWritten(String code) {
    return KNOWN.containsKey(code) || new Reading(code, false).isReadable();
  }

  /** One code on its way. */
  private static final class Reading {
    private final String code;
    private final boolean suggesting;
    private final Set<String> symbols = new HashSet<>();

    Reading(String code, boolean suggesting) {
      this.code = code;
      this.suggesting = suggesting;
    }

    boolean isReadable() {
      try {
        expression();
        return true;
      } catch (UnitException e) {
        return false;
      }
    }

    UnitExpression expression() {
      if (code.isBlank()) {
        throw new UnitException(
            UnitException.Kind.UNKNOWN, "the unit is blank; a plain number has the unit '1'");
      }
      if (code.length() > LONGEST) {
        throw unknown("is longer than " + LONGEST + " characters");
      }
      Part part = value(parsed(), 0);
      Set<String> counted = new LinkedHashSet<>();
      boolean difference = false;
      Matcher annotation = ANNOTATION.matcher(code);
      while (annotation.find()) {
        difference |= annotation.group(1).equals("difference");
        if (standsAlone(annotation.start())) {
          counted.add(annotation.group(1));
        }
      }
      List<String> notes = new ArrayList<>();
      NOTES.forEach(
          (symbol, note) -> {
            if (symbols.contains(symbol) && !notes.contains(note)) {
              notes.add(note);
            }
          });
      return new UnitExpression(
          code,
          part.factor(),
          part.offset(),
          part.dimension(),
          part.scale(),
          counted,
          symbols.stream().allMatch(symbol -> symbol.equals("10*") || symbol.equals("10^")),
          symbols.contains("eq")
              ? Amount.EQUIVALENTS
              : symbols.contains("mol") ? Amount.MOLES : Amount.NONE,
          difference,
          notes);
    }

    private boolean standsAlone(int at) {
      return at == 0 || "./(".indexOf(code.charAt(at - 1)) >= 0;
    }

    private Term parsed() {
      requirePairs();
      try {
        return new ExpressionParser(Definitions.MODEL).parse(code);
      } catch (UcumException | NumberFormatException e) {
        throw unknown("is no UCUM code");
      }
    }

    /** The parser of the library takes "m/s)" for "m/s". */
    private void requirePairs() {
      String outer = ENCLOSED.matcher(code).replaceAll("");
      int open = 0;
      for (int i = 0; i < outer.length() && open >= 0; i++) {
        open += outer.charAt(i) == '(' ? 1 : outer.charAt(i) == ')' ? -1 : 0;
      }
      if (open != 0) {
        throw unknown("has a bracket without its other");
      }
    }

    private UnitException unknown(String why) {
      Optional<String> meant =
          suggesting && code.length() <= LONGEST ? UnitSpelling.find(code) : Optional.empty();
      String shown = code.length() <= 60 ? code : code.substring(0, 60) + "…";
      return new UnitException(
          UnitException.Kind.UNKNOWN,
          "'" + shown + "' " + why + meant.map(unit -> "; was '" + unit + "' meant?").orElse(""),
          meant);
    }

    private Part value(Term term, int depth) {
      if (depth > DEEPEST) {
        throw unknown("is nested too deep");
      }
      Part part = Part.ONE;
      boolean divided = false;
      boolean first = true;
      for (Term at = term; at != null; at = at.getTerm()) {
        if (at.hasComp()) {
          Part next = value(at.getComp(), depth);
          part = first && !divided ? next : product(part, divided ? inverse(next) : next);
          first = false;
        } else if (!first || at != term) {
          throw unknown("has an operator with nothing before it");
        }
        divided = at.hasOp() && at.getOp() == Operator.DIVISION;
        if (at.hasOp() && at.getTerm() == null) {
          throw unknown("ends with an operator");
        }
      }
      return part;
    }

    private Part value(Component component, int depth) {
      if (component instanceof Term term) {
        return value(term, depth + 1);
      }
      if (component instanceof Factor factor) {
        if (factor.getValue() == 0) {
          throw unknown("has a factor of zero");
        }
        return Part.linear(Fraction.of(factor.getValue()), Dimension.NONE);
      }
      Symbol symbol = (Symbol) component;
      symbols.add(symbol.getUnit().getCode());
      Part part = unit(symbol.getUnit());
      if (symbol.hasPrefix()) {
        part = prefixed(part, Fraction.of(symbol.getPrefix().getValue().asDecimal()));
      }
      return symbol.getExponent() == 1 ? part : power(part, symbol.getExponent());
    }

    /** A prefix on a scale scales its numbers: 10 dB are 1 B, 1,000 mCel are 1 Cel. */
    private static Part prefixed(Part part, Fraction prefix) {
      return new Part(
          part.factor().times(prefix),
          part.offset().equals(Fraction.ZERO) ? Fraction.ZERO : part.offset().over(prefix),
          part.dimension(),
          part.scale());
    }

    private Part power(Part part, int exponent) {
      if (Math.abs(exponent) > GREATEST_EXPONENT) {
        throw unknown("has an exponent beyond " + GREATEST_EXPONENT);
      }
      requireLinear(part);
      return Part.linear(part.factor().toThe(exponent), part.dimension().toThe(exponent));
    }

    private Part inverse(Part part) {
      requireLinear(part);
      return Part.linear(Fraction.ONE.over(part.factor()), part.dimension().toThe(-1));
    }

    private Part product(Part one, Part other) {
      if (other.equals(Part.ONE)) {
        return one;
      }
      requireLinear(one);
      requireLinear(other);
      return Part.linear(
          one.factor().times(other.factor()), one.dimension().times(other.dimension()));
    }

    private void requireLinear(Part part) {
      if (!part.isLinear()) {
        throw unknown(
            "multiplies or divides a scale that does not begin at zero"
                + (symbols.contains("Cel") ? "; a difference of degrees Celsius is one of K" : ""));
      }
    }

    private Part unit(Unit unit) {
      Part known = Definitions.UNITS.get(unit.getCode());
      if (known == null) {
        // Not computeIfAbsent: definitions refer to each other.
        known = define(unit);
        Definitions.UNITS.put(unit.getCode(), known);
      }
      return known;
    }

    private Part define(Unit unit) {
      if (unit instanceof BaseUnit base) {
        return Part.linear(Fraction.ONE, Dimension.of(String.valueOf(base.getDim())));
      }
      DefinedUnit defined = (DefinedUnit) unit;
      if (defined.isSpecial()) {
        return special(defined);
      }
      String of = defined.getValue().getUnit();
      // Defined by a procedure, not by a size: commensurable with nothing but itself.
      if (of.equals("1") && Set.of("chemical", "clinical").contains(defined.getClass_())) {
        return Part.linear(Fraction.ONE, Dimension.of(defined.getCode()));
      }
      UnitExpression base = parse(of);
      return Part.linear(
          base.factor().times(Fraction.of(defined.getValue().getValue().asDecimal())),
          base.dimension());
    }

    /** UCUM, table of special units: f(x) for temperatures; others are scales of their own. */
    private static Part special(DefinedUnit unit) {
      Matcher function = SPECIAL.matcher(unit.getValue().getUnit());
      String name = function.matches() ? function.group(1) : unit.getCode();
      Dimension temperature = Dimension.of("C");
      return switch (name) {
        case "cel" -> temperature(Fraction.ONE, "273.15", temperature);
        case "degf" -> temperature(Fraction.of(5).over(Fraction.of(9)), "459.67", temperature);
        case "degre" -> temperature(Fraction.of(5).over(Fraction.of(4)), "218.52", temperature);
        default ->
            new Part(
                Fraction.ONE,
                Fraction.ZERO,
                Dimension.NONE,
                Optional.of(unit.getNames().isEmpty() ? unit.getCode() : unit.getNames().get(0)));
      };
    }

    private static Part temperature(Fraction factor, String offset, Dimension temperature) {
      return new Part(factor, Fraction.of(offset), temperature, Optional.empty());
    }
  }
}
