package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Pull parser of the XML in workbooks (XML 1.0, fifth edition, with namespaces). It makes no object
 * for a name, an attribute or a text, so that its memory is the same whatever a file holds, and it
 * knows no DTD and no entities but the five of XML: what a parser does not have cannot be misused.
 * Its events agree with those of the JDK's parser, see XmlScannerTest. Not thread-safe.
 *
 * <p>Tags are looked at where they lie in the buffer; what {@link #at} and the attributes say is
 * valid until the next event.
 */
final class XmlScanner {
  /** What was found. */
  enum Event {
    START,
    END,
    TEXT,
    /** The document has ended. */
    DONE
  }

  /** Elements within elements; office programs need about a dozen. */
  static final int DEEPEST = 256;

  /** Attributes of one element, declarations of namespaces too; the root of an ODS has about 40. */
  static final int MOST_ATTRIBUTES = 256;

  /** Bytes of a tag. OpenDocument may have the text of a cell in an attribute. */
  static final int LONGEST_TAG = 1 << 19;

  private static final int BUFFER = 1 << 16;
  private static final boolean[] NAME_BYTES = nameBytes();
  private static final int TEXT_CHARS = 1 << 13;

  private String where;
  private final XmlNamespaces namespaces = new XmlNamespaces();
  private InputStream in;
  private boolean ended;
  private long row;

  private byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;

  // The names of the open elements, with prefixes, one after the other.
  private byte[] open = new byte[512];
  private final int[] openEnds = new int[DEEPEST + 1];
  private final Namespace[] openNamespaces = new Namespace[DEEPEST + 1];
  private final int[] openPrefixes = new int[DEEPEST + 1];
  private int depth;
  private boolean rootSeen;

  private Event event = Event.TEXT;
  private boolean emptyElement;
  private Namespace namespace = Namespace.NONE;
  private int localStart;
  private int localEnd;

  private int attributes;
  private boolean declares;
  private final int[] nameStarts = new int[MOST_ATTRIBUTES];
  private final int[] localStarts = new int[MOST_ATTRIBUTES];
  private final int[] nameEnds = new int[MOST_ATTRIBUTES];
  private final int[] valueStarts = new int[MOST_ATTRIBUTES];
  private final int[] valueEnds = new int[MOST_ATTRIBUTES];

  private final char[] text = new char[TEXT_CHARS];
  private int textLength;
  private boolean inCdata;
  private boolean afterReturn;

  /**
   * @param in the bytes; not closed
   * @param where what is read, as messages name it: "sheet 'Data'"
   */
  XmlScanner(InputStream in, String where) throws IOException {
    this.in = in;
    this.where = where;
    require(XmlEncoding.DECLARATION);
    XmlEncoding encoding = XmlEncoding.of(buffer, limit);
    if (encoding.isOther()) {
      this.in = encoding.recoded(buffer, limit, in);
      limit = 0;
      ended = false;
      require(3);
    }
    if (limit >= 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb) {
      at = 3;
    }
  }

  /** Tells messages what is being read from here on. */
  void in(String newWhere) {
    where = newWhere;
    row = 0;
  }

  /** Tells messages which row is being read. */
  void inRow(long newRow) {
    row = newRow;
  }

  /** A refusal with the place. */
  BadFileException bad(String message) {
    return new BadFileException(where + (row > 0 ? ", row " + row : "") + ": " + message);
  }

  /** Number of open elements; at {@link Event#START} the one that begins counts. */
  int depth() {
    return depth;
  }

  Event next() throws IOException {
    if (event == Event.END) {
      namespaces.leave(depth + 1);
    }
    if (emptyElement) {
      emptyElement = false;
      depth--;
      return event = Event.END;
    }
    while (true) {
      if (inCdata) {
        if (cdata()) {
          return event = Event.TEXT;
        }
      } else if (at == limit && !fill()) {
        if (depth > 0) {
          throw bad("the XML ends within <" + openName() + ">: the file is cut off");
        }
        if (!rootSeen) {
          throw bad("there is no XML in it");
        }
        return event = Event.DONE;
      } else if (buffer[at] != '<') {
        if (characters()) {
          return event = Event.TEXT;
        }
      } else if (markup()) {
        return event;
      }
    }
  }

  /**
   * Goes to the next element directly within the open one of the given depth, over whatever is left
   * of the one before.
   *
   * @param parent what {@link #depth} was at the start of the parent
   * @return false at the parent's end
   */
  boolean nextChild(int parent) throws IOException {
    if (event == Event.END && depth < parent) {
      return false;
    }
    while (true) {
      switch (next()) {
        case START -> {
          if (depth == parent + 1) {
            return true;
          }
        }
        case END -> {
          if (depth < parent) {
            return false;
          }
        }
        case DONE -> {
          return false;
        }
        case TEXT -> {}
      }
    }
  }

  /** Goes to the root element. */
  void root() throws IOException {
    while (next() != Event.START) {
      // Comments and blanks before it.
    }
  }

  /** Reads to the end of the document, so that what is broken after the last row is seen. */
  void finish() throws IOException {
    while (next() != Event.DONE) {
      // Nobody wants it.
    }
  }

  /** Whether the element that begins or ends here has this name. */
  boolean at(XmlName name) {
    return namespace == name.namespace() && name.isLocal(buffer, localStart, localEnd);
  }

  /** The characters of {@link Event#TEXT}; a text may come in pieces. */
  char[] text() {
    return text;
  }

  int textLength() {
    return textLength;
  }

  /** Number of the attribute with this name, or -1. */
  int attribute(XmlName name) {
    for (int i = 0; i < attributes; i++) {
      if (name.isLocal(buffer, localStarts[i], nameEnds[i]) && namespaceOf(i) == name.namespace()) {
        return i;
      }
    }
    return -1;
  }

  private Namespace namespaceOf(int attribute) {
    int start = nameStarts[attribute];
    int prefix = localStarts[attribute] - 1 - start;
    return prefix < 0 ? Namespace.NONE : namespaces.find(buffer, start, prefix);
  }

  /** Bytes of the value as they stand in the file. */
  int valueLength(int attribute) {
    return valueEnds[attribute] - valueStarts[attribute];
  }

  byte valueByte(int attribute, int index) {
    return buffer[valueStarts[attribute] + index];
  }

  /** The value without references, or null for -1. */
  String value(int attribute) {
    return attribute < 0 ? null : decoded(valueStarts[attribute], valueEnds[attribute]);
  }

  /** The value, or null where there is no such attribute. */
  String value(XmlName name) {
    return value(attribute(name));
  }

  /** The value as a whole number without a sign, or -1 when there is none or it is too large. */
  int number(int attribute) {
    if (attribute < 0 || valueLength(attribute) == 0) {
      return -1;
    }
    long number = 0;
    for (int i = valueStarts[attribute]; i < valueEnds[attribute]; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
      if (number > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return (int) number;
  }

  private String decoded(int from, int to) {
    StringBuilder value = null;
    int copied = from;
    for (int i = from; i < to; i++) {
      byte b = buffer[i];
      boolean blank = b == '\t' || b == '\n' || b == '\r';
      if (b != '&' && !blank) {
        continue;
      }
      if (value == null) {
        value = new StringBuilder(to - from);
      }
      value.append(utf8(copied, i));
      if (blank) {
        // Line ends in attributes are blanks; CR LF is one line end.
        if (b != '\n' || i == from || buffer[i - 1] != '\r') {
          value.append(' ');
        }
        copied = i + 1;
      } else {
        int end = i + 1;
        while (end < to && buffer[end] != ';') {
          end++;
        }
        if (end == to) {
          throw bad("an '&' in an attribute begins no reference");
        }
        value.appendCodePoint(XmlReference.read(this, buffer, i + 1, end));
        i = end;
        copied = end + 1;
      }
    }
    return value == null ? utf8(from, to) : value.append(utf8(copied, to)).toString();
  }

  private String utf8(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  private String openName() {
    int from = openEnds[depth - 1];
    return new String(open, from, openEnds[depth] - from, StandardCharsets.UTF_8);
  }

  // ---- bytes

  /** Puts what is left to the front and reads on; false at the end of the input. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, limit - at);
      limit -= at;
      at = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count;
    try {
      count = in.read(buffer, limit, buffer.length - limit);
    } catch (CharacterCodingException e) {
      throw bad("bytes that are not of the encoding that the XML declares");
    }
    if (count <= 0) {
      ended = true;
      return false;
    }
    limit += count;
    return true;
  }

  /** Whether there are so many bytes from here on; reads them if need be. */
  private boolean require(int bytes) throws IOException {
    while (limit - at < bytes) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  // ---- text

  /** Decodes up to the next tag or as much as there is room for; false when nothing was left. */
  private boolean characters() throws IOException {
    textLength = 0;
    while (textLength < TEXT_CHARS - 1) {
      if (at == limit && !fill()) {
        break;
      }
      copyPlain();
      if (at == limit) {
        continue;
      }
      byte b = buffer[at];
      if (b == '<') {
        break;
      }
      if (b == '&') {
        reference();
      } else {
        character(b);
      }
    }
    if (depth == 0) {
      refuseTextOutside();
      return false;
    }
    return textLength > 0;
  }

  /** Takes ASCII as far as it goes; nearly all of a sheet is. */
  private void copyPlain() {
    byte[] from = buffer;
    char[] to = text;
    int p = at;
    int length = textLength;
    int end = Math.min(limit, p + TEXT_CHARS - 1 - length);
    while (p < end) {
      byte b = from[p];
      if (b < ' ' || b == '<' || b == '&') {
        break;
      }
      to[length++] = (char) b;
      p++;
    }
    if (p > at) {
      afterReturn = false;
    }
    at = p;
    textLength = length;
  }

  private void refuseTextOutside() {
    for (int i = 0; i < textLength; i++) {
      if (text[i] > ' ') {
        throw bad(rootSeen ? "text after the end of the XML" : "it is no XML");
      }
    }
  }

  /** The content of a CDATA section as text, up to its end; false when nothing was left. */
  private boolean cdata() throws IOException {
    textLength = 0;
    while (textLength < TEXT_CHARS - 1) {
      if (!require(3)) {
        throw bad("a CDATA section is never closed: the file is cut off");
      }
      byte b = buffer[at];
      if (b == ']' && buffer[at + 1] == ']' && buffer[at + 2] == '>') {
        at += 3;
        inCdata = false;
        afterReturn = false;
        break;
      }
      character(b);
    }
    return textLength > 0;
  }

  private void character(byte b) throws IOException {
    if (b >= ' ') {
      text[textLength++] = (char) b;
      at++;
      afterReturn = false;
    } else if (b < 0) {
      textLength = wide(textLength);
      afterReturn = false;
    } else if (b == '\r') {
      text[textLength++] = '\n';
      at++;
      afterReturn = true;
    } else if (b == '\n') {
      if (!afterReturn) {
        text[textLength++] = '\n';
      }
      at++;
      afterReturn = false;
    } else if (b == '\t') {
      text[textLength++] = '\t';
      at++;
      afterReturn = false;
    } else {
      throw bad("the byte %02X, which no XML may hold".formatted(b));
    }
  }

  /** Decodes one character of more than one byte. */
  private int wide(int to) throws IOException {
    int first = buffer[at] & 0xff;
    int bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || !require(bytes)) {
      throw notUtf8();
    }
    int code = first & (0xff >> (bytes + 1));
    for (int i = 1; i < bytes; i++) {
      int more = buffer[at + i] & 0xff;
      if ((more & 0xc0) != 0x80) {
        throw notUtf8();
      }
      code = code << 6 | more & 0x3f;
    }
    boolean overlong = bytes == 3 && code < 0x800 || bytes == 4 && code < 0x10000;
    if (overlong || code > 0x10ffff || code >= 0xd800 && code <= 0xdfff || code == 0xfffe) {
      throw notUtf8();
    }
    at += bytes;
    return to + Character.toChars(code, text, to);
  }

  private BadFileException notUtf8() {
    return bad("bytes that are no UTF-8, from %02X on".formatted(buffer[at]));
  }

  private void reference() throws IOException {
    int end = 1;
    while (end < XmlReference.LONGEST && require(end + 1) && buffer[at + end] != ';') {
      end++;
    }
    if (at + end >= limit || buffer[at + end] != ';') {
      throw bad("an '&' that begins no reference");
    }
    int code = XmlReference.read(this, buffer, at + 1, at + end);
    at += end + 1;
    textLength += Character.toChars(code, text, textLength);
    afterReturn = false;
  }

  // ---- markup

  /** True when an event was found. */
  private boolean markup() throws IOException {
    afterReturn = false;
    if (!require(2)) {
      throw bad("the XML ends with '<': the file is cut off");
    }
    switch (buffer[at + 1]) {
      case '?' -> skipBehind("?>");
      case '!' -> {
        if (begins("<!--")) {
          at += 4;
          skipBehind("-->");
        } else if (begins("<![CDATA[") && depth > 0) {
          at += 9;
          inCdata = true;
        } else if (begins("<!DOCTYPE")) {
          throw bad("a document type declaration, which workbooks have no use for");
        } else {
          throw bad("it is no XML: '<!' begins nothing that XML knows");
        }
      }
      case '/' -> {
        endTag();
        return true;
      }
      default -> {
        startTag();
        return true;
      }
    }
    return false;
  }

  private boolean begins(String marker) throws IOException {
    if (!require(marker.length())) {
      return false;
    }
    for (int i = 0; i < marker.length(); i++) {
      if (buffer[at + i] != marker.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipBehind(String marker) throws IOException {
    while (!begins(marker)) {
      if (!require(marker.length())) {
        throw bad("a comment or an instruction is never closed: the file is cut off");
      }
      at++;
    }
    at += marker.length();
  }

  private void endTag() throws IOException {
    if (depth == 0) {
      throw bad("an end tag without a start");
    }
    int start = openEnds[depth - 1];
    int length = openEnds[depth] - start;
    if (!require(length + 3) || !isOpen(start, length)) {
      throw bad("the XML is broken: <" + openName() + "> is not closed where it ought to be");
    }
    int end = 2 + length;
    while (isBlank(buffer[at + end])) {
      end++;
      if (!require(end + 1)) {
        throw bad("the XML ends within an end tag: the file is cut off");
      }
    }
    if (buffer[at + end] != '>') {
      throw bad("the XML is broken: <" + openName() + "> is not closed where it ought to be");
    }
    namespace = openNamespaces[depth];
    localStart = at + 2 + openPrefixes[depth];
    localEnd = at + 2 + length;
    attributes = 0;
    at += end + 1;
    depth--;
    event = Event.END;
  }

  /** Whether the end tag here names the element opened last. */
  private boolean isOpen(int start, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[at + 2 + i] != open[start + i]) {
        return false;
      }
    }
    return true;
  }

  private void startTag() throws IOException {
    if (depth == 0 && rootSeen) {
      throw bad("a second document after the end of the first");
    }
    int end = tag();
    while (end < 0) {
      // The tag is not in the buffer as a whole: it is looked at again when twice as much is there.
      int there = limit - at;
      if (there >= LONGEST_TAG) {
        throw bad("a tag is longer than " + LONGEST_TAG + " bytes");
      }
      if (!require(Math.min(2 * there, LONGEST_TAG)) && limit - at == there) {
        throw bad("the XML ends within a tag: the file is cut off");
      }
      end = tag();
    }
    if (depth == DEEPEST) {
      throw bad("more than " + DEEPEST + " elements within each other");
    }
    emptyElement = buffer[end - 1] == '/';
    push(at + 1, localEnd);
    if (declares) {
      declareNamespaces();
    }
    int prefix = Math.max(0, localStart - 1 - (at + 1));
    namespace = namespaces.find(buffer, at + 1, prefix);
    openNamespaces[depth] = namespace;
    openPrefixes[depth] = localStart - (at + 1);
    at = end + 1;
    rootSeen = true;
    event = Event.START;
  }

  private void push(int from, int to) {
    int used = openEnds[depth];
    int length = to - from;
    if (used + length > open.length) {
      if (used + length > LONGEST_TAG) {
        throw bad("the names of the open elements are longer than " + LONGEST_TAG + " bytes");
      }
      open = Arrays.copyOf(open, Math.max(open.length * 2, used + length));
    }
    System.arraycopy(buffer, from, open, used, length);
    depth++;
    openEnds[depth] = used + length;
  }

  /** Finds name and attributes of the tag; its last byte, or -1 when more bytes are needed. */
  private int tag() {
    int p = at + 1;
    localStart = p;
    while (p < limit && isNameByte(buffer[p])) {
      if (buffer[p] == ':') {
        localStart = p + 1;
      }
      p++;
    }
    if (p == limit) {
      return -1;
    }
    if (p == localStart || localStart == at + 2) {
      throw bad("it is no XML: '<' begins no tag");
    }
    localEnd = p;
    attributes = 0;
    declares = false;
    while (true) {
      int afterValue = p;
      while (p < limit && isBlank(buffer[p])) {
        p++;
      }
      if (p >= limit - 1 && (p >= limit || buffer[p] != '>')) {
        return -1;
      }
      byte b = buffer[p];
      if (b == '>') {
        return p;
      }
      if (b == '/') {
        if (buffer[p + 1] != '>') {
          throw bad("it is no XML: '/' within a tag");
        }
        return p + 1;
      }
      if (p == afterValue) {
        throw bad("it is no XML: attributes without a blank between them");
      }
      p = oneAttribute(p);
      if (p < 0) {
        return -1;
      }
    }
  }

  /** Notes the attribute that begins here; where it ends, or -1 when more bytes are needed. */
  private int oneAttribute(int from) {
    int p = from;
    int local = from;
    while (p < limit && isNameByte(buffer[p])) {
      if (buffer[p] == ':') {
        local = p + 1;
      }
      p++;
    }
    int nameEnd = p;
    while (p < limit && isBlank(buffer[p])) {
      p++;
    }
    if (p == limit) {
      return -1;
    }
    if (buffer[p] != '=' || nameEnd == local || local == from + 1) {
      throw bad("it is no XML: an attribute without a value");
    }
    p++;
    while (p < limit && isBlank(buffer[p])) {
      p++;
    }
    if (p == limit) {
      return -1;
    }
    byte quote = buffer[p];
    if (quote != '"' && quote != '\'') {
      throw bad("it is no XML: an attribute's value without quotes");
    }
    p++;
    int valueStart = p;
    while (p < limit && buffer[p] != quote) {
      if (buffer[p] == '<') {
        throw bad("it is no XML: '<' in an attribute");
      }
      p++;
    }
    if (p == limit) {
      return -1;
    }
    if (attributes == MOST_ATTRIBUTES) {
      throw bad("an element with more than " + MOST_ATTRIBUTES + " attributes");
    }
    declares |= buffer[from] == 'x';
    nameStarts[attributes] = from;
    localStarts[attributes] = local;
    nameEnds[attributes] = nameEnd;
    valueStarts[attributes] = valueStart;
    valueEnds[attributes] = p;
    attributes++;
    return p + 1;
  }

  private void declareNamespaces() {
    for (int i = 0; i < attributes; i++) {
      int start = nameStarts[i];
      if (buffer[start] != 'x' || nameEnds[i] - start < 5 || !isXmlns(start)) {
        continue;
      }
      boolean isDefault = nameEnds[i] - start == 5;
      if (isDefault || buffer[start + 5] == ':') {
        int prefix = isDefault ? 0 : nameEnds[i] - start - 6;
        Namespace declared = Namespace.ofUri(value(i));
        if (!namespaces.declare(depth, buffer, isDefault ? start : start + 6, prefix, declared)) {
          throw bad("more than " + XmlNamespaces.MOST + " namespaces at once");
        }
      }
    }
  }

  private boolean isXmlns(int start) {
    return buffer[start + 1] == 'm'
        && buffer[start + 2] == 'l'
        && buffer[start + 3] == 'n'
        && buffer[start + 4] == 's';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static boolean isNameByte(byte b) {
    return NAME_BYTES[b & 0xff];
  }

  /** Letters, digits, some signs, and everything beyond ASCII: more than XML allows, never less. */
  private static boolean[] nameBytes() {
    boolean[] name = new boolean[256];
    Arrays.fill(name, 0x80, 0x100, true);
    for (char c = 0; c < 0x80; c++) {
      name[c] = Character.isLetterOrDigit(c) || "-._:".indexOf(c) >= 0;
    }
    return name;
  }
}
