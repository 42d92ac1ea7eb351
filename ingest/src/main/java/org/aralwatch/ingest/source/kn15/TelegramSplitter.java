package org.aralwatch.ingest.source.kn15;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Cuts text into telegrams: groups up to the sign {@code =}, or to the end of a message (NNNN), or
 * of the file. Holds one telegram at a time. Not thread-safe.
 */
final class TelegramSplitter {
  /** The longest telegrams met have 60 groups; more without = is a file of something else. */
  static final int MOST_GROUPS = 500;

  /** After so many characters without an end the caller is asked whether to go on. */
  private static final int MOST_CHARACTERS = 1 << 20;

  /** Kept of a word that is no group, for the message. */
  private static final int LONGEST_WORD = 64;

  /** Begin and end of a message on the wire (WMO-No. 386), in either alphabet. */
  private static final Set<String> MESSAGE_BOUNDS =
      Set.of("NNNN", "ZCZC", "\u041d\u041d\u041d\u041d", "\u0417\u0426\u0417\u0426");

  private final Reader in;
  private final char[] buffer = new char[8192];
  private int length;
  private int at;
  private long line = 1;
  private boolean lineHasGroup;
  private boolean afterReturn;
  private boolean overlong;
  private boolean skipping;
  private long characters;

  TelegramSplitter(Reader in) {
    this.in = in;
  }

  /** Characters read so far. */
  long characters() {
    return characters;
  }

  /** Whether there were too many groups without an end: those returned are the first of them. */
  boolean isOverlong() {
    return overlong;
  }

  /**
   * The groups up to the next end of a telegram, perhaps none; null at the end of the file. What is
   * left of an overlong one is skipped by the calls that follow, which return none.
   *
   * @throws BadFileException when there is a NUL: the file is no text
   */
  List<Group> next() throws IOException {
    List<Group> groups = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    long wordLine = line;
    boolean wordStartsLine = false;
    overlong = false;
    boolean any = false;
    long first = characters;
    while (true) {
      int c = read();
      boolean end = c < 0 || c == '=';
      if (!end && !isBlank(c)) {
        if (word.isEmpty()) {
          wordLine = line;
          wordStartsLine = !lineHasGroup;
          lineHasGroup = true;
        }
        if (word.length() < LONGEST_WORD) {
          word.append((char) c);
        } else if (characters - first > MOST_CHARACTERS) {
          if (!skipping) {
            groups.add(Group.of(word.toString(), wordLine, wordStartsLine));
          }
          return cut(groups);
        }
        continue;
      }
      if (!word.isEmpty()) {
        any = true;
        String text = word.toString();
        word.setLength(0);
        if (MESSAGE_BOUNDS.contains(text.toUpperCase(Locale.ROOT))) {
          afterBlank(c);
          skipping = false;
          if (c != '=') {
            return groups;
          }
        } else if (!skipping) {
          groups.add(Group.of(text, wordLine, wordStartsLine));
        }
      }
      if (c < 0) {
        return any ? groups : null;
      }
      if (c == '=') {
        skipping = false;
        return groups;
      }
      afterBlank(c);
      if (groups.size() > MOST_GROUPS || characters - first > MOST_CHARACTERS) {
        return cut(groups);
      }
    }
  }

  private List<Group> cut(List<Group> groups) {
    overlong = !groups.isEmpty();
    skipping |= overlong;
    return groups;
  }

  /** Lines end with LF, CR LF, CR CR LF as on the wire, or CR. */
  private void afterBlank(int c) {
    if (c == '\n') {
      newLine();
      afterReturn = false;
    } else if (c == '\r') {
      afterReturn = true;
    }
  }

  private void newLine() {
    line++;
    lineHasGroup = false;
  }

  private int read() throws IOException {
    if (at == length) {
      length = in.read(buffer, 0, buffer.length);
      at = 0;
      if (length <= 0) {
        length = 0;
        return -1;
      }
    }
    char c = buffer[at++];
    characters++;
    if (c == 0) {
      throw new BadFileException(line, "a NUL: the file is no text, or its encoding is another");
    }
    if (afterReturn && c != '\n' && c != '\r') {
      newLine();
      afterReturn = false;
    }
    return c;
  }

  /** Control characters frame messages on the wire. */
  private static boolean isBlank(int c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff' || c == 0x7f;
  }
}
