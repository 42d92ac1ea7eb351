package org.aralwatch.ingest.source.waterml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of WaterML does not take, and what it says then. */
class HostileXmlTest {
  private static final String HEAD =
      """
      <wml2:Collection xmlns:wml2="http://www.opengis.net/waterml/2.0"
          xmlns:om="http://www.opengis.net/om/2.0" xmlns:xlink="http://www.w3.org/1999/xlink">
      <wml2:observationMember><om:OM_Observation>
      <om:observedProperty xlink:title="Расход"/><om:result>
      <wml2:MeasurementTimeseries>
      """;
  private static final String POINT =
      """
      <wml2:point><wml2:MeasurementTVP><wml2:time>2020-01-01T00:00:00Z</wml2:time>\
      <wml2:value>1</wml2:value></wml2:MeasurementTVP></wml2:point>
      """;
  private static final String TAIL =
      """
      </wml2:MeasurementTimeseries></om:result></om:OM_Observation></wml2:observationMember>
      </wml2:Collection>
      """;

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("", "the file is empty"),
        Arguments.of("station;value\n1;2\n", "line 1: no XML that can be read: "),
        Arguments.of("<?xml version=\"1.0\"?>\n", "line 2: the file ends within"),
        Arguments.of(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>",
            "line 2: a document type (DOCTYPE) is not allowed"),
        Arguments.of(
            "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">\n<a/>",
            "line 1: a document type (DOCTYPE) is not allowed"),
        Arguments.of(
            "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY l1 \"&lol;&lol;\">]><lolz>&l1;</lolz>",
            "line 1: a document type (DOCTYPE) is not allowed"),
        Arguments.of(HEAD + "&lol;" + TAIL, "line 6: no XML that can be read: Undeclared"),
        Arguments.of(HEAD + POINT, "line 7: the file ends within an element: it is cut off"),
        Arguments.of(HEAD + "<b></c>", "line 6: no XML that can be read: Unexpected close tag"),
        Arguments.of(
            HEAD + "<b x=\"1\" x=\"2\"/>" + TAIL, "line 6: no XML that can be read: Duplicate"),
        Arguments.of(HEAD + "<q:b/>" + TAIL, "line 6: no XML that can be read: Undeclared"),
        Arguments.of(HEAD + "\0" + TAIL, "line 6: no XML that can be read: Illegal character"),
        Arguments.of(HEAD + "&#0;" + TAIL, "line 6: no XML that can be read: Invalid character"),
        Arguments.of(
            HEAD + POINT.replace("<wml2:value>1", "<wml2:value>" + "1".repeat(900) + "&#0;") + TAIL,
            "line 6: no XML that can be read: Invalid character"),
        Arguments.of("<a>".repeat(100_000), "line 1: elements nested deeper than 100"),
        Arguments.of(
            "<a b=\"" + "x ".repeat(100_000) + "\"/>",
            "line 1: an attribute longer than 65536 characters"),
        Arguments.of(
            "<a" + attributes(1_000) + "/>", "line 1: an element with more than 200 attributes"),
        Arguments.of(
            "<a" + attributes(1_000).replace(" a", " xmlns:a") + "/>",
            "line 1: an element with more than 200 attributes"),
        Arguments.of(
            "<a>\n<" + "x".repeat(2_000_000) + "/></a>",
            "line 2: more than 1048576 bytes without a blank or a tag"),
        Arguments.of(
            HEAD + POINT.replace("<wml2:value>1", "<wml2:value>" + "1 ".repeat(10_000)) + TAIL,
            "line 6: a text longer than 10000 characters"));
  }

  private static String attributes(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(" a").append(i).append("=\"1\"");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void brokenTextIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> ReadTable.of(new WaterMl2Table(), text))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void everyTruncationIsRefused() {
    String text = (HEAD + POINT + TAIL).strip();
    for (int length = 1; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> ReadTable.of(new WaterMl2Table(), cut), cut)
          .isInstanceOf(BadFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1251", "KOI8-R", "UTF-16"})
  void theDeclaredEncodingIsUsed(String encoding) {
    String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + HEAD + POINT + TAIL;
    assertThat(
            ReadTable.of(new WaterMl2Table(), text.getBytes(Charset.forName(encoding)))
                .columns("property"))
        .containsExactly("Расход");
  }

  @Test
  void bytesThatAreNotOfTheDeclaredEncodingAreRefused() {
    String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + HEAD + POINT + TAIL;
    assertThatThrownBy(
            () -> ReadTable.of(new WaterMl2Table(), text.getBytes(Charset.forName("windows-1251"))))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("line ")
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-unknown", "windows-99"})
  void anUnknownEncodingIsRefused(String encoding) {
    String text = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><a/>";
    assertThatThrownBy(() -> ReadTable.of(new WaterMl2Table(), text))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(encoding);
  }

  @Test
  void aLongCommentIsPassedOver() {
    String comment = "<!-- " + "x < > ".repeat(1_000_000) + "-->";
    assertThat(ReadTable.of(new WaterMl2Table(), HEAD + comment + POINT + TAIL).rows()).hasSize(1);
  }

  @Test
  void elementsThatAreNotKnownArePassedOver() {
    String foreign = "<x:a xmlns:x=\"http://x\"><x:b>text</x:b></x:a>";
    String text =
        (HEAD + foreign + POINT + TAIL)
            .replace("<wml2:value>", foreign + "<wml2:value>")
            .replace("<om:result>", foreign + "<om:result>");
    assertThat(ReadTable.of(new WaterMl2Table(), text).columns("value")).containsExactly("1");
  }

  @Test
  void manyPointsAreNotHeld() throws IOException {
    long[] rows = new long[1];
    new WaterMl2Table().read(repeated(HEAD, POINT, TAIL, 200_000), row -> rows[0]++);
    assertThat(rows[0]).isEqualTo(200_001);
  }

  @Test
  void theCopyIsDeletedWhateverHappens() throws IOException {
    ReadTable.of(new WaterMl2Table(), HEAD + POINT + TAIL);
    assertThatThrownBy(() -> ReadTable.of(new WaterMl2Table(), "<a>"))
        .isInstanceOf(BadFileException.class);
    long own = ProcessHandle.current().pid();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("aralwatch-" + own)))
          .isEmpty();
    }
  }

  private static InputStream repeated(String head, String text, String tail, long times) {
    byte[] first = head.getBytes(StandardCharsets.UTF_8);
    byte[] middle = text.getBytes(StandardCharsets.UTF_8);
    byte[] last = tail.getBytes(StandardCharsets.UTF_8);
    long end = times * middle.length;
    return new InputStream() {
      private long at = -first.length;

      @Override
      public int read() {
        if (at >= end + last.length) {
          return -1;
        }
        long place = at++;
        return 0xff
            & (place < 0
                ? first[(int) (place + first.length)]
                : place < end ? middle[(int) (place % middle.length)] : last[(int) (place - end)]);
      }
    };
  }
}
