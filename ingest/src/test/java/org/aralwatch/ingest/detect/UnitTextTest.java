package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          м³/с         | m3/s
          м3/с         | m3/s
          м3/сек       | m3/s
          м3/сек.      | m3/s
          м³/c         | m3/s
          куб.м/с      | m3/s
          куб. м/сек   | m3/s
          м куб/с      | m3/s
          м.куб/с      | m3/s
          m3/s         | m3/s
          M3/S         | m3/s
          m^3/s        | m3/s
          m**3/s       | m3/s
          m³ s⁻¹       | m3/s
          m3 s-1       | m3/s
          m3·s-1       | m3/s
          m3s          | m3/s
          m3_s         | m3/s
          cumecs       | m3/s
          л/с          | L/s
          l/s          | L/s
          л/сек        | L/s
          км3/год      | km3/a
          km3/year     | km3/a
          мг/л         | mg/L
          мг/дм3       | mg/L
          мг/дм³       | mg/L
          mg/l         | mg/L
          MG/L         | mg/L
          mg L-1       | mg/L
          г/л          | g/L
          г/дм3        | g/L
          мкг/л        | ug/L
          мкг/дм3      | ug/L
          мкг/м3       | ug/m3
          мкг/м³       | ug/m3
          мкг/куб.м    | ug/m3
          µg/m³        | ug/m3
          μg/m3        | ug/m3
          ug/m3        | ug/m3
          UG/M3        | ug/m3
          µg m-3       | ug/m3
          ug.m-3       | ug/m3
          мг/м3        | mg/m3
          °C           | Cel
          °С           | Cel
          ℃            | Cel
          ºC           | Cel
          град. C      | Cel
          град. С      | Cel
          гр.С         | Cel
          deg C        | Cel
          degC         | Cel
          C            | Cel
          С            | Cel
          K            | K
          мм           | mm
          mm           | mm
          см           | cm
          м            | m
          км           | km
          м БС         | m
          masl         | m
          км2          | km2
          км²          | km2
          кв.км        | km2
          кв. км       | km2
          sq km        | km2
          sqkm         | km2
          км3          | km3
          км³          | km3
          куб.км       | km3
          га           | har
          тыс. га      | 10*3.har
          тыс.га       | 10*3.har
          1000 ha      | 10*3.har
          thousand ha  | 10*3.har
          млн м3       | 10*6.m3
          млн м³       | 10*6.m3
          млн. м3      | 10*6.m3
          млн.куб.м    | 10*6.m3
          млн. куб. м  | 10*6.m3
          million m3   | 10*6.m3
          10^6 m3      | 10*6.m3
          млрд м3      | 10*9.m3
          тыс. км2     | 10*3.km2
          тыс.км²      | 10*3.km2
          %            | %
          ‰            | [ppth]
          промилле     | [ppth]
          ppm          | [ppm]
          ppb          | [ppb]
          мм рт.ст.    | mm[Hg]
          мм рт. ст.   | mm[Hg]
          mmHg         | mm[Hg]
          гПа          | hPa
          мбар         | hPa
          hPa          | hPa
          м/с          | m/s
          мм/сут       | mm/d
          mm/day       | mm/d
          мм/ч         | mm/h
          mm/h         | mm/h
          mm w.e.      | kg/m2
          мм в.э.      | kg/m2
          чел.         | {person}
          кг/м3        | kg/m3
          мг-экв/л     | meq/L
          """)
  void unitsAreReadAsPeopleWriteThem(String text, String ucum) {
    assertThat(UnitText.parse(text)).map(UnitText.Parsed::ucum).contains(ucum);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mg N/L     | mg/L | N
          mgN/l      | mg/L | N
          мг N/л     | mg/L | N
          mg NO3/L   | mg/L | NO3
          mg P/l     | mg/L | P
          mg/L NO2   | mg/L | NO2
          """)
  void whatAConcentrationIsCountedAsIsKept(String text, String ucum, String species) {
    assertThat(UnitText.parse(text)).contains(new UnitText.Parsed(ucum, species));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "April 2005",
        "0-100 cm",
        "LT",
        "Приток",
        "Station",
        "15194",
        "m/",
        "/s",
        "3",
        "м3/чего",
        "PM2.5",
        "2001-01-01",
        "Q",
        "UTM42",
        "a b c d",
        "10^6",
        "тыс."
      })
  void otherTextsAreNone(String text) {
    assertThat(UnitText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Расход воды, м³/с                  | Расход воды         | m3/s
          Q м3/с                             | Q                   | m3/s
          PM2.5 (µg/m3)                      | PM2.5               | ug/m3
          T_air [°C]                         | T_air               | Cel
          Осадки, мм                         | Осадки              | mm
          Осадки мм                          | Осадки              | mm
          avg_concentration_mg/l             | avg_concentration   | mg/L
          avg_annual_water_consumption_m3_s  | avg_annual_water_consumption | m3/s
          altitude_masl                      | altitude            | m
          rivers_fall_m                      | rivers_fall         | m
          basinSize_sqkm                     | basinSize           | km2
          Уровень воды, см над нулем поста   | Уровень воды        | cm
          Объём, млн м³                      | Объём               | 10*6.m3
          Пост 15194 / Расход, м3/с          | Пост 15194 / Расход | m3/s
          Влажность, %                       | Влажность           | %
          """)
  void aHeaderIsTakenApart(String header, String base, String ucum) {
    HeaderText text = HeaderText.of(header);

    assertThat(text.base()).isEqualTo(base);
    assertThat(text.unit()).map(UnitText.Parsed::ucum).contains(ucum);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SM(0-100 cm)",
        "Date (LT)",
        "WPI, April 2005",
        "wat_bas_n",
        "Приток",
        "lat_UTM42",
        "PM2.5",
        "Earthquake deaths (NGDC-NOAA)",
        "year_code",
        "Group A",
        "Station c"
      })
  void aHeaderWithoutAUnitHasNone(String header) {
    assertThat(HeaderText.of(header).unit()).isEmpty();
    assertThat(HeaderText.of(header).base()).isEqualTo(header);
  }
}
