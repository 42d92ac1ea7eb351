package org.aralwatch.ingest.source.waterml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Walks over the elements of an XML document, with namespaces, without validation, and with limits:
 * a document type is refused before anything of it is read, so there are no entities of its own and
 * nothing is fetched. Not thread-safe.
 */
final class WaterXml implements Closeable {
  static final String GML = "http://www.opengis.net/gml/3.2";
  static final String WML2 = "http://www.opengis.net/waterml/2.0";
  static final String XLINK = "http://www.w3.org/1999/xlink";
  static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** Elements within one another: a time series lies about 15 deep. */
  static final int DEEPEST = 100;

  /** Characters of a text that is asked for: a number, a time, a name or a remark. */
  static final int LONGEST_TEXT = 10_000;

  private static final int LONGEST_ATTRIBUTE = 1 << 16;
  private static final int MOST_ATTRIBUTES = 200;

  /** Bytes without a blank or a bracket: a name of which is kept whole by every parser. */
  private static final int LONGEST_WORD = 1 << 20;

  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private int depth;

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, LONGEST_ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    return factory;
  }

  /**
   * @param in closed with this
   */
  WaterXml(InputStream in) throws IOException {
    try {
      reader = FACTORY.createXMLStreamReader(new Words(in));
    } catch (XMLStreamException e) {
      in.close();
      throw named(e, 1);
    }
  }

  /** How many elements are open, the one at which it stands included. */
  int depth() {
    return depth;
  }

  /** Name, without prefix, of the element at which it stands. */
  String name() {
    return reader.getLocalName();
  }

  String namespace() {
    return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
  }

  /** Value of an attribute of the element at which it stands; null when it has none. */
  String attribute(String namespace, String name) {
    String value = reader.getAttributeValue(namespace.isEmpty() ? null : namespace, name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The last part of what a link of this element points to, or its title; null without both. */
  String linked() {
    String href = attribute(XLINK, "href");
    return href == null ? attribute(XLINK, "title") : lastPart(href);
  }

  /** Title of this element's link, else the last part of what it points to. */
  String titled() {
    String title = attribute(XLINK, "title");
    return title == null ? linked() : title;
  }

  /** "AveragePrec" of "http://www.opengis.net/def/waterml/2.0/interpolationType/AveragePrec". */
  static String lastPart(String address) {
    String trimmed = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    int at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('#'));
    return trimmed.substring(at + 1);
  }

  /**
   * Goes to the next child of the element that is open at {@code parent}, passing over what is left
   * of the child before.
   *
   * @param parent depth of the parent, as {@link #depth()} told when it stood there
   * @return false when the parent has ended
   */
  boolean nextChild(int parent) throws IOException {
    while (depth >= parent) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth == parent + 1) {
            return true;
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        default -> {
          // Text between elements, comments, ends.
        }
      }
    }
    return false;
  }

  /**
   * The text of the element at which it stands, up to its end, without that of elements within.
   *
   * @throws BadFileException when it is longer than any that we ask for
   */
  String text() throws IOException {
    int own = depth;
    StringBuilder text = new StringBuilder();
    while (depth >= own) {
      switch (next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (depth == own) {
            append(text);
          }
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return text.toString().strip();
        }
        default -> {
          // Elements within, comments.
        }
      }
    }
    return text.toString().strip();
  }

  private void append(StringBuilder text) throws IOException {
    try {
      int length = reader.getTextLength();
      if (text.length() + length > LONGEST_TEXT) {
        throw bad("a text longer than " + LONGEST_TEXT + " characters");
      }
      text.append(reader.getTextCharacters(), reader.getTextStart(), length);
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }

  private int next() throws IOException {
    try {
      int event = reader.hasNext() ? reader.next() : XMLStreamConstants.END_DOCUMENT;
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD -> throw bad("a document type (DOCTYPE) is not allowed");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw bad("the entity '" + reader.getLocalName() + "' is not allowed");
        default -> {
          // Nothing to count.
        }
      }
      return event;
    } catch (XMLStreamException e) {
      throw named(e, line());
    } catch (RuntimeException e) {
      throw unwrapped(e);
    }
  }

  /** Woodstox reports what it finds while it finishes a text in an unchecked wrapper. */
  private RuntimeException unwrapped(RuntimeException e) throws IOException {
    return e.getCause() instanceof XMLStreamException cause ? named(cause, line()) : e;
  }

  /** Line at which it stands, from 1. */
  long line() {
    return Math.max(1, reader.getLocation().getLineNumber());
  }

  BadFileException bad(String message) {
    return new BadFileException(line(), message);
  }

  private static BadFileException named(XMLStreamException e, long standIn) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadFileException known) {
        return known;
      }
    }
    long line = e.getLocation() == null ? standIn : Math.max(1, e.getLocation().getLineNumber());
    String message = String.valueOf(e.getMessage());
    if (e.getNestedException() instanceof IOException io
        && !(io instanceof java.io.CharConversionException)
        && !(io instanceof java.nio.charset.CharacterCodingException)
        && !(io instanceof java.io.UnsupportedEncodingException)
        && !(io instanceof java.io.EOFException)) {
      throw io;
    }
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    if (message.contains("Unexpected EOF") || message.contains("Unexpected end of input")) {
      return new BadFileException(line, "the file ends within an element: it is cut off");
    }
    if (message.contains("Maximum Element Depth")) {
      return new BadFileException(line, "elements nested deeper than " + DEEPEST);
    }
    if (message.contains("Maximum attribute size")) {
      return new BadFileException(
          line, "an attribute longer than " + LONGEST_ATTRIBUTE + " characters");
    }
    if (message.contains("Attribute limit")) {
      return new BadFileException(
          line, "an element with more than " + MOST_ATTRIBUTES + " attributes");
    }
    return new BadFileException(line, "no XML that can be read: " + first);
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** Refuses endless names, against which the parser has no limit. */
  private static final class Words extends FilterInputStream {
    private int length;
    private long line = 1;

    Words(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int read = super.read(target, offset, count);
      for (int i = offset; i < offset + read; i++) {
        byte b = target[i];
        line += b == '\n' ? 1 : 0;
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '<' || b == '>') {
          length = 0;
        } else if (++length > LONGEST_WORD) {
          throw new BadFileException(
              line, "more than " + LONGEST_WORD + " bytes without a blank or a tag");
        }
      }
      return read;
    }
  }
}
