package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyConversionTest {
  private static final GasConditions AT_25 = new GasConditions(25, 101.325);
  private static final GasConditions AT_20 = new GasConditions(20, 101.325);

  private static UnitConversion of(String property, String stored, String unit, String species) {
    return PropertyConversion.of(
        property, stored, unit, Optional.ofNullable(species), Optional.empty());
  }

  /** Factors between ion and element that water-quality tables print. */
  @ParameterizedTest
  @CsvSource({
    "ammonium-n, NH4, 1.288",
    "nitrite-n, NO2, 3.284",
    "nitrate-n, NO3, 4.427",
    "phosphate-p, PO4, 3.066",
    "total-phosphorus, P2O5, 2.291",
    "silicon, SiO2, 2.139"
  })
  void aNutrientAsIonIsSoManyTimesThatAsElement(String property, String ion, double factor) {
    UnitConversion conversion = of(property, "mg/L", "mg/L", ion);
    assertThat(1 / conversion.factor()).isCloseTo(factor, within(0.0005));
    assertThat(conversion.convert(factor)).isCloseTo(1, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({
    // 45 mg/l of nitrate are 10.2 mg/l of its nitrogen
    "nitrate-n,   mg/L,   NO3,   45,     10.17, 0.005",
    "nitrate-n,   ug/L,   NO3,   45000,  10.17, 0.005",
    "nitrate-n,   umol/L, ,      100,    1.4007, 1e-9",
    "nitrate-n,   mg{NO3}/L, ,   45,     10.17, 0.005",
    "nitrate-n,   mg/L,   N,     10.2,   10.2, 0",
    "nitrate-n,   mg/L,   ,      10.2,   10.2, 0",
    "sulphate,    mg/L,   S,     1,      2.9961, 0.0001",
    "sulphate,    meq/L,  ,      1,      48.03, 0.005",
    "chloride,    meq/L,  ,      1,      35.45, 1e-12",
    "calcium,     meq/L,  ,      1,      20.039, 1e-9",
    "magnesium,   meq/L,  ,      1,      12.1525, 1e-9",
    "sodium,      meq/L,  ,      1,      22.990, 1e-9",
    "bicarbonate, meq/L,  ,      1,      61.016, 0.001",
    "bicarbonate, mg/L,   CaCO3, 50.043, 61.016, 0.001",
    "calcium,     mg/L,   CaCO3, 100.09, 40.08, 0.005"
  })
  void ionsConvertByMassAmountAndEquivalents(
      String property, String unit, String species, double value, double expected, double error) {
    assertThat(of(property, "mg/L", unit, species).convert(value))
        .isCloseTo(expected, within(error));
  }

  /** 1 German degree is 10 mg/l of CaO, 0.3566 mg-eq/l; 1 French degree 10 mg/l of CaCO3. */
  @ParameterizedTest
  @CsvSource({
    "mg/L,    CaCO3, 50.04, 1",
    "10.mg/L, CaO,   1,     0.3566",
    "10.mg/L, CaCO3, 1,     0.1998",
    "mmol/L,  ,      1,     2",
    "meq/L,   ,      3.5,   3.5"
  })
  void hardnessIsKeptInEquivalents(String unit, String species, double value, double expected) {
    assertThat(of("hardness", "meq/L", unit, species).convert(value))
        .isCloseTo(expected, within(0.0001));
  }

  /** µg/m3 of one ppb, mg/m3 of one ppm. */
  @ParameterizedTest
  @CsvSource({
    "no2, ug/m3, [ppb], 1.88, 1.91, 0.005",
    "o3,  ug/m3, [ppb], 1.96, 2.00, 0.005",
    "so2, ug/m3, [ppb], 2.62, 2.66, 0.005",
    "co,  mg/m3, [ppm], 1.145, 1.164, 0.0006",
    "co,  mg/m3, [ppb], 0.001145, 0.001164, 0.0000006"
  })
  void aShareOfAirIsAMassAtATemperatureAndAPressure(
      String property, String stored, String unit, double at25, double at20, double error) {
    assertThat(
            PropertyConversion.of(property, stored, unit, Optional.empty(), Optional.of(AT_25))
                .convert(1))
        .isCloseTo(at25, within(error));
    UnitConversion at20Conversion =
        PropertyConversion.of(property, stored, unit, Optional.empty(), Optional.of(AT_20));
    assertThat(at20Conversion.convert(1)).isCloseTo(at20, within(error));
    assertThat(at20Conversion.notes()).containsExactly("volumes at 20 °C and 101.325 kPa");
    assertThat(at20Conversion.inverse().convert(at20Conversion.convert(37.5)))
        .isCloseTo(37.5, within(1e-13));
  }

  @Test
  void airIsThinnerInTheMountains() {
    GasConditions naryn = new GasConditions(20, 79.5);
    assertThat(naryn.molarVolumeM3() / AT_20.molarVolumeM3())
        .isCloseTo(101.325 / 79.5, within(1e-12));
    assertThat(AT_25.molarVolumeM3()).isCloseTo(0.024465, within(5e-7));
  }

  @Test
  void aShareWithoutTemperatureAndPressureIsAskedForThem() {
    assertThat(PropertyConversion.needsGasConditions("no2", "[ppb]")).isTrue();
    assertThat(PropertyConversion.needsGasConditions("no2", "mg/m3")).isFalse();
    assertThat(PropertyConversion.needsGasConditions("pm10", "[ppb]")).isFalse();
    assertThatThrownBy(() -> of("no2", "ug/m3", "[ppb]", null))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.kind()).isEqualTo(UnitException.Kind.INCOMPLETE))
        .hasMessageContaining("temperatureC");
  }

  @Test
  void sharesConvertAmongThemselvesWithoutThem() {
    assertThat(of("co", "[ppm]", "[ppb]", null).convert(1200)).isEqualTo(1.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nitrite-n   | mg/L  | mg/L  | NO3   | nitrite-n cannot be expressed as NO3; as N or NO2",
        "nitrate-n   | mg/L  | m     |       | m (length, L) cannot be one in mg/L (mass per volume",
        "nitrate-n   | mg/L  | g/kg  |       | g/kg (a number) cannot be one in mg/L",
        "nitrate-n   | mg/L  | [ppm] |       | [ppm] (a number) cannot be one in mg/L",
        "total-nitrogen | mg/L | meq/L |     | total-nitrogen has no equivalents",
        "discharge   | m3/s  | m3/s  | N     | discharge is not expressed as a substance",
        "pm2-5       | ug/m3 | [ppb] |       | [ppb] (a number) cannot be one in ug/m3",
        "water-level | m     | mg/L  |       | mg/L (mass per volume, L-3.M) cannot be one in m (length",
        "hardness    | meq/L | mg/L  |       | say which ('expressedAs')",
        "no2         | ug/m3 | {NO2} |       | cannot be one in"
      })
  void whatIsNoUnitOfThePropertyIsRefusedByName(
      String property, String stored, String unit, String species, String message) {
    assertThatThrownBy(() -> of(property, stored, unit, species))
        .isInstanceOf(UnitException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"-100, 101.325", "61, 101.325", "20, 39", "20, 1013.25", "NaN, 101", "20, NaN"})
  void noAirIsLikeThat(double temperature, double pressure) {
    assertThatThrownBy(() -> new GasConditions(temperature, pressure))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "NO3, 62.004",
    "NH4, 18.039",
    "PO4, 94.970",
    "CaCO3, 100.086",
    "SO4, 96.056",
    "HCO3, 61.016",
    "SO2, 64.058",
    "O3, 47.997",
    "CO, 28.010",
    "NO2, 46.005",
    "P2O5, 141.943"
  })
  void aMolarMassIsTheSumOfItsAtoms(String formula, double grams) {
    assertThat(Substance.molarMass(formula)).isCloseTo(grams, within(0.0011));
  }

  @ParameterizedTest
  @CsvSource({"no3", "N O3", "NO3-", "Xx2", "3N", "''"})
  void whatIsNoFormulaIsRefused(String formula) {
    assertThatThrownBy(() -> Substance.molarMass(formula))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void propertiesAreExpressedAsOneOfTheFormulasOfTheirSubstance() {
    for (JsonNode property : ReferenceData.file("properties.json").path("properties")) {
      String id = property.path("id").asText();
      if (property.has("substance")) {
        assertThat(Substance.find(property.path("substance").asText())).as(id).isPresent();
        assertThat(PropertyConversion.expressions(id)).as(id).isNotEmpty();
      }
      if (property.has("expressedAs")) {
        assertThat(PropertyConversion.expressions(id))
            .as(id)
            .contains(property.path("expressedAs").asText());
        assertThat(PropertyConversion.expressedAs(id))
            .contains(property.path("expressedAs").asText());
      }
    }
    assertThat(PropertyConversion.expressions("discharge")).isEmpty();
    assertThat(PropertyConversion.expressions("nitrate-n")).containsExactly("N", "NO3");
  }

  @Test
  void everyPropertyTakesItsOwnUnit() {
    for (JsonNode property : ReferenceData.file("properties.json").path("properties")) {
      String unit = property.path("unit").asText();
      assertThat(of(property.path("id").asText(), unit, unit, null).isIdentity())
          .as(property.path("id").asText())
          .isTrue();
    }
  }
}
