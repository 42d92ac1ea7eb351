package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the columns beside the time are, and what stands among the values. */
class RoleProposalTest {
  private static Proposal table(String header, String... rows) {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int day = 1; day <= 24; day++) {
      for (String row : rows) {
        text.append(String.format(Locale.ROOT, "%02d.01.2001;", day)).append(row).append('\n');
      }
    }
    return Detected.text("a.csv", text.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Расход воды, м³/с              | discharge             | m3/s   | mean
          Q м3/с                         | discharge             | m3/s   | mean
          Приток, м3/с                   | discharge             | m3/s   | mean
          Попуск, м3/с                   | discharge             | m3/s   | mean
          Расход (м3/с) макс             | discharge             | m3/s   | max
          Discharge [m3/s]               | discharge             | m3/s   | mean
          Streamflow (L/s)               | discharge             | L/s    | mean
          Suv sarfi, m3/s                | discharge             | m3/s   | mean
          Сув сарфи, м3/с                | discharge             | m3/s   | mean
          Су шығыны, м³/с                | discharge             | m3/s   | mean
          Суунун чыгымы, м3/с            | discharge             | m3/s   | mean
          Сарфи об, м3/с                 | discharge             | m3/s   | mean
          Уровень воды, см               | stage                 | cm     | mean
          Уровень воды, м БС             | water-level           | m      | mean
          Отметка уровня, м абс.         | water-level           | m      | mean
          Температура воды, °C           | water-temperature     | Cel    | mean
          Нефтепродукты, мг/л            | oil-products          | mg/L   | mean
          ХПК, мг/л                      | cod                   | mg/L   | mean
          Zn, мкг/л                      | zinc                  | ug/L   | mean
          Уровень воды, см над нулем поста | stage               | cm     | mean
          H, см                          | stage                 | cm     | mean
          Температура воздуха, °C        | air-temperature       | Cel    | mean
          T_air [°C]                     | air-temperature       | Cel    | mean
          Tmin, °C                       | air-temperature       | Cel    | min
          Havo harorati, °C              | air-temperature       | Cel    | mean
          Осадки, мм                     | precipitation-depth   | mm     | sum
          Precipitation (mm)             | precipitation-depth   | mm     | sum
          PM2.5 (µg/m3)                  | pm2-5                 | ug/m3  | mean
          PM2,5, мкг/м3                  | pm2-5                 | ug/m3  | mean
          РМ-10, мг/м3                   | pm10                  | mg/m3  | mean
          NO2, мг/м3                     | no2                   | mg/m3  | mean
          Диоксид серы, мг/м3            | so2                   | mg/m3  | mean
          Озон, мкг/м3                   | o3                    | ug/m3  | mean
          Оксид углерода, мг/м3          | co                    | mg/m3  | mean
          Минерализация, мг/л            | total-dissolved-solids | mg/L  | mean
          Растворенный кислород, мг/дм3  | dissolved-oxygen      | mg/L   | mean
          БПК5, мг/л                     | bod5                  | mg/L   | mean
          Азот нитритный, мг/л           | nitrite-n             | mg/L   | mean
          Медь, мкг/л                    | copper                | ug/L   | mean
          Сульфаты, мг/дм³               | sulphate              | mg/L   | mean
          Фенолы, мг/л                   | phenols               | mg/L   | mean
          Объём стока, млн м3            | runoff-volume         | 10*6.m3 | sum
          Объем воды в водохранилище, км3 | reservoir-volume     | km3    | mean
          Солёность, ‰                   |                       |        |
          """)
  void headersTellPropertyAndUnit(String header, String property, String unit, String statistic) {
    Proposal proposal = table("Дата;Пост;" + header, "15194;1,5");

    String path = "/properties/value/";
    assertThat(Detected.at(proposal, path + "property"))
        .isEqualTo(property == null ? "salinity" : property);
    if (property == null) {
      // Per mille are no g/L: another dimension.
      assertThat(Detected.asked(proposal)).contains("unit.misfit");
    } else {
      assertThat(Detected.at(proposal, path + "unit")).isEqualTo(unit);
      assertThat(Detected.at(proposal, path + "statistic")).isEqualTo(statistic);
      assertThat(Detected.faultsOfAnswered(proposal)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Код поста           | 15194
          Пост                | Ала-Арча
          Station             | Bishkek
          Site ID             | KG-15194
          WATERSHED_ID        | NWB_00001
          Наименование поста  | р. Чирчик - г. Чиназ
          Гидропост           | 15194
          Створ               | нижний бьеф
          Бекет               | Шардара
          iso3                | KGZ
          Entity              | Kyrgyzstan
          rivers              | Irtysh
          Индекс              | 38457
          value_id            | 036112022
          """)
  void theColumnOfStationsIsFound(String header, String station) {
    Proposal proposal = table("Дата;" + header + ";Расход, м3/с", station + ";1,5");

    assertThat(Detected.at(proposal, "/station/column")).isEqualTo(header);
  }

  @Test
  void codesOfFiveDigitsAreStationsWithoutBeingCalledSo() {
    Proposal proposal = table("Дата;ГП;Расход, м3/с", "15194;1,5", "16279;2,5");

    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("ГП");
    assertThat(Detected.evidence(proposal, "station.posts").orElseThrow().sentence().in("ru"))
        .contains("разных 2");
  }

  @Test
  void codeAndNameAndPlaceMakeNewStations() {
    Proposal proposal =
        table(
            "Дата;Код;Название;Река;Широта;Долгота;Высота, м;Расход, м3/с",
            "15194;Ала-Арча;Ала-Арча;42,64;74,48;1540;1,5",
            "16279;Чаткал;Чаткал;41,52;70,17;953;2,5");

    assertThat(Detected.at(proposal, "/station/column")).isEqualTo("Код");
    assertThat(Detected.at(proposal, "/newStations"))
        .isEqualTo(
            "{\"name\":{\"ru\":{\"column\":\"Название\"}},\"x\":{\"column\":\"Долгота\"},\"y\":{\"column\":\"Широта\"},"
                + "\"crs\":\"EPSG:4326\",\"attributes\":{\"river\":{\"column\":\"Река\"},\"altitudeM\":{\"column\":\"Высота, м\"}}}");
  }

  @Test
  void namesByLanguageAreKept() {
    Proposal proposal =
        table(
            "Дата;value_id;en_name;ru_name;lon;lat;PM2.5 (µg/m3)",
            "036;Square;Площадь;69.24;41.31;12.5");

    assertThat(Detected.at(proposal, "/newStations/name"))
        .isEqualTo("{\"en\":{\"column\":\"en_name\"},\"ru\":{\"column\":\"ru_name\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lon;lat             | 74.48;42.64         | EPSG:4326  |
          lon_UTM42;lat_UTM42 | 598278;4596628      | EPSG:32642 |
          X;Y                 | 598278;4596628      |            | crs.utm-open
          lon;lat             | 42.64;74.48         | EPSG:4326  | crs.swapped
          X;Y                 | 12598278;4596628    |            | crs.pulkovo
          lon;lat             | 74°28'48";42°38'24" |            | crs.sexagesimal
          """)
  void coordinatesAreToldOrAskedFor(String header, String place, String crs, String question) {
    Proposal proposal = table("Дата;Код;" + header + ";Расход, м3/с", "15194;" + place + ";1.5");

    assertThat(Detected.at(proposal, "/newStations/crs")).isEqualTo(crs == null ? "" : crs);
    if (question != null) {
      assertThat(Detected.asked(proposal)).contains(question);
    }
  }

  @Test
  void propertiesInAColumnGetTheirUnitsFromAColumn() {
    Proposal proposal =
        table(
            "Дата;Пост;Показатель;Значение;Ед. изм.",
            "15194;Нитриты;0,02;мг/дм3",
            "15194;Медь;1,5;мкг/л",
            "15194;Фенолы;0,001;мг/л",
            "15194;Радон;5;Бк");

    assertThat(Detected.at(proposal, "/properties/column")).isEqualTo("Показатель");
    assertThat(Detected.at(proposal, "/value/column")).isEqualTo("Значение");
    assertThat(Detected.at(proposal, "/properties/values/Медь/property")).isEqualTo("copper");
    assertThat(Detected.at(proposal, "/properties/values/Медь/unit")).isEqualTo("ug/L");
    assertThat(Detected.question(proposal, "property.unknown-texts").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("Радон");
  }

  @Test
  void aLevelInMetresMayBeAboveTheGaugeOrADatum() {
    Proposal proposal = table("Дата;Пост;Уровень воды, м", "15194;1,5");

    assertThat(Detected.question(proposal, "property.several").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("stage", "water-level");
  }

  @Test
  void nitritesWithoutMoreAreAskedAbout() {
    Proposal proposal = table("Дата;Пост;Нитриты, мг/л", "15194;0,02");

    assertThat(Detected.question(proposal, "species.open").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("N", "NO2");
    assertThat(Detected.at(proposal, "/properties/value/expressedAs")).isEmpty();
  }

  @Test
  void gasesInPpbNeedTemperatureAndPressure() {
    Proposal proposal = table("Дата;Пост;NO2 (ppb)", "B1;12,5");

    assertThat(Detected.at(proposal, "/properties/value/property")).isEqualTo("no2");
    assertThat(Detected.asked(proposal)).contains("gas.open", "gas.pressure");
  }

  @Test
  void aUnitThatIsNotSaidIsAskedForWithThoseThatFit() {
    Proposal proposal = table("Дата;Пост;Приток", "15194;1,5");

    assertThat(Detected.at(proposal, "/properties/value/unit")).isEmpty();
    assertThat(Detected.question(proposal, "unit.open").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .contains("m3/s", "L/s")
        .doesNotContain("mm", "mg/L");
  }

  @Test
  void aUnitInTheTitleIsForAll() {
    Proposal proposal =
        Detected.text(
            "15194.csv",
            "Ежедневные расходы воды, м³/с\nДата;Значение\n"
                + IntStream.rangeClosed(1, 28)
                    .mapToObj(day -> String.format("%02d.02.2001;1,%d", day, day % 9))
                    .collect(Collectors.joining("\n")));

    assertThat(Detected.at(proposal, "/properties/value/property")).isEqualTo("discharge");
    assertThat(Detected.at(proposal, "/properties/value/unit")).isEqualTo("m3/s");
    assertThat(Detected.at(proposal, "/station/fileName")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          NA       | NA
          н/д      | н/д
          -        | -
          ///      | ///
          нет данных | нет данных
          -999     | -999
          -9999,0  | -9999,0
          -99,9    | -99,9
          9999     | 9999
          """)
  void missingValuesAreKnownByTheirWordOrByStandingApart(String code, String missing) {
    Proposal proposal =
        table("Дата;Пост;Расход, м3/с", "15194;1,5", "15194;12,5", "15194;31,25", "15194;" + code);

    assertThat(Detected.at(proposal, "/value/missing")).isEqualTo("[\"" + missing + "\"]");
  }

  @Test
  void aCodeAmongTheValuesIsAskedAbout() {
    Proposal proposal =
        table("Дата;Пост;Баланс массы, мм в.э.", "732;-1250", "732;-999", "732;150", "732;-430");

    assertThat(Detected.at(proposal, "/value/missing")).isEmpty();
    assertThat(Detected.asked(proposal)).contains("value.code-open");
  }

  @Test
  void wordsForLimitsNeedTheLimit() {
    Proposal proposal =
        table("Дата;Пост;Медь, мкг/л", "15194;1,5", "15194;н/о", "15194;следы", "15194;<0,1");

    assertThat(Detected.at(proposal, "/value/censored")).isEqualTo("{\"н/о\":{},\"следы\":{}}");
    assertThat(Detected.asked(proposal)).contains("value.limit-open");
    assertThat(Detected.evidence(proposal, "value.limits").orElseThrow().value().asInt())
        .isEqualTo(24);
  }

  @Test
  void aColumnOfLimitsAnswersForThem() {
    Proposal proposal =
        table(
            "Дата;Пост;Медь, мкг/л;Предел обнаружения;LOQ",
            "15194;1,5;0,1;0,3",
            "15194;ND;0,1;0,3");

    assertThat(Detected.at(proposal, "/limits"))
        .isEqualTo(
            "{\"detection\":{\"column\":\"Предел обнаружения\"},\"quantification\":{\"column\":\"LOQ\"}}");
    assertThat(Detected.at(proposal, "/value/censored")).isEqualTo("{\"ND\":{}}");
    assertThat(Detected.asked(proposal)).doesNotContain("value.limit-open");
    assertThat(Detected.faultsOfAnswered(proposal)).isEmpty();
  }

  @Test
  void aColumnOfSignsQualifies() {
    Proposal proposal = table("Дата;Пост;Знак;Медь, мкг/л", "15194;<;0,1", "15194;;1,5");

    assertThat(Detected.at(proposal, "/qualifier/column")).isEqualTo("Знак");
  }

  @Test
  void flagsAreTranslatedAndUnknownOnesAskedFor() {
    Proposal proposal =
        table("Дата;Пост;Расход, м3/с;QC", "15194;1,5;Good", "15194;2,5;Suspect", "15194;3,5;Z7");

    assertThat(Detected.at(proposal, "/flag/values")).isEqualTo("{\"Good\":1,\"Suspect\":3}");
    assertThat(Detected.question(proposal, "flag.unknown").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("Z7");
  }

  @Test
  void aColumnOfPeriodsChoosesTheSupport() {
    StringBuilder text = new StringBuilder("date,data,norm,units,type,code,resolution\n");
    for (int month = 1; month <= 12; month++) {
      int last = java.time.YearMonth.of(2001, month).lengthOfMonth();
      for (int day : new int[] {10, 20, last}) {
        text.append(String.format("2001-%02d-%02d,4.5,3.1,m3s,Q,16279,dec\n", month, day));
      }
      text.append(String.format("2001-%02d-%02d,4.5,3.1,m3s,Q,16279,mon\n", month, last));
    }
    Proposal proposal = Detected.text("ChirchikRiverBasin.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/support"))
        .isEqualTo("{\"column\":\"resolution\",\"values\":{\"dec\":\"dekad\",\"mon\":\"month\"}}");
    assertThat(Detected.at(proposal, "/time/label")).isEqualTo("last-day");
    assertThat(Detected.at(proposal, "/value/column")).isEqualTo("data");
    assertThat(Detected.at(proposal, "/properties/values/Q/unit")).isEqualTo("m3/s");
  }

  @Test
  void cellsThatAreNoNumbersAreAskedAbout() {
    Proposal proposal =
        table("Дата;Пост;Расход, м3/с", "15194;1,5", "15194;2,5", "15194;3,5", "15194;прсх");

    assertThat(Detected.question(proposal, "value.unknown-texts").orElseThrow().sentence().in("ru"))
        .contains("прсх")
        .contains("24");
  }

  @Test
  void placesThatAreNamedComeFirstAmongTheZones() {
    Proposal proposal = table("Дата;Пост;Расход, м3/с", "Бишкек;1,5");

    assertThat(
            Detected.question(proposal, "zone.places").orElseThrow().candidates().get(0).asText())
        .isEqualTo("Asia/Bishkek");
  }

  @Test
  void utcInAHeaderIsBelieved() {
    StringBuilder text = new StringBuilder("Time (UTC),Station,PM2.5 (µg/m3)\n");
    IntStream.range(0, 24)
        .forEach(hour -> text.append(String.format("2020-01-31 %02d:00,Bishkek,12.5\n", hour)));
    Proposal proposal = Detected.text("a.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/zone")).isEqualTo("UTC");
  }

  @Test
  void columnsThatNobodyKnowsAreNamedAndNotRead() {
    Proposal proposal = table("Дата;Пост;Расход, м3/с;Осадки, мм;Фактор К", "15194;1,5;0,2;7");

    assertThat(Detected.at(proposal, "/columns")).doesNotContain("Фактор");
    assertThat(Detected.question(proposal, "columns.left").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("Фактор К");
  }

  @Test
  void everyQuestionAndEvidenceIsInBothLanguages() {
    Proposal proposal = table("Дата;Пост;Нитриты, мг/л;X1", "15194;0,02;5", "15194;н/о;5");

    assertThat(proposal.evidence()).isNotEmpty();
    assertThat(proposal.evidence())
        .allSatisfy(one -> assertThat(one.sentence().byLanguage()).containsKeys("en", "ru"));
    assertThat(proposal.questions())
        .allSatisfy(one -> assertThat(one.sentence().byLanguage()).containsKeys("en", "ru"));
    assertThat(proposal.toJson().at("/questions/0/sentence/ru").asText()).isNotEmpty();
    assertThat(proposal.toJson().at("/evidence/0/confidence").asDouble()).isBetween(0.0, 1.0);
  }
}
