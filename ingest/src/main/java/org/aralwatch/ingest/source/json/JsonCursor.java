package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Walks over JSON values one token after the other, strictly by RFC 8259: what is no JSON is
 * refused with the line, and so is what only a hostile file has: deep nesting, a name twice in an
 * object, endless strings. Values may follow one another with or without line ends between. Numbers
 * are not converted: they are the characters of the file. Not thread-safe.
 */
final class JsonCursor implements Closeable {
  /** Deeper than any answer of a service is nested. */
  static final int DEEPEST = 64;

  /** Characters of a text value. */
  static final int LONGEST_TEXT = 1 << 20;

  /** Characters of a member's name, and of a name of anything else. */
  static final int LONGEST_NAME = 1_000;

  /** Characters of all names together that a reader keeps to describe values. */
  static final int MOST_KEPT = 1 << 24;

  /** Names in one object: each is kept while the object lasts, to find the ones that are twice. */
  static final int MOST_NAMES = 50_000;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private final JsonParser parser;
  private final int[] names = new int[DEEPEST + 2];
  private JsonToken token;
  private int depth;

  /**
   * @param in UTF-8; closed with this
   */
  JsonCursor(InputStream in) throws IOException {
    parser = FACTORY.createParser(in);
  }

  /**
   * Goes to the next token; null after the last value.
   *
   * @throws BadFileException when the file is no JSON from here on
   */
  JsonToken next() throws IOException {
    try {
      token = parser.nextToken();
    } catch (IOException e) {
      throw named(e);
    }
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      depth++;
      names[depth] = 0;
    } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
      depth--;
    } else if (token == JsonToken.FIELD_NAME && ++names[depth] > MOST_NAMES) {
      throw bad("an object with more than " + MOST_NAMES + " names");
    }
    return token;
  }

  /** The token at which it stands. */
  JsonToken token() {
    return token;
  }

  boolean isArray() {
    return token == JsonToken.START_ARRAY;
  }

  boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  /**
   * Goes to the next member of the object in which it stands, and on to its value.
   *
   * @return its name; null at the end of the object
   */
  String nextMember() throws IOException {
    if (next() == JsonToken.END_OBJECT) {
      return null;
    }
    String name = checked(parser.currentName());
    next();
    return name;
  }

  /** Goes to the next item of the array in which it stands; false at the end of the array. */
  boolean nextItem() throws IOException {
    return next() != JsonToken.END_ARRAY;
  }

  /** Passes over the value at which it stands. */
  void skip() throws IOException {
    if (isArray() || isObject()) {
      int outside = depth - 1;
      while (depth > outside) {
        next();
      }
    }
  }

  /**
   * The value at which it stands as text, numbers as they are written; null for JSON's null, and
   * for objects and arrays, which are passed over.
   */
  String scalar() throws IOException {
    switch (token) {
      case VALUE_NULL:
        return null;
      case START_ARRAY, START_OBJECT:
        skip();
        return null;
      default:
        try {
          return checked(parser.getText());
        } catch (IOException e) {
          throw named(e);
        }
    }
  }

  /**
   * As {@link #scalar}, for a text that is kept to describe others.
   *
   * @throws BadFileException when it is longer than any name
   */
  String label() throws IOException {
    String text = scalar();
    if (text != null && text.length() > LONGEST_NAME) {
      throw bad("a name longer than " + LONGEST_NAME + " characters");
    }
    return text;
  }

  /**
   * The value at which it stands as JSON text without blanks, cut off after {@code longest}
   * characters.
   */
  String compact(int longest) throws IOException {
    StringBuilder text = new StringBuilder();
    int outside = depth - (isArray() || isObject() ? 1 : 0);
    boolean first = true;
    while (true) {
      boolean closing = token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT;
      if (text.length() <= longest) {
        text.append(first || closing ? "" : ",");
        text.append(
            switch (token) {
              case FIELD_NAME -> quoted(parser.currentName()) + ":";
              case VALUE_STRING -> quoted(scalar());
              case START_ARRAY, START_OBJECT, END_ARRAY, END_OBJECT -> token.asString();
              default -> String.valueOf(scalar());
            });
      }
      first = token == JsonToken.FIELD_NAME || isArray() || isObject();
      if (depth <= outside || token.isScalarValue() && depth == outside) {
        break;
      }
      next();
    }
    return text.length() > longest ? text.substring(0, longest) + "…" : text.toString();
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** Line of the token at which it stands, from 1. */
  long line() {
    return parser.currentTokenLocation().getLineNr();
  }

  BadFileException bad(String message) {
    return new BadFileException(line(), message);
  }

  /** No store keeps these, and a text with them is broken anyway. */
  private String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw bad("a NUL character in a text");
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw bad("half a character (a surrogate alone) in a text");
        }
      }
    }
    return text;
  }

  private BadFileException named(IOException e) throws IOException {
    if (!(e instanceof JsonProcessingException syntax)) {
      throw e;
    }
    long line = syntax.getLocation() == null ? line() : syntax.getLocation().getLineNr();
    return new BadFileException(Math.max(line, 1), sentence(syntax));
  }

  private static String sentence(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) {
      if (message.contains("nesting depth")) {
        return "nested deeper than " + DEEPEST + " levels";
      }
      if (message.contains("String value length")) {
        return "a text longer than " + LONGEST_TEXT + " characters";
      }
      if (message.contains("Name length")) {
        return "a name longer than " + LONGEST_NAME + " characters";
      }
      if (message.contains("Number value length")) {
        return "a number longer than 1000 characters";
      }
      return "no JSON that can be read: " + message;
    }
    if (e instanceof JsonEOFException) {
      return "the file ends within a value: it is cut off";
    }
    if (message.startsWith("Duplicate field")) {
      return "the name "
          + message.substring("Duplicate field ".length())
          + " is twice in an object";
    }
    if (message.startsWith("Non-standard token")) {
      return "NaN and infinities are no JSON: a missing value is null";
    }
    if (message.startsWith("Invalid UTF-8")) {
      return "bytes that are no UTF-8, the encoding of JSON";
    }
    int detail = message.indexOf('\n');
    return "no JSON: " + (detail < 0 ? message : message.substring(0, detail));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
