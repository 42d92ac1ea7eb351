package org.aralwatch.ingest.source.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.aralwatch.ingest.source.sheet.CellFormat.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // Numbers.
        "General~NUMBER",
        "general~NUMBER",
        "@~NUMBER",
        "0~NUMBER",
        "0.00~NUMBER",
        "#,##0.00~NUMBER",
        "0.00E+00~NUMBER",
        "##0.0E-0~NUMBER",
        "# ?/?~NUMBER",
        "0%~NUMBER",
        "0.00;[Red]-0.00~NUMBER",
        "#,##0.00\\ [$сом-440]~NUMBER",
        "0.0\" m3/s\"~NUMBER",
        "0 \"day\"~NUMBER",
        "0\\d~NUMBER",
        "0_d~NUMBER",
        "0*d~NUMBER",
        "0 mg~NUMBER",
        "[Red]General~NUMBER",
        "[>=100]0;0.00~NUMBER",
        "\"y\"~NUMBER",
        "``~NUMBER",
        "\"unclosed~NUMBER",
        "[unclosed~NUMBER",
        "\\~NUMBER",
        // Dates.
        "dd.mm.yyyy~DATE",
        "dd/mm/yyyy;@~DATE",
        "yyyy\\-mm\\-dd~DATE",
        "d-mmm-yy~DATE",
        "mmm yyyy~DATE",
        "mmmm~DATE",
        "yyyy~DATE",
        "[$-419]d\\ mmmm\\ yyyy\\ \"г.\";@~DATE",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy~DATE",
        "[$-409]mmm\\-yy;@~DATE",
        "e\"年\"m\"月\"~DATE",
        "ddd~DATE",
        "DD.MM.YYYY~DATE",
        // Both.
        "dd.mm.yyyy\\ hh:mm~DATE_TIME",
        "yyyy\\-mm\\-dd\\ hh:mm:ss~DATE_TIME",
        "m/d/yy h:mm~DATE_TIME",
        "[$-409]m/d/yy\\ h:mm\\ AM/PM;@~DATE_TIME",
        "yyyy-mm-dd\"T\"hh:mm:ss~DATE_TIME",
        "d [h]:mm~DATE_TIME",
        // Times.
        "h:mm~TIME",
        "hh:mm:ss~TIME",
        "mm:ss~TIME",
        "h:mm AM/PM~TIME",
        "h A/P~TIME",
        "[$-F400]h:mm:ss\\ AM/PM~TIME",
        // Lengths of time.
        "[h]:mm~ELAPSED",
        "[hh]:mm:ss;@~ELAPSED",
        "[mm]:ss~ELAPSED",
        "[s]~ELAPSED",
      })
  void theFirstSectionOfACodeTellsTheKind(String code, Kind kind) {
    assertThat(CellFormat.of(code)).isEqualTo(new CellFormat(kind, false));
  }

  @ParameterizedTest
  @CsvSource({
    "mm:ss.0, TIME",
    "yyyy-mm-dd hh:mm:ss.000, DATE_TIME",
    "[h]:mm:ss.00, ELAPSED",
    "[ss].00, ELAPSED"
  })
  void partsOfASecondAreNoNumber(String code, Kind kind) {
    assertThat(CellFormat.of(code)).isEqualTo(new CellFormat(kind, true));
  }

  @ParameterizedTest
  @CsvSource({
    "0, NUMBER",
    "4, NUMBER",
    "10, NUMBER",
    "13, NUMBER",
    "14, DATE",
    "17, DATE",
    "18, TIME",
    "21, TIME",
    "22, DATE_TIME",
    "23, NUMBER",
    "30, DATE_TIME",
    "37, NUMBER",
    "45, TIME",
    "46, ELAPSED",
    "47, TIME",
    "48, NUMBER",
    "49, NUMBER",
    "57, DATE_TIME",
    "163, NUMBER",
    "-1, NUMBER"
  })
  void builtInFormatsHaveAKind(int id, Kind kind) {
    assertThat(CellFormat.builtIn(id).kind()).isEqualTo(kind);
  }
}
