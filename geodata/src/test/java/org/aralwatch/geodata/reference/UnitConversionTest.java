package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitConversionTest {
  /** Exact to the last digit: what UCUM defines, or arithmetic that anybody can check. */
  @ParameterizedTest
  @CsvSource({
    "mg/L, g/m3, 12.5, 12.5",
    "ug/m3, mg/m3, 12, 0.012",
    "mg/dm3, mg/L, 0.4, 0.4",
    "mg/l, mg/L, 0.4, 0.4",
    "m3/s, L/s, 1.5, 1500",
    "L/s, m3/s, 1500, 1.5",
    "10*3.km2, km2, 2.09, 2090",
    "10*6.m3, km3, 864, 0.864",
    "10^6.m3, km3, 864, 0.864",
    "har, km2, 12345, 123.45",
    "10*3.har, har, 3.455, 3455",
    "[cft_i], m3, 1, 0.028316846592",
    "[cft_i]/s, m3/s, 1, 0.028316846592",
    "[ft_i], m, 1, 0.3048",
    "[degF], Cel, 68, 20",
    "[degF], Cel, -40, -40",
    "Cel, [degF], 100, 212",
    "Cel, K, 20, 293.15",
    "K, Cel, 273.15, 0",
    "[degF], K, 32, 273.15",
    "[degRe], Cel, 80, 100",
    "mm[Hg], hPa, 750, 999.915",
    "mbar, hPa, 1013.25, 1013.25",
    "kPa, hPa, 101.325, 1013.25",
    "atm, kPa, 1, 101.325",
    "%, 1, 12.5, 0.125",
    "[ppth], g/kg, 35, 35",
    "[ppb], [ppm], 40, 0.04",
    "meq/L, eq/m3, 3, 3",
    "mmol/L, umol/L, 0.5, 500",
    "mS/cm, uS/cm, 1.413, 1413",
    "dS/m, mS/cm, 4, 4",
    "mm/d, m/s, 86400000, 1",
    "[kn_i], m/s, 3600, 1852",
    "J/m2, MJ/m2, 2500000, 2.5",
    "kg/m2, mm.(g/cm3), 7, 7",
    "L/s/km2, mm/d, 1000, 86.4",
    "(m3/s)/km2, L/(s.km2), 0.002, 2",
    "{CFU}/(100.mL), {CFU}/mL, 300, 3",
    "[CFU]/dL, [CFU]/mL, 300, 3",
    "ug{NO3}/L, mg/m3, 5, 5",
    "dB, B, 25, 2.5",
    "Cel, K{difference}, 1.5, 1.5",
    "K, K{difference}, 1.5, 1.5",
    "[degF], K{difference}, 9, 5",
    "10*3, {person}, 33.5, 33500",
    "1, {person}, 12, 12"
  })
  void aValueBecomesOneOfTheOtherUnit(String from, String to, double value, double expected) {
    assertThat(UnitConversion.between(from, to).convert(value)).isEqualTo(expected);
  }

  /** Years and months have no exact length; the notes say which is meant. */
  @ParameterizedTest
  @CsvSource({
    "km3/a, m3/s, 31.557600, 1000",
    "m3/s, km3/a, 1000, 31.5576",
    "mm/mo, mm/d, 30.4375, 1"
  })
  void calendarUnitsAreMeanOnesAndSayIt(String from, String to, double value, double expected) {
    UnitConversion conversion = UnitConversion.between(from, to);
    assertThat(conversion.convert(value)).isCloseTo(expected, within(1e-12 * expected));
    assertThat(conversion.notes()).hasSize(1).first().asString().contains("mean Julian");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mg/L       | m          | mg/L (mass per volume, L-3.M) cannot be one in m (length, L)",
        "m3/s       | m          | m3/s (volume per time, L3.T-1) cannot be one in m (length, L)",
        "[ppb]      | ug/m3      | [ppb] (a number) cannot be one in ug/m3 (mass per volume, L-3.M)",
        "g/kg       | g/L        | g/kg (a number) cannot be one in g/L (mass per volume, L-3.M)",
        "[pH]       | mol/L      | [pH] (scale of pH)",
        "dB         | %          | dB (scale of bel)",
        "B[SPL]     | B          | scale of",
        "%          | {person}   | they count different things",
        "{person}   | {household}| they count different things",
        "meq/L      | mmol/L     | one is an amount of substance in equivalents, the other is not",
        "mmol/L     | /L         | one is an amount of substance in moles, the other is not",
        "[CFU]/mL   | /mL        | [CFU]/mL (L-3.[CFU])",
        "[iU]/L     | [arb'U]/L  | cannot be one in",
        "K{difference} | Cel     | it is a difference, the other is not",
        "K{difference} | K       | it is a difference, the other is not",
        "mS/cm      | mg/L       | mS/cm (electrical conductivity, L-3.M-1.Q2.T)"
      })
  void unitsOfDifferentThingsAreRefusedByName(String from, String to, String message) {
    UnitException refusal =
        catchThrowableOfType(UnitException.class, () -> UnitConversion.between(from, to));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.kind()).isEqualTo(UnitException.Kind.INCOMMENSURABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m3/sec   | 'm3/sec' is no UCUM code; was 'm3/s' meant?",
        "mmHg     | was 'mm[Hg]' meant?",
        "ppb      | was '[ppb]' meant?",
        "°C       | was 'Cel' meant?",
        "µg/m³    | was 'ug/m3' meant?",
        "мг/дм3   | was 'mg/dm3' meant?",
        "dBZ      | 'dBZ' is no UCUM code",
        "m//s     | has an operator with nothing before it",
        "m/       | 'm/'",
        "/        | '/'",
        "Cel/km   | a difference of degrees Celsius is one of K",
        "Cel2     | does not begin at zero",
        "0.m      | has a factor of zero",
        "m99      | has an exponent beyond 60",
        "m99999999999 | is no UCUM code",
        "99999999999  | is no UCUM code",
        "m(       | has a bracket without its other",
        "m/s)     | has a bracket without its other",
        "{        | is no UCUM code",
        "{a{b}}   | is no UCUM code",
        "mg L     | 'mg L'",
        "((((((((((((((m)))))))))))))) | is nested too deep"
      })
  void whatIsNoUnitIsRefusedWithWhatWasMeant(String code, String message) {
    assertThatThrownBy(() -> UnitConversion.between(code, "m"))
        .isInstanceOf(UnitException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aBlankUnitIsNone(String code) {
    assertThatThrownBy(() -> UnitConversion.between(code, "m")).hasMessageContaining("blank");
  }

  @Test
  void aLongTextIsNotRead() {
    assertThatThrownBy(() -> UnitConversion.between("m.".repeat(5_000) + "m", "m"))
        .hasMessageContaining("longer than 80")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
  }

  @Test
  void theSameUnitGivesTheSameBits() {
    assertThat(UnitConversion.between("Cel", "Cel").convert(0.1)).isEqualTo(0.1);
    assertThat(UnitConversion.between("[pH]", "[pH]").convert(7.45)).isEqualTo(7.45);
    assertThat(UnitConversion.between("mg/L", "g/m3").convert(-0.0)).isEqualTo(-0.0);
  }

  /** One rounding each way: an original comes back within three units of its last place. */
  @ParameterizedTest
  @CsvSource({
    "mg/L, ug/L",
    "ug/m3, mg/m3",
    "m3/s, km3/a",
    "[ft_i], m",
    "mm[Hg], hPa",
    "mm/d, m/s",
    "[acr_us], har",
    "10*3.har, km2",
    "[cft_i]/s, m3/s",
    "deg, rad",
    "mm/mo, m/s"
  })
  void aScaledValueComesBack(String from, String to) {
    UnitConversion there = UnitConversion.between(from, to);
    UnitConversion back = there.inverse();
    assertThat(back.from()).isEqualTo(to);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Math.exp(random.nextDouble() * 40 - 20) * (i % 2 == 0 ? 1 : -1);
      assertThat(back.convert(there.convert(value))).isCloseTo(value, within(3 * Math.ulp(value)));
    }
  }

  /** Temperatures lose what the sum with 459.67 cannot hold: less than a billionth of a degree. */
  @ParameterizedTest
  @CsvSource({"Cel, K", "[degF], Cel", "[degF], K", "Cel, [degF]", "[degRe], Cel"})
  void aTemperatureComesBackAndDecimalsAsTheyWere(String from, String to) {
    UnitConversion there = UnitConversion.between(from, to);
    for (int tenths = -1000; tenths <= 1500; tenths++) {
      double value = tenths / 10.0;
      double back = there.inverse().convert(there.convert(value));
      assertThat(back).isCloseTo(value, within(4 * Math.ulp(2500.0)));
      assertThat(Math.round(back * 1e9) / 1e9).isEqualTo(value);
    }
  }

  @Test
  void factorAndOffsetAreThoseOfTheTextbook() {
    UnitConversion fahrenheit = UnitConversion.between("Cel", "[degF]");
    assertThat(fahrenheit.factor()).isEqualTo(1.8);
    assertThat(fahrenheit.offset()).isCloseTo(32, within(1e-12));
    assertThat(UnitConversion.between("m", "cm").offset()).isZero();
  }

  /** Names and symbols are ours, sizes are those of UCUM. */
  @Test
  void theTableOfUnitsAgreesWithUcum() {
    for (JsonNode unit : ReferenceData.file("units.json").path("units")) {
      UnitExpression parsed = Ucum.parse(unit.path("ucum").asText());
      assertThat(unit.path("dimension").asText())
          .as(parsed.code())
          .isEqualTo(parsed.dimension().symbol());
      if (parsed.scale().isEmpty()) {
        double factor = unit.path("toBase").path("factor").asDouble();
        double offset = unit.path("toBase").path("offset").asDouble();
        assertThat(factor)
            .as(parsed.code())
            .isCloseTo(parsed.factor().toDouble(), within(factor * 1e-15));
        assertThat(offset)
            .as(parsed.code())
            .isCloseTo(
                parsed.offset().times(parsed.factor()).toDouble(), within(offset * 1e-15 + 0.0));
      }
    }
  }

  /** The library cannot read one of its own definitions, of the noise of accelerometers. */
  @Test
  void everyDefinedUnitOfUcumIsUnderstoodButOne() throws Exception {
    UcumModel model =
        new UcumEssenceService(Ucum.class.getClassLoader().getResourceAsStream("ucum-essence.xml"))
            .getModel();
    List<String> codes = model.getDefinedUnits().stream().map(unit -> unit.getCode()).toList();
    assertThat(codes).hasSizeGreaterThan(290);
    assertThat(codes.stream().filter(code -> !UnitConversion.isUcum(code)))
        .containsExactly("[m/s2/Hz^(1/2)]");
  }
}
