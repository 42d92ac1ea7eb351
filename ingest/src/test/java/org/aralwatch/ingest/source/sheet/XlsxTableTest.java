package org.aralwatch.ingest.source.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxTableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // Numbers are the characters that are there.
        "<c><v>12.50</v></c>~12.50",
        "<c t='n'><v>0.30000000000000004</v></c>~0.30000000000000004",
        "<c><v>1.9E-3</v></c>~1.9E-3",
        "<c s='6'><v>0.05</v></c>~0.05",
        "<c><v> 5 </v></c>~5",
        "<c t='odd'><v>5</v></c>~5",
        "<c s='999'><v>5</v></c>~5",
        "<c s='x'><v>5</v></c>~5",
        // Dates and times.
        "<c s='1'><v>36526</v></c>~2000-01-01",
        "<c s='1'><v>36526.5</v></c>~2000-01-01 12:00",
        "<c s='2'><v>36526.54166666666</v></c>~2000-01-01 13:00",
        "<c s='3'><v>0.5625</v></c>~13:30",
        "<c s='4'><v>1.5</v></c>~36:00",
        "<c s='5'><v>36526</v></c>~2000-01-01",
        "<c s='1'><v>3.6526E4</v></c>~2000-01-01",
        "<c s='1'><v>60</v></c>~1900-02-29",
        "<c s='1'><v>-5</v></c>~-5",
        "<c s='1'><v>0</v></c>~0",
        "<c s='1'><v>soon</v></c>~soon",
        "<c s='1'><f>A1</f><v>36526</v></c>~2000-01-01",
        "<c s='1' t='str'><v>36526</v></c>~36526",
        "<c t='d'><v>2000-01-31T13:00:00</v></c>~2000-01-31 13:00",
        "<c t='d' s='1'><v>2000-01-31T00:00:00</v></c>~2000-01-31",
        "<c t='d'><v>2000-01-31</v></c>~2000-01-31",
        "<c t='d'><v>13:00:05</v></c>~13:00:05",
        "<c t='d'><v>2000-01-31T13:00:00Z</v></c>~2000-01-31 13:00:00Z",
        // Texts.
        "<c t='s'><v>0</v></c>~Уровень",
        "<c t='s'><v>1</v></c>~water level",
        "<c t='s'><v>2</v></c>~京",
        "<c t='s'><v>3</v></c>~",
        "<c t='s'><v>4</v></c>~a < b & \"c\"",
        "<c t='s'><v>5</v></c>~line_x_one",
        "<c t='s'><v/></c>~",
        "<c t='inlineStr'><is><t>here</t></is></c>~here",
        "<c t='inlineStr'><is><r><t>he</t></r><r><t>re</t></r></is></c>~here",
        "<c t='inlineStr'><is><t><![CDATA[<1>]]></t></is></c>~<1>",
        "<c t='inlineStr'><is><t>a_x0041_b_x00_</t></is></c>~aAb_x00_",
        "<c t='str'><v>a_x0041_b</v></c>~aAb",
        // Booleans and errors.
        "<c t='b'><v>1</v></c>~true",
        "<c t='b'><v>0</v></c>~false",
        "<c t='b'><v>2</v></c>~2",
        "<c t='e'><v>#DIV/0!</v></c>~#DIV/0!",
        "<c t='e'><f>1/0</f><v>#DIV/0!</v></c>~#DIV/0!",
        // Formulas.
        "<c><f>A1+B1</f><v>3</v></c>~3",
        "<c t='str'><f>A1&amp;B1</f><v>xy</v></c>~xy",
        "<c t='str'><f>\"\"</f><v></v></c>~",
        "<c><f>A1+B1</f></c>~=A1+B1",
        "<c><f>A1+B1</f><v/></c>~=A1+B1",
        "<c><f>A1+B1</f><v></v></c>~=A1+B1",
        "<c><f t='shared' si='0'/></c>~=",
        "<c><f>A1</f><v>0</v></c>~0",
        // Nothing.
        "<c/>~",
        "<c s='1'/>~",
        "<c><v></v></c>~",
        "<c><extLst><ext><v>7</v></ext></extLst></c>~",
        "<c><!-- no --><v>1<!-- no -->2</v><?no?></c>~12",
      })
  void aCellIsTextAsTheFileHasIt(String cell, String text) {
    byte[] book = styled().sheet("S", "<row r='1'>" + cell + "<c><v>end</v></c></row>").build();
    assertThat(Tables.read(new XlsxTable(), book))
        .containsExactly("= S", "1: " + (text == null ? "" : text) + "|end");
  }

  private static WorkbookBuilder styled() {
    return new WorkbookBuilder()
        .format("dd.mm.yyyy")
        .builtInFormat(22)
        .builtInFormat(20)
        .format("[h]:mm")
        .format("[$-419]d\\ mmmm\\ yyyy\\ &quot;г.&quot;;@")
        .builtInFormat(10)
        .shared("<t>Уровень</t>")
        .shared("<r><rPr><b/></rPr><t xml:space='preserve'>water </t></r><r><t>level</t></r>")
        .shared("<t>京</t><rPh sb='0' eb='1'><t>ミヤコ</t></rPh><phoneticPr fontId='1'/>")
        .shared("<t/>")
        .shared("<t>a &lt; b &amp; &quot;c&#x22;</t>")
        .shared("<t>line_x005F_x_one</t>");
  }

  @Test
  void theNumberOfTheRowIsTheOneBesideIt() {
    String rows =
        "<row r='3'><c r='A3'><v>1</v></c></row>"
            + "<row><c><v>2</v></c></row>"
            + "<row r='9'/><row r='7'><c><v>3</v></c></row>";
    assertThat(rows(rows)).containsExactly("3: 1", "4: 2", "7: 3");
  }

  @Test
  void cellsThatAreLeftOutAreEmpty() {
    String rows = "<row r='1'><c r='C1'><v>1</v></c><c><v>2</v></c><c r='G1'><v>3</v></c></row>";
    assertThat(rows(rows)).containsExactly("1: ||1|2|||3");
  }

  @Test
  void rowsAreAsWideAsTheWidestBefore() {
    String rows =
        "<row r='1'><c r='A1'><v>title</v></c></row>"
            + "<row r='2'><c r='A2'><v>a</v></c><c r='C2'><v>c</v></c><c r='F2' s='1'/></row>"
            + "<row r='3'><c r='A3'><v>1</v></c></row>";
    assertThat(rows(rows)).containsExactly("1: title", "2: a||c", "3: 1||");
  }

  @Test
  void cellsInAnotherOrderAreSorted() {
    String rows =
        "<row r='1'><c r='C1'><v>c</v></c><c r='A1'><v>a</v></c><c r='B1'/>"
            + "<c r='E1'><v>e</v></c></row>";
    assertThat(rows(rows)).containsExactly("1: a||c||e");
  }

  @Test
  void aCellThatComesTwiceIsRefused() {
    String rows = "<row r='7'><c r='B7'><v>1</v></c><c r='B7'><v>2</v></c></row>";
    assertRefused(rows, "sheet 'S', row 7: column 2 comes twice");
  }

  @Test
  void emptyRowsAreLeftOut() {
    StringBuilder rows = new StringBuilder("<row r='1'><c r='A1'><v>1</v></c></row>");
    for (int i = 2; i <= 20_000; i++) {
      rows.append(
          "<row r='" + i + "'><c r='A" + i + "' s='1'/><c r='B" + i + "'><v></v></c></row>");
    }
    rows.append("<row r='20001'><c r='A20001' t='inlineStr'><is><t>\u00a0 </t></is></c></row>");
    assertThat(rows(rows.toString())).containsExactly("1: 1");
  }

  @Test
  void sheetsComeInTheOrderOfTheirTabsHiddenOnesToo() {
    byte[] book =
        new WorkbookBuilder()
            .sheet("Второй", "<row><c><v>1</v></c></row>")
            .sheet("Hidden' state='veryHidden", "<row><c><v>2</v></c></row>")
            .sheet("a &amp; b", "")
            .build();
    assertThat(Tables.read(new XlsxTable(), book))
        .containsExactly("= Второй", "1: 1", "= Hidden", "1: 2", "= a & b");
  }

  @Test
  void chartsAndDialogsAreNoTables() {
    byte[] book =
        new WorkbookBuilder()
            .sheetPart("Chart", "chartsheet", "<chartsheet/>")
            .sheet("Data", "<row><c><v>1</v></c></row>")
            .sheetPart("Dialog", "dialogsheet", "<dialogsheet/>")
            .build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= Data", "1: 1");
  }

  @Test
  void aWorkbookOfChartsIsRefused() {
    byte[] book = new WorkbookBuilder().sheetPart("C", "chartsheet", "<chartsheet/>").build();
    assertBookRefused(book, "the workbook has no sheet with cells");
  }

  @Test
  void datesCountFrom1904WhereTheWorkbookSaysSo() {
    for (String yes : List.of("1", "true")) {
      byte[] book =
          styled()
              .properties("date1904='" + yes + "'")
              .sheet("S", "<row><c s='1'><v>35064</v></c></row>")
              .build();
      assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "1: 2000-01-01");
    }
  }

  @Test
  void aZeroThatWasNeverCalculatedIsNoValue() {
    byte[] book =
        new WorkbookBuilder()
            .sheet("S", "<row><c><f>A2</f><v>0</v></c><c><v>0</v></c><c><f>1</f><v>1</v></c></row>")
            .afterSheets("<calcPr calcId='124519' fullCalcOnLoad='1'/>")
            .build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "1: =A2|0|1");
  }

  @Test
  void theStrictFormIsRead() {
    byte[] book =
        new WorkbookBuilder()
            .strict()
            .format("yyyy")
            .shared("<t>x</t>")
            .sheet("S", "<row><c s='1'><v>36526</v></c><c t='s'><v>0</v></c></row>")
            .build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "1: 2000-01-01|x");
  }

  @Test
  void prefixesMayBeAny() {
    String xml =
        "<q:worksheet xmlns:q='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
            + " xmlns='urn:other'><sheetData><row><c><v>no</v></c></row></sheetData>"
            + "<q:sheetData><q:row q:r='9' r='2'><c><v>no</v></c>"
            + "<q:c r='B2'><q:v>1</q:v></q:c></q:row></q:sheetData></q:worksheet>";
    byte[] book = new WorkbookBuilder().sheetPart("S", "worksheet", xml).build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "2: |1");
  }

  @Test
  void partsInUtf16AreRead() {
    String xml =
        "<?xml version='1.0' encoding='UTF-16'?><worksheet"
            + " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row>"
            + "<c t='inlineStr'><is><t>Нарын \ud83c\udf0a</t></is></c></row></sheetData></worksheet>";
    byte[] book =
        new WorkbookBuilder()
            .sheet("S", "")
            .part("xl/worksheets/sheet1.xml", xml.getBytes(StandardCharsets.UTF_16))
            .build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "1: Нарын \ud83c\udf0a");
  }

  @Test
  void partsAreFoundWhereverTheyAre() {
    byte[] book =
        new WorkbookBuilder()
            .part("_rels/.rels", rels("x/officeDocument", "/Book/Main.xml"))
            .part(
                "book/main.xml",
                "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
                    + " xmlns:z='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                    + "<sheets><sheet name='S' z:id='a'/></sheets></workbook>")
            .part("Book/_rels/Main.xml.rels", rels("x/worksheet", ".\\\\..\\\\one.xml"))
            .part(
                "one.xml",
                "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                    + "<sheetData><row><c><v>1</v></c></row></sheetData></worksheet>")
            .build();
    assertThat(Tables.read(new XlsxTable(), book)).containsExactly("= S", "1: 1");
  }

  private static String rels(String type, String target) {
    return "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + "<Relationship Id='a' Type='"
        + type
        + "' Target='"
        + target
        + "'/></Relationships>";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<row r='0'><c/></row>~row whose number is '0'",
        "<row r='-1'><c/></row>~row whose number is '-1'",
        "<row r='x'><c/></row>~row whose number is 'x'",
        "<row r='99999999999'><c/></row>~row whose number is '99999999999'",
        "<row r='1'><c r='1'><v>1</v></c></row>~row 1: a cell whose place is '1'",
        "<row r='1'><c r='A'><v>1</v></c></row>~row 1: a cell whose place is 'A'",
        "<row r='1'><c r=''><v>1</v></c></row>~row 1: a cell whose place is ''",
        "<row r='1'><c r='Ж1'><v>1</v></c></row>~row 1: a cell whose place is 'Ж1'",
        "<row r='1'><c r='XFE1'><v>1</v></c></row>~row 1: more than 16384 columns",
        "<row r='1'><c r='AAAA1'><v>1</v></c></row>~row 1: more than 16384 columns",
        "<row r='1'><c r='XFD1'/><c><v>1</v></c></row>~row 1: more than 16384 columns",
        "<row r='5'><c t='s'><v>0</v></c></row>~row 5: a cell refers to text 0, of 0",
        "<row r='5'><c t='s'><v>x</v></c></row>~row 5: a cell refers to no text",
        "<row r='5'><c t='s'><v>-1</v></c></row>~row 5: a cell refers to no text",
        "<row r='5'><c t='s'><v>99999999999</v></c></row>~row 5: a cell refers to no text",
        "<row r='5'><c><v>1</c></row>~row 5: the XML is broken",
        "<row r='5'><c>&nbsp;</c></row>~row 5: the reference '&nbsp;'",
      })
  void whatIsNoSheetIsRefusedWithTheRow(String rows, String message) {
    assertRefused(rows, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "xl/workbook.xml~<html/>~part 'xl/workbook.xml': it is no workbook",
        "xl/workbook.xml~no xml~part 'xl/workbook.xml': it is no XML",
        "xl/worksheets/sheet1.xml~<html/>~sheet 'S': it is no worksheet",
        "xl/styles.xml~<a>~part 'xl/styles.xml': the XML ends within <a>",
        "xl/sharedStrings.xml~<a></b>~part 'xl/sharedStrings.xml': the XML is broken",
        "xl/_rels/workbook.xml.rels~<Relationships/>~the sheet 'S' has no part",
        "_rels/.rels~~part '_rels/.rels': there is no XML in it",
      })
  void aBrokenPartIsNamed(String part, String xml, String message) {
    byte[] book = new WorkbookBuilder().sheet("S", "").part(part, xml == null ? "" : xml).build();
    assertBookRefused(book, message);
  }

  private static List<String> rows(String rows) {
    List<String> all = Tables.read(new XlsxTable(), styled().sheet("S", rows).build());
    return all.subList(1, all.size());
  }

  private static void assertRefused(String rows, String message) {
    assertBookRefused(new WorkbookBuilder().sheet("S", rows).build(), message);
  }

  private static void assertBookRefused(byte[] book, String message) {
    assertThatThrownBy(() -> Tables.read(new XlsxTable(), book))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(message);
  }
}
