package org.aralwatch.ingest.source.waterml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents written after OGC 10-126r4 and its schema 2.0.2, and after what USGS, KISTERS, the
 * Bureau of Meteorology and FMI are seen to write. The discharges are those of the post 16279,
 * Khudaydod, in 1932, from the table of the R package riversCentralAsia.
 */
class WaterMl2TableTest {
  private static final String NAMESPACES =
      """
      xmlns:wml2="http://www.opengis.net/waterml/2.0" xmlns:om="http://www.opengis.net/om/2.0"
      xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:swe="http://www.opengis.net/swe/2.0"
      xmlns:sa="http://www.opengis.net/sampling/2.0" xmlns:xlink="http://www.w3.org/1999/xlink"
      xmlns:sams="http://www.opengis.net/samplingSpatial/2.0"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
      """;
  private static final String AVERAGE =
      "http://www.opengis.net/def/waterml/2.0/interpolationType/AveragePrec";
  private static final String POINT =
      """
      <wml2:MonitoringPoint gml:id="mp-1">
        <gml:identifier codeSpace="http://posts.example">16279</gml:identifier>
        <gml:name>Khudaydod</gml:name>
        <sa:sampledFeature xlink:title="Chatkal"/>
        <sams:shape><gml:Point gml:id="p-1">
          <gml:pos srsName="urn:ogc:def:crs:EPSG::4326">41.5785 70.1815</gml:pos>
        </gml:Point></sams:shape>
      </wml2:MonitoringPoint>
      """;

  private final WaterMl2Table reader = new WaterMl2Table();

  private static String collection(String features, String... observations) {
    StringBuilder text =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<wml2:Collection ");
    text.append(NAMESPACES).append(">\n");
    if (!features.isEmpty()) {
      text.append("<wml2:samplingFeatureMember>")
          .append(features)
          .append("</wml2:samplingFeatureMember>\n");
    }
    for (String observation : observations) {
      text.append("<wml2:observationMember>")
          .append(observation)
          .append("</wml2:observationMember>\n");
    }
    return text.append("</wml2:Collection>").toString();
  }

  private static String observation(String feature, String series) {
    return """
        <om:OM_Observation gml:id="o">
          <om:phenomenonTime/><om:resultTime/>
          <om:procedure xlink:href="http://x/gauge" xlink:title="staff gauge"/>
          <om:observedProperty xlink:href="http://x/Q" xlink:title="Discharge"/>
          %s
          <om:result>%s</om:result>
        </om:OM_Observation>
        """
        .formatted(feature, series);
  }

  private static String series(String head, String... points) {
    return "<wml2:MeasurementTimeseries gml:id=\"ts\">"
        + head
        + String.join("", points)
        + "</wml2:MeasurementTimeseries>";
  }

  private static String defaults(String metadata) {
    return "<wml2:defaultPointMetadata><wml2:DefaultTVPMeasurementMetadata>"
        + metadata
        + "</wml2:DefaultTVPMeasurementMetadata></wml2:defaultPointMetadata>";
  }

  private static String point(String time, String value, String metadata) {
    return "<wml2:point><wml2:MeasurementTVP>"
        + (time.isEmpty() ? "" : "<wml2:time>" + time + "</wml2:time>")
        + value
        + (metadata.isEmpty()
            ? ""
            : "<wml2:metadata><wml2:TVPMeasurementMetadata>"
                + metadata
                + "</wml2:TVPMeasurementMetadata></wml2:metadata>")
        + "</wml2:MeasurementTVP></wml2:point>";
  }

  private static String value(String number) {
    return "<wml2:value>" + number + "</wml2:value>";
  }

  private static final String NIL = "<wml2:value xsi:nil=\"true\"/>";

  private static String one(String pointMetadata, String value) {
    return collection(
        "",
        observation(
            "",
            series(
                defaults("<wml2:uom code=\"mg/L\"/>"),
                point("2020-01-01T00:00:00Z", value, pointMetadata))));
  }

  private static String link(String element, String code) {
    return "<wml2:" + element + " xlink:href=\"http://www.opengis.net/def/x/" + code + "\"/>";
  }

  private static String quantity(String definition, String unit, String value) {
    return "<wml2:qualifier><swe:Quantity definition=\""
        + definition
        + "\"><swe:uom code=\""
        + unit
        + "\"/><swe:value>"
        + value
        + "</swe:value></swe:Quantity></wml2:qualifier>";
  }

  @Test
  void aSeriesIsRowsWithStationPropertyUnitAndPeriod() {
    String text =
        collection(
            POINT,
            observation(
                "<om:featureOfInterest xlink:href=\"#mp-1\"/>",
                series(
                    defaults(
                        "<wml2:quality xlink:href="
                            + "\"http://www.opengis.net/def/waterml/2.0/quality/good\"/>"
                            + "<wml2:uom code=\"m3/s\"/><wml2:interpolationType xlink:href=\""
                            + AVERAGE
                            + "\"/><wml2:aggregationDuration>P10D</wml2:aggregationDuration>"),
                    point("1932-01-11T00:00:00+05:00", value("48.8"), ""),
                    point(
                        "1932-01-21T00:00:00+05:00",
                        value("48.40"),
                        link("quality", "suspect") + "<wml2:comment>ice</wml2:comment>"))));
    ReadTable table = ReadTable.of(reader, text);

    assertThat(table.header())
        .startsWith("station", "station-name", "longitude", "latitude", "elevation")
        .endsWith("procedure", "remark", "support");
    assertThat(
            table.columns(
                "station", "station-name", "longitude", "latitude", "property", "procedure"))
        .containsOnly("16279|Khudaydod|70.1815|41.5785|Discharge|staff gauge");
    assertThat(table.columns("statistic", "unit", "begin", "end", "time", "support"))
        .containsExactly(
            "mean|m3/s|1932-01-01T00:00:00+05:00|1932-01-11T00:00:00+05:00"
                + "|1932-01-11T00:00:00+05:00|P10D",
            "mean|m3/s|1932-01-11T00:00:00+05:00|1932-01-21T00:00:00+05:00"
                + "|1932-01-21T00:00:00+05:00|P10D");
    assertThat(table.columns("value", "flag", "remark"))
        .containsExactly("48.8|good|", "48.40|suspect|ice");
    assertThat(table.lines()).containsExactly(1L, 2L);
    assertThat(reader.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Continuous, instant, '', '', instant",
    "Discontinuous, instant, '', '', instant",
    "InstantTotal, sum, '', '', instant",
    "AveragePrec, mean, 01T00, 02T00, P1D",
    "MaxPrec, max, 01T00, 02T00, P1D",
    "MinPrec, min, 01T00, 02T00, P1D",
    "TotalPrec, sum, 01T00, 02T00, P1D",
    "AverageSucc, mean, 02T00, 03T00, P1D",
    "MaxSucc, max, 02T00, 03T00, P1D",
    "MinSucc, min, 02T00, 03T00, P1D",
    "TotalSucc, sum, 02T00, 03T00, P1D",
    "ConstPrec, constant, 01T00, 02T00, P1D",
    "Statistical, statistical, '', '', instant",
    "Foreign, Foreign, '', '', ''"
  })
  void theInterpolationTypeTellsStatisticAndPeriod(
      String type, String statistic, String begin, String end, String support) {
    String text =
        one(
            link("interpolationType", type)
                + "<wml2:aggregationDuration>P1D</wml2:aggregationDuration>",
            value("1"));
    ReadTable table = ReadTable.of(reader, text.replace("2020-01-01T", "2020-01-02T"));
    String month = "2020-01-";
    String rest = ":00:00Z";
    assertThat(table.columns("statistic", "begin", "end", "support"))
        .containsExactly(
            statistic
                + "|"
                + (begin.isEmpty() ? "" : month + begin + rest)
                + "|"
                + (end.isEmpty() ? "" : month + end + rest)
                + "|"
                + support);
  }

  @Test
  void withoutALengthOneEndIsKnown() {
    assertThat(
            ReadTable.of(reader, one(link("interpolationType", "AveragePrec"), value("1")))
                .columns("begin", "end", "support"))
        .containsExactly("|2020-01-01T00:00:00Z|");
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, 2011-01-01T00:00:00+10:00, 2011-01-01T00:30:00+10:00",
    "P1D, 2011-12-31T00:00:00Z, 2012-01-02T00:00:00Z",
    "P1M, 2012-01-31T00:00:00Z, 2012-03-31T00:00:00Z",
    "P1DT12H, 2011-01-01T00:00:00, 2011-01-04T00:00:00",
    "PT0.5S, 2011-01-01T00:00:00.5Z, 2011-01-01T00:00:01.5Z",
    "P1Y, 2012-02-29T00:00:00Z, 2014-02-28T00:00:00Z"
  })
  void timesOfARegularSeriesAreCountedFromItsBase(String spacing, String base, String third) {
    String text =
        collection(
            "",
            observation(
                "",
                series(
                    "<wml2:metadata><wml2:MeasurementTimeseriesMetadata><wml2:baseTime>"
                        + base
                        + "</wml2:baseTime><wml2:spacing>"
                        + spacing
                        + "</wml2:spacing></wml2:MeasurementTimeseriesMetadata></wml2:metadata>",
                    point("", value("1"), ""),
                    point("", NIL, link("nilReason", "missing")),
                    point("", value("3"), ""))));
    ReadTable table = ReadTable.of(reader, text);
    assertThat(table.columns("time", "value")).last().isEqualTo(third + "|3");
    assertThat(table.columns("value", "remark").get(1)).isEqualTo("|missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // censored, what the value is, limit -> value, sign, limits
        "BelowDetectionRange; 0.01; ''; 0.01|<||",
        "BelowDetectionRange; nil; ''; |<||",
        "BelowDetectionRange; nil; limit 0.05 mg/L; 0.05|<|0.05|",
        "BelowDetectionRange; nil; limit 50 ug/L; |<||",
        "BelowDetectionRange; nil; quantitation-limit 0.2 mg/L; 0.2|<||0.2",
        "AboveDetectionRange; 5; ''; 5|>||",
        "lessThan; 0.01; ''; 0.01|<||",
        "lt; 0.01; ''; 0.01|<||",
        "nc; 0.5; limit 0.05 mg/L; 0.5|||",
        "notCensored; 0.5; ''; 0.5|||",
        "pnq; 0.5; ''; 0.5|pnq||",
      })
  void censoredValuesKeepTheirSignAndLimit(
      String reason, String value, String limit, String expected) {
    String[] parts = limit.split(" ");
    String metadata =
        (limit.isEmpty() ? "" : quantity("http://x/" + parts[0], parts[2], parts[1]))
            + link("censoredReason", reason);
    String text = one(metadata, value.equals("nil") ? NIL : value(value));
    assertThat(
            ReadTable.of(reader, text)
                .columns("value", "qualifier", "detection-limit", "quantification-limit"))
        .containsExactly(expected);
  }

  @Test
  void aNilReasonBelowDetectionIsCensored() {
    assertThat(
            ReadTable.of(
                    reader,
                    one(
                        "<wml2:nilReason xlink:href="
                            + "\"http://www.opengis.net/def/nil/OGC/0/BelowDetectionRange\"/>",
                        NIL))
                .columns("value", "qualifier"))
        .containsExactly("|<");
  }

  @Test
  void anOffsetIsNoLimit() {
    assertThat(
            ReadTable.of(
                    reader,
                    one(
                        quantity("#offsetTypeCode-1", "mg/L", "1.00")
                            + link("censoredReason", "lt"),
                        NIL))
                .columns("value", "detection-limit"))
        .containsExactly("|");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<wml2:value xsi:nil=\"true\"/>",
        "<wml2:value xsi:nil=\"1\">-9999</wml2:value>",
        "<wml2:value/>",
        "<wml2:value></wml2:value>",
        ""
      })
  void aNilOrEmptyValueIsMissing(String value) {
    assertThat(ReadTable.of(reader, one("", value)).columns("value", "qualifier"))
        .containsExactly("|");
  }

  @Test
  void qualifiersOfAPointReplaceThoseOfTheSeries() {
    String category =
        "<wml2:qualifier><swe:Category definition=\"http://x?q=%s\"><swe:description>d"
            + "</swe:description><swe:value>%s</swe:value></swe:Category></wml2:qualifier>";
    String text =
        collection(
            "",
            observation(
                "",
                series(
                    defaults(category.formatted("P", "P") + "<wml2:uom xlink:title=\"ft3/s\"/>"),
                    point("2020-01-01T00:00:00Z", value("1"), ""),
                    point(
                        "2020-01-02T00:00:00Z",
                        value("2"),
                        category.formatted("A", "A") + category.formatted("e", "e")),
                    point("2020-01-03T00:00:00Z", value("3"), link("quality", "good")))));
    assertThat(ReadTable.of(reader, text).columns("value", "unit", "flag", "remark"))
        .containsExactly("1|ft3/s|P|", "2|ft3/s|A e|", "3|ft3/s|good|P");
  }

  @Test
  void aPointOverridesTheUnitOfTheSeries() {
    assertThat(ReadTable.of(reader, one("<wml2:uom code=\"ug/L\"/>", value("3"))).columns("unit"))
        .containsExactly("ug/L");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "urn:ogc:def:crs:EPSG::4326; 41.5 70.1; 70.1|41.5|; false",
        "urn:ogc:def:crs:EPSG:4326; 41.5 70.1; 70.1|41.5|; false",
        "urn:ogc:def:crs:EPSG:8.9:4326; 41.5 70.1; 70.1|41.5|; false",
        "http://www.opengis.net/def/crs/EPSG/0/4326; 41.5 70.1; 70.1|41.5|; false",
        "http://www.opengis.net/def/crs/EPSG/0/4979; 41.5 70.1 953; 70.1|41.5|953; false",
        "urn:ogc:def:crs:OGC:1.3:CRS84; 70.1 41.5; 70.1|41.5|; false",
        "urn:ogc:def:crs:OGC::CRS84; 70.1 41.5; 70.1|41.5|; false",
        "EPSG:4326; 41.5 70.1; 70.1|41.5|; true",
        "urn:ogc:def:crs:EPSG::4284; 41.5 70.1; 70.1|41.5|; true",
        "urn:ogc:def:crs:EPSG::32642; 598278 4596628; ||; true",
        "urn:ogc:def:crs:EPSG::4326; 41.5; ||; true",
        "''; 41.5 70.1; ||; true"
      })
  void axesAreOrderedByTheSystem(String srsName, String position, String expected, boolean told) {
    String feature =
        POINT
            .replace(
                "srsName=\"urn:ogc:def:crs:EPSG::4326\"",
                srsName.isEmpty() ? "" : "srsName=\"" + srsName + "\"")
            .replace("41.5785 70.1815", position);
    String text =
        collection(
            feature,
            observation(
                "<om:featureOfInterest xlink:href=\"#mp-1\"/>",
                series("", point("2020-01-01T00:00:00Z", value("1"), ""))));
    assertThat(ReadTable.of(reader, text).columns("longitude", "latitude", "elevation"))
        .containsExactly(expected);
    assertThat(reader.warnings().isEmpty()).isEqualTo(!told);
  }

  @Test
  void theSystemMayBeNamedOnThePoint() {
    String feature =
        POINT
            .replace(" srsName=\"urn:ogc:def:crs:EPSG::4326\"", "")
            .replace(
                "<gml:Point gml:id",
                "<gml:Point srsName=\"http://www.opengis.net/def/crs/EPSG/0/4258\" gml:id");
    String text =
        collection(
            "",
            observation(
                "<om:featureOfInterest>" + feature + "</om:featureOfInterest>",
                series("", point("2020-01-01T00:00:00Z", value("1"), ""))));
    assertThat(ReadTable.of(reader, text).columns("station", "longitude"))
        .containsExactly("16279|70.1815");
    assertThat(reader.warnings())
        .containsExactly("coordinates are in EPSG:4258, not in WGS 84: the mapping must say so");
  }

  @Test
  void aFeatureMayBeDescribedInALaterObservation() {
    String points = series("", point("2020-01-01T00:00:00Z", value("1"), ""));
    String text =
        collection(
            "",
            observation("<om:featureOfInterest xlink:href=\"#mp-1\"/>", points),
            observation("<om:featureOfInterest>" + POINT + "</om:featureOfInterest>", points));
    assertThat(ReadTable.of(reader, text).columns("station", "longitude"))
        .containsExactly("16279|70.1815", "16279|70.1815");
  }

  @Test
  void anAnswerOfAnObservationServiceIsRead() {
    // As the Bureau of Meteorology's service (KISTERS) answers: a link with a title for the
    // station, the series as procedure, and an empty value two seconds after the end.
    String text =
        """
        <?xml version="1.0" ?>
        <sos:GetObservationResponse xmlns:sos="http://www.opengis.net/sos/2.0" %s>
          <sos:observationData><om:OM_Observation gml:id="o1">
            <om:procedure xlink:href="http://bom.example/tstypes/Pat4_C_B_1_DailyMean"
              xlink:title="Pat4_C_B_1_DailyMean"/>
            <om:observedProperty xlink:href="http://bom.example/parameters/Water Course Discharge"
              xlink:title="Water Course Discharge"/>
            <om:featureOfInterest xlink:href="http://bom.example/stations/410730"
              xlink:title="Cotter R. at Gingera"/>
            <om:result><wml2:MeasurementTimeseries gml:id="t">
              <wml2:defaultPointMetadata><wml2:DefaultTVPMeasurementMetadata>
                <wml2:uom code="cumec"/>
                <wml2:interpolationType xlink:href="%s"/>
              </wml2:DefaultTVPMeasurementMetadata></wml2:defaultPointMetadata>
              <wml2:point><wml2:MeasurementTVP>
                <wml2:time>2026-09-29T22:00:00.000+10:00</wml2:time><wml2:value>22.507</wml2:value>
              </wml2:MeasurementTVP></wml2:point>
              <wml2:point><wml2:MeasurementTVP>
                <wml2:time>2026-09-29T22:00:02.000+10:00</wml2:time><wml2:value/>
              </wml2:MeasurementTVP></wml2:point>
            </wml2:MeasurementTimeseries></om:result>
          </om:OM_Observation></sos:observationData>
        </sos:GetObservationResponse>
        """
            .formatted(NAMESPACES, AVERAGE);
    ReadTable table = ReadTable.of(reader, text);
    assertThat(table.columns("station", "station-name", "property", "procedure"))
        .containsOnly("410730|Cotter R. at Gingera|Water Course Discharge|Pat4_C_B_1_DailyMean");
    assertThat(table.columns("time", "value", "unit"))
        .containsExactly(
            "2026-09-29T22:00:00.000+10:00|22.507|cumec", "2026-09-29T22:00:02.000+10:00||cumec");
  }

  @Test
  void theStatisticOfUsgsIsAParameterOfTheProcess() {
    String text =
        """
        <gml:FeatureCollection gml:id="USGS.waterservices" %s><gml:featureMember>
          <wml2:Collection gml:id="C.USGS.01646500"><wml2:observationMember>
            <om:OM_Observation gml:id="obs.USGS.01646500.00010.5.00001">
              <om:procedure><wml2:ObservationProcess gml:id="process.1">
                <wml2:processType xlink:href="http://www.opengis.net/def/waterml/2.0/processType/Sensor"
                  xlink:title="Sensor"/>
                <wml2:parameter xlink:title="Statistic"
                    xlink:href="http://waterdata.usgs.gov/nwisweb/rdf?statCd=00001">
                  <om:NamedValue><om:name xlink:title="Maximum"/>
                    <om:value xsi:type="xs:string">00001</om:value></om:NamedValue>
                </wml2:parameter>
              </wml2:ObservationProcess></om:procedure>
              <om:observedProperty xlink:title="Temperature, water"
                xlink:href="http://waterdata.usgs.gov/nwisweb/rdf?parmCd=00010"/>
              <om:featureOfInterest xlink:title="POTOMAC RIVER NEAR WASH, DC">
                <wml2:MonitoringPoint gml:id="USGS.MP.USGS.01646500.10">
                  <gml:descriptionReference xlink:href="http://waterservices.usgs.gov/nwis/site/?sites=01646500&amp;agencyCd=USGS"
                    xlink:title="POTOMAC RIVER NEAR WASH, DC"/>
                  <sams:shape><gml:Point gml:id="p">
                    <gml:pos srsName="urn:ogc:def:crs:EPSG:4326">38.94977778 -77.12763889</gml:pos>
                  </gml:Point></sams:shape>
                </wml2:MonitoringPoint></om:featureOfInterest>
              <om:result><wml2:MeasurementTimeseries gml:id="ts">
                <wml2:defaultPointMetadata><wml2:DefaultTVPMeasurementMetadata>
                  <wml2:uom xlink:title="deg C"/><wml2:interpolationType/>
                </wml2:DefaultTVPMeasurementMetadata></wml2:defaultPointMetadata>
                <wml2:point><wml2:MeasurementTVP><wml2:time>2015-09-02</wml2:time>
                  <wml2:value>28.9</wml2:value></wml2:MeasurementTVP></wml2:point>
              </wml2:MeasurementTimeseries></om:result>
            </om:OM_Observation></wml2:observationMember></wml2:Collection>
        </gml:featureMember></gml:FeatureCollection>
        """
            .formatted(NAMESPACES);
    assertThat(
            ReadTable.of(reader, text)
                .columns("station", "longitude", "property", "statistic", "unit", "time", "value"))
        .containsExactly("01646500|-77.12763889|Temperature, water|max|deg C|2015-09-02|28.9");
  }

  @Test
  void anObservationOfInspireIsRead() {
    // As the Finnish Meteorological Institute's service answers.
    String text =
        """
        <wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
            xmlns:omso="http://inspire.ec.europa.eu/schemas/omso/3.0" %s><wfs:member>
          <omso:PointTimeSeriesObservation gml:id="o">
            <om:procedure xlink:href="http://xml.fmi.example/process/opendata"/>
            <om:observedProperty xlink:href="https://opendata.fmi.example/meta?param=t2m"/>
            <om:featureOfInterest><sams:SF_SpatialSamplingFeature gml:id="f">
              <sa:sampledFeature><target:Location xmlns:target="http://x" gml:id="l">
                <gml:identifier codeSpace="http://x/fmisid">100968</gml:identifier>
                <gml:name codeSpace="http://x/name">Vantaa</gml:name></target:Location>
              </sa:sampledFeature>
              <sams:shape><gml:Point gml:id="g"
                  srsName="http://www.opengis.net/def/crs/EPSG/0/4258" srsDimension="2">
                <gml:name>Vantaa airport</gml:name><gml:pos>60.32937 24.97274 </gml:pos>
              </gml:Point></sams:shape>
            </sams:SF_SpatialSamplingFeature></om:featureOfInterest>
            <om:result><wml2:MeasurementTimeseries gml:id="t"><wml2:point><wml2:MeasurementTVP>
              <wml2:time>2026-09-20T07:30:00Z</wml2:time><wml2:value>14.0</wml2:value>
            </wml2:MeasurementTVP></wml2:point></wml2:MeasurementTimeseries></om:result>
          </omso:PointTimeSeriesObservation></wfs:member></wfs:FeatureCollection>
        """
            .formatted(NAMESPACES);
    assertThat(
            ReadTable.of(reader, text)
                .columns("station", "longitude", "latitude", "property", "time", "value"))
        .containsExactly("100968|24.97274|60.32937|meta?param=t2m|2026-09-20T07:30:00Z|14.0");
  }

  @Test
  void aPropertyMayBeDefinedInTheDocument() {
    String text =
        collection("", observation("", series("", point("2020-01-01T00:00:00Z", value("1"), ""))))
            .replace(
                "<om:observedProperty xlink:href=\"http://x/Q\" xlink:title=\"Discharge\"/>",
                "<om:observedProperty xlink:href=\"#q\"/>")
            .replace(
                "</wml2:Collection>",
                "<wml2:localDictionary><gml:Dictionary gml:id=\"d\"><gml:dictionaryEntry>"
                    + "<gml:Definition gml:id=\"q\"><gml:identifier codeSpace=\"x\">00060"
                    + "</gml:identifier><gml:name>Streamflow</gml:name></gml:Definition>"
                    + "</gml:dictionaryEntry></gml:Dictionary></wml2:localDictionary>"
                    + "</wml2:Collection>");
    assertThat(ReadTable.of(reader, text).columns("property")).containsExactly("Streamflow");
  }

  @Test
  void categoriesAreTextsThatAreNoNumbers() {
    String text =
        collection(
            "",
            observation(
                "",
                """
                <wml2:CategoricalTimeseries gml:id="c"><wml2:point><wml2:CategoricalTVP>
                  <wml2:time>2020-01-01T00:00:00Z</wml2:time><wml2:value><swe:Category>
                    <swe:codeSpace xlink:href="http://x/ice"/><swe:value>ice drift</swe:value>
                  </swe:Category></wml2:value></wml2:CategoricalTVP></wml2:point>
                </wml2:CategoricalTimeseries>
                """));
    assertThat(ReadTable.of(reader, text).columns("value", "remark"))
        .containsExactly("ice drift|category of http://x/ice");
    assertThat(reader.warnings()).containsExactly("1 values are categories, not numbers");
  }

  @Test
  void aCumulativeSeriesIsPointedOut() {
    String text =
        collection(
            "",
            observation(
                "",
                series(
                    "<wml2:metadata><wml2:MeasurementTimeseriesMetadata><wml2:cumulative>true"
                        + "</wml2:cumulative></wml2:MeasurementTimeseriesMetadata></wml2:metadata>",
                    point("2020-01-01T00:00:00Z", value("1"), ""))));
    ReadTable.of(reader, text);
    assertThat(reader.warnings())
        .containsExactly("the series 'Discharge' is cumulative: its values add up over time");
  }

  @Test
  void resultsThatAreNoSeriesArePointedOut() {
    String text =
        collection(
            "",
            observation("", series("", point("2020-01-01T00:00:00Z", value("1"), ""))),
            observation("", "<wml2:MeasurementTimeseriesDomainRange gml:id=\"d\"/>"),
            observation("", "").replace("<om:result>", "<om:result xlink:href=\"http://x\">"));
    assertThat(ReadTable.of(reader, text).rows()).hasSize(1);
    assertThat(reader.warnings())
        .containsExactly(
            "the result of an observation is a 'MeasurementTimeseriesDomainRange', not a series of"
                + " time-value pairs: it was left out",
            "the result of an observation is not in the file, only a link to it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a/>| there is no time series of WaterML 2.0 in the file; its outermost element is 'a'",
        "<timeSeriesResponse xmlns='http://www.cuahsi.org/waterML/1.1/'/>| the file is WaterML 1;"
            + " version 2.0 is read",
        "<o:ExceptionReport xmlns:o='http://www.opengis.net/ows/1.1'><o:Exception>"
            + "<o:ExceptionText>Unknown station</o:ExceptionText></o:Exception>"
            + "</o:ExceptionReport>| the file is the error message of a service: Unknown station"
      })
  void whatIsNoWaterMl2IsNamed(String text, String message) {
    assertThatThrownBy(() -> ReadTable.of(reader, text))
        .isInstanceOf(BadFileException.class)
        .hasMessage(message);
  }

  @Test
  void aSpacingThatIsNoDurationIsNamed() {
    String text =
        collection(
            "",
            observation(
                "",
                series(
                    "<wml2:metadata><wml2:MeasurementTimeseriesMetadata><wml2:spacing>1 day"
                        + "</wml2:spacing></wml2:MeasurementTimeseriesMetadata></wml2:metadata>")));
    assertThatThrownBy(() -> ReadTable.of(reader, text))
        .isInstanceOf(BadFileException.class)
        .hasMessageMatching("line \\d+: '1 day' is no duration between points");
  }
}
