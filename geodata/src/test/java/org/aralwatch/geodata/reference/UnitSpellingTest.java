package org.aralwatch.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitSpellingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m3/s | m3/s",
        "m3/sec | m3/s",
        "m³/s | m3/s",
        "m^3/s | m3/s",
        "m^3 s^-1 | m3.s-1",
        "m3 s-1 | m3.s-1",
        "m**3/s | m3/s",
        "cumecs | m3/s",
        "CMS | m3/s",
        "cfs | [cft_i]/s",
        "м3/с | m3/s",
        "м³/с | m3/s",
        "м3/сек | m3/s",
        "куб. м/с | m3/s",
        "М3/С | m3/s",
        "л/с | L/s",
        "л/с·км² | L/s.km2",
        "л/(с·км2) | L/(s.km2)",
        "mg/l | mg/l",
        "mg/L | mg/L",
        "MG/L | mg/L",
        "MG/M3 | mg/m3",
        "F | [degF]",
        "mg l-1 | mg.L-1",
        "мг/л | mg/L",
        "мг/дм3 | mg/dm3",
        "мг/дм³ | mg/dm3",
        "мкг/л | ug/L",
        "мг-экв/л | meq/L",
        "mg-eq/l | meq/L",
        "моль/л | mol/L",
        "ммоль/л | mmol/L",
        "ug/m3 | ug/m3",
        "UG/M3 | ug/m3",
        "µg/m³ | ug/m3",
        "μg/m3 | ug/m3",
        "mcg/m3 | ug/m3",
        "мкг/м3 | ug/m3",
        "мкг/м³ | ug/m3",
        "мг/м3 | mg/m3",
        "ppb | [ppb]",
        "ppm | [ppm]",
        "°C | Cel",
        "deg C | Cel",
        "degC | Cel",
        "ºC | Cel",
        "°С | Cel",
        "град. С | Cel",
        "C | Cel",
        "°F | [degF]",
        "mm | mm",
        "мм | mm",
        "mm/day | mm/d",
        "мм/сут | mm/d",
        "mm/month | mm/mo",
        "mmHg | mm[Hg]",
        "мм рт. ст. | mm[Hg]",
        "hPa | hPa",
        "гПа | hPa",
        "mbar | mbar",
        "mb | mbar",
        "тыс. га | 10*3.har",
        "ha | har",
        "га | har",
        "км2 | km2",
        "тыс. км2 | 10*3.km2",
        "тыс. км² | 10*3.km2",
        "млн м3 | 10*6.m3",
        "млн. м3 | 10*6.m3",
        "million m3 | 10*6.m3",
        "млрд м³ | 10*9.m3",
        "км3/год | km3/a",
        "km3/year | km3/a",
        "thousand ha | 10*3.har",
        "% | %",
        "процент | %",
        "‰ | [ppth]",
        "psu | NONE",
        "NTU | {NTU}",
        "pH | [pH]",
        "чел. | {person}",
        "мкСм/см | uS/cm",
        "µS/cm | uS/cm",
        "mS/cm | mS/cm",
        "W/m2 | W/m2",
        "Вт/м2 | W/m2",
        "mm w.e. | kg/m2",
        "КОЕ/100 мл | {CFU}/(100.mL)",
        "kg per m2 | kg/m2",
        "m per s | m/s",
        "m/s | m/s",
        "м/с | m/s",
        "knots | [kn_i]",
        "km/h | km/h",
        "км/ч | km/h",
        "ft | [ft_i]",
        "acre-feet | NONE",
        "dBZ | NONE",
        "Concentration | NONE",
        "m/s) | NONE",
        "12 | 12"
      })
  void theUsualSpellingsAreFound(String text, String code) {
    assertThat(UnitSpelling.find(text).orElse("NONE")).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "mg/L (as N, filtered, after the method of the laboratory, see note)"})
  void noSpellingIsMadeUp(String text) {
    assertThat(UnitSpelling.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"мг/дм3", "тыс. га", "л/(с·км2)", "КОЕ/100 мл", "m^3 s^-1"})
  void whatIsFoundIsAlwaysAUcumCode(String text) {
    assertThat(UnitSpelling.find(text))
        .hasValueSatisfying(c -> assertThat(UnitConversion.isUcum(c)).isTrue());
  }
}
