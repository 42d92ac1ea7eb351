package org.aralwatch.ingest.source.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.sheet.XmlScanner.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The events are compared with those of the JDK's parser. */
class XmlScannerTest {
  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
  private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<a></a>",
        "<a ></a >",
        "\ufeff<a/>",
        "<?xml version='1.0'?><a/>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<a/>\n",
        "<!-- < & --> <?go <on>?><a/><!-- x --><?y?>",
        "<a b='1' c=\"2\"/>",
        "<a b = '1'\n\tc\r=\r\"2\" />",
        "<a b='x > y'>/></a>",
        "<a b='&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F30A;'/>",
        "<a b='line\none\r\ntwo\rthree\tfour&#10;five&#13;'/>",
        "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F30A;</a>",
        "<a>line\none\r\ntwo\rthree\r\r\nfour&#13;\nfive</a>",
        "<a>\r<![CDATA[\n\r\n]]>\n</a>",
        "<a>Уровень 京 \ud83c\udf0a \u0080\u07ff\u0800\ud7ff\ue000\ufffd</a>",
        "<a>one<!-- - -->two<?three?>four</a>",
        "<a><![CDATA[<b>]] ]]]>x<![CDATA[]]></a>",
        "<a>]] &gt;</a>",
        "<a><b><c/><c></c></b><b/></a>",
        "<пост уровень='1'/>",
        "<a-b.c_d1 e-f.g_h2='1'/>",
        "<a xmlns='" + TABLE + "'><b/><c xmlns=''><d/></c><e xmlns='urn:x'/><f/></a>",
        "<t:a xmlns:t='"
            + TABLE
            + "' t:b='1' b='2'><t:c xmlns:t='"
            + TEXT
            + "' t:d='3'/><t:e/></t:a>",
        "<a xml:space='preserve' xmlns:xs='urn:y' xs:b='1'> </a>",
        "<a xmlnsx='1' xm='2' x='3' xmlns:x='urn:z'/>",
      })
  void eventsAreThoseOfTheJdk(String document) throws Exception {
    assertAgrees(document.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1251", "KOI8-R"})
  void otherEncodingsAreRead(String encoding) throws Exception {
    String text = "Уровень".repeat(5000);
    String document =
        "<?xml version='1.0' encoding='" + encoding + "'?><a b='Пост'>" + text + "</a>";
    assertAgrees(document.getBytes(Charset.forName(encoding)));
  }

  @Test
  void documentsOfAnySizeAgree() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      assertAgrees(document(random, 20).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void documentsLargerThanTheBufferAgree() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 6; i++) {
      assertAgrees(document(random, 6000).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatTheJdkAcceptsOfBrokenDocumentsAgrees() {
    Random random = new Random(3);
    byte[] signs = "<>/='\"& ]!-?;x\r\n\0".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = document(random, 12).getBytes(StandardCharsets.UTF_8);
      for (int k = random.nextInt(3); k >= 0; k--) {
        int at = random.nextInt(bytes.length);
        // Broken UTF-8 has a test of its own: the JDK prints what it thinks of it.
        bytes[at] = bytes[at] < 0 ? bytes[at] : signs[random.nextInt(signs.length)];
      }
      // The JDK takes ":b" for a name without a prefix, which it is not.
      if (new String(bytes, StandardCharsets.UTF_8).matches("(?s).*[\\s</]:.*")) {
        continue;
      }
      try {
        assertAgrees(bytes);
      } catch (XMLStreamException | BadFileException e) {
        assertThat(jdkAccepts(bytes))
            .as("refused here only: %s: %s", new String(bytes, StandardCharsets.UTF_8), e)
            .isFalse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (AssertionError e) {
        throw new AssertionError(new String(bytes, StandardCharsets.UTF_8), e);
      }
    }
  }

  @Test
  void bytesMayComeOneByOne() throws Exception {
    byte[] bytes = document(new Random(5), 200).getBytes(StandardCharsets.UTF_8);
    InputStream trickle =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };
    agree(bytes, trickle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "text",
        "a<b/>",
        "<a/>b",
        "<a/><b/>",
        "<a>",
        "<a",
        "<a b",
        "<a b=",
        "<a b='",
        "<a/",
        "<",
        "</a>",
        "<a></b>",
        "<a></a",
        "<a></a x>",
        "<a></ab>",
        "<ab></a>",
        "<a b/>",
        "<a b=c/>",
        "<a b='1'c='2'/>",
        "<a b='<'/>",
        "<a / >",
        "<a ='1'/>",
        "< a/>",
        "<:a/>",
        "<a:/>",
        "<1=2/>",
        "<a>&</a>",
        "<a>&amp</a>",
        "<a>&nbsp;</a>",
        "<a>&#0;</a>",
        "<a>&#x1;</a>",
        "<a>&#xD800;</a>",
        "<a>&#x110000;</a>",
        "<a>&#;</a>",
        "<a>&#x;</a>",
        "<a>&#99999999999999999999;</a>",
        "<a>&;</a>",
        "<a b='&'/>",
        "<a b='&x;'/>",
        "<a>\0</a>",
        "<a>\u0001</a>",
        "<a>\ufffe</a>",
        "<a><!-- </a>",
        "<a><![CDATA[ </a>",
        "<![CDATA[x]]><a/>",
        "<!x><a/>",
        "<a><!ELEMENT b></a>",
        "<?xml version='1.0' encoding='no-such'?><a/>",
        "<?xml version='1.0' encoding='UTF-16'?><a/>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
      })
  void whatIsNoXmlIsRefused(String document) {
    assertThatThrownBy(() -> readAll(document.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadFileException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c3",
        "c3 28",
        "c0 af",
        "e0 80 80",
        "e2 82",
        "e2 28 a1",
        "ed a0 80",
        "f0 80 80 80",
        "f5 80 80 80",
        "f4 90 80 80",
        "f8 88 80 80 80",
        "ff",
        "fe"
      })
  void bytesThatAreNoUtf8AreRefused(String hex) {
    byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(hex);
    byte[] bytes = "<a>       </a>".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(wrong, 0, bytes, 4, wrong.length);
    assertThatThrownBy(() -> readAll(bytes))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("no UTF-8");
  }

  @Test
  void elementsAreNotDeeperThanTheLimit() {
    String fits = "<a>".repeat(XmlScanner.DEEPEST) + "</a>".repeat(XmlScanner.DEEPEST);
    assertThatCode(() -> readAll(fits.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    assertRefused("<a>".repeat(1_000_000), "more than 256 elements within each other");
  }

  @Test
  void attributesAreNotMoreThanTheLimit() {
    StringBuilder tag = new StringBuilder("<a");
    for (int i = 0; i <= XmlScanner.MOST_ATTRIBUTES; i++) {
      tag.append(" b" + i + "=''");
    }
    assertRefused(tag + "/>", "more than 256 attributes");
  }

  @Test
  void tagsAreNotLongerThanTheLimit() {
    String value = "x".repeat(XmlScanner.LONGEST_TAG);
    assertRefused("<a b='" + value + "'/>", "a tag is longer than 524288 bytes");
    assertRefused("<" + value + "/>", "a tag is longer than 524288 bytes");
    assertRefused("<a></" + value + ">", "the XML is broken");
  }

  @Test
  void namespacesAreNotMoreThanTheLimit() {
    StringBuilder document = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      document.append("<a xmlns:a='u' xmlns:b='u' xmlns:c='u'>");
    }
    assertRefused(document.toString(), "more than 512 namespaces at once");
  }

  private static void assertRefused(String document, String message) {
    assertThatThrownBy(() -> readAll(document.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(message);
  }

  // ---- the comparison

  private static void readAll(byte[] bytes) throws IOException {
    XmlScanner xml = new XmlScanner(new ByteArrayInputStream(bytes), "test");
    while (xml.next() != Event.DONE) {
      for (String name : List.of("a", "b", "c")) {
        xml.value(XmlName.plain(name));
      }
    }
  }

  private static boolean jdkAccepts(byte[] bytes) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.ENTITY_REFERENCE
            || reader.getEventType() == XMLStreamConstants.DTD) {
          return false;
        }
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }

  private static void assertAgrees(byte[] bytes) throws XMLStreamException, IOException {
    agree(bytes, new ByteArrayInputStream(bytes));
  }

  private static void agree(byte[] bytes, InputStream in) throws XMLStreamException, IOException {
    XMLStreamReader jdk = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
    List<Integer> events = new ArrayList<>();
    XmlScanner xml = new XmlScanner(in, "test");
    StringBuilder expected = new StringBuilder();
    while (jdk.hasNext()) {
      int event = jdk.next();
      switch (event) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            expected.append(jdk.getText());
        case XMLStreamConstants.START_ELEMENT -> {
          assertThat(next(xml, expected)).isEqualTo(Event.START);
          assertThat(xml.at(name(jdk.getNamespaceURI(), jdk.getLocalName()))).isTrue();
          for (int i = 0; i < jdk.getAttributeCount(); i++) {
            XmlName name = name(jdk.getAttributeNamespace(i), jdk.getAttributeLocalName(i));
            assertThat(xml.value(name)).isEqualTo(jdk.getAttributeValue(i));
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          assertThat(next(xml, expected)).isEqualTo(Event.END);
          assertThat(xml.at(name(jdk.getNamespaceURI(), jdk.getLocalName()))).isTrue();
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          assertThat(next(xml, expected)).isEqualTo(Event.DONE);
        }
        default -> events.add(event);
      }
    }
    assertThat(events)
        .isSubsetOf(XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION);
  }

  /** The next event that is no text; the text before it is compared. */
  private static Event next(XmlScanner xml, StringBuilder expected) throws IOException {
    StringBuilder text = new StringBuilder();
    Event event = xml.next();
    while (event == Event.TEXT) {
      text.append(xml.text(), 0, xml.textLength());
      event = xml.next();
    }
    assertThat(text.toString()).isEqualTo(expected.toString());
    expected.setLength(0);
    return event;
  }

  private static XmlName name(String uri, String local) {
    return XmlName.of(Namespace.ofUri(uri == null ? "" : uri), local);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  // ---- documents by chance

  private static String document(Random random, int size) {
    StringBuilder document = new StringBuilder();
    document.append(random.nextBoolean() ? "<?xml version='1.0'?>\r\n" : "");
    document.append("<a xmlns:t='" + TABLE + "' xmlns:p='" + TEXT + "'>");
    List<String> open = new ArrayList<>(List.of("a"));
    for (int i = 0; i < size; i++) {
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (open.size() < 50) {
            String name = pick(random, "b", "c", "t:row", "t:cell", "p:p", "long-name.1");
            document.append("<" + name);
            attributes(random, document);
            boolean empty = random.nextBoolean();
            document.append(empty ? "/>" : ">");
            if (!empty) {
              open.add(name);
            }
          }
        }
        case 2 -> {
          if (open.size() > 1) {
            document.append(
                "</" + open.remove(open.size() - 1) + pick(random, "", " ", "\n") + ">");
          }
        }
        default -> document.append(text(random));
      }
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      document.append("</" + open.get(i) + ">");
    }
    return document + pick(random, "", "\n", "<!--end-->");
  }

  private static void attributes(Random random, StringBuilder document) {
    for (String name : List.of("b", "c", "t:b", "p:value")) {
      if (random.nextInt(3) == 0) {
        String value =
            text(random).replaceAll("(?s)<!\\[CDATA\\[.*?]]>|<!--.*?-->|<\\?.*?\\?>", "");
        String quote = value.contains("'") ? "\"" : "'";
        document.append(pick(random, " ", "\n  ") + name + pick(random, "=", " = ") + quote);
        document.append(value.replace(quote, "") + quote);
      }
    }
    if (random.nextInt(8) == 0) {
      document.append(pick(random, " xmlns='" + TABLE + "'", " xmlns:t='urn:other'", " xmlns=''"));
    }
  }

  private static String text(Random random) {
    String piece =
        pick(
            random,
            "12.5",
            " ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "Уровень",
            "京\ud83c\udf0a",
            "&amp;&lt;&#x41f;",
            "&#13;",
            "it's",
            "say \"no\"",
            "<![CDATA[<x>&amp;\r\n]]>",
            "<!-- no - -->",
            "<?no pi?>");
    int times = random.nextInt(200) == 0 ? 9000 : 1 + random.nextInt(3);
    return piece.repeat(times);
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
