package org.aralwatch.ingest.detect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells in which encoding a text is: by its mark; by being UTF-8, which no other text is by chance;
 * by the place of its zero bytes for UTF-16; else by which of the single-byte encodings of the
 * region makes words of its bytes ({@link LetterStatistics}).
 *
 * <p>ICU4J's CharsetDetector and juniversalchardet, the two libraries there are, count letters of
 * running text and fail on what we mostly get, a header of a few words above columns of numbers;
 * docs/detection.md has the comparison.
 */
final class EncodingDetector {
  /** Bytes of distinct words that are weighed: more changes nothing and costs time. */
  private static final int MOST_WORDS = 3_000;

  private static final List<Charset> SINGLE_BYTE =
      List.of(
          Charset.forName("windows-1251"),
          Charset.forName("windows-1252"),
          Charset.forName("KOI8-R"),
          Charset.forName("IBM866"),
          Charset.forName("ISO-8859-5"));

  /** Signs that stand between letters and in units without saying which encoding it is. */
  private static final String NEUTRAL = "\u00a0«»“”„‘’–—-°±·…№§²³µ'×";

  /**
   * What was found.
   *
   * @param reason id of the sentence that says why
   * @param words that were recognised, or the mark
   * @param count bytes, sequences or words that were judged
   * @param others encodings that are nearly as likely, the likeliest first
   * @param oddLines lines, from 1, that are not in this encoding; the first hundred
   * @param oddCharset what those lines seem to be
   */
  record Found(
      Charset charset,
      double confidence,
      String reason,
      Set<String> words,
      long count,
      List<Charset> others,
      List<Long> oddLines,
      Charset oddCharset) {
    /** Bytes at the beginning that are the mark, not text. */
    int markLength(byte[] bytes) {
      if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
        return 3;
      }
      return startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) ? 2 : 0;
    }
  }

  private EncodingDetector() {}

  /**
   * Judges the beginning of a file.
   *
   * @param whole whether these are all bytes there are: else the last character may be cut
   */
  static Found detect(byte[] bytes, boolean whole) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return oddLines(sure(StandardCharsets.UTF_8, "encoding.mark", 1), bytes, whole);
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return sure(StandardCharsets.UTF_16LE, "encoding.mark", 1);
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return sure(StandardCharsets.UTF_16BE, "encoding.mark", 1);
    }
    Charset utf16 = utf16WithoutMark(bytes);
    if (utf16 != null) {
      return new Found(
          utf16, 0.95, "encoding.utf16", Set.of(), bytes.length / 2, List.of(), List.of(), null);
    }
    Utf8Count utf8 = Utf8Count.of(bytes, whole);
    if (utf8.highBytes == 0) {
      return sure(StandardCharsets.UTF_8, "encoding.ascii", bytes.length);
    }
    if (utf8.wrong == 0) {
      return new Found(
          StandardCharsets.UTF_8,
          utf8.sequences > 1 ? 0.99 : 0.9,
          "encoding.utf8",
          Set.of(),
          utf8.sequences,
          List.of(),
          List.of(),
          null);
    }
    if (utf8.sequences > utf8.wrong) {
      // Most of it is UTF-8: lines of another file were pasted in.
      return oddLines(
          new Found(
              StandardCharsets.UTF_8,
              0.8,
              "encoding.utf8",
              Set.of(),
              utf8.sequences,
              List.of(),
              List.of(),
              null),
          bytes,
          whole);
    }
    return oddLines(byWords(bytes), bytes, whole);
  }

  /**
   * Whether a text is UTF-8 that was once read as windows-1251 and saved again: "Р”Р°С‚Р°" for
   * "Дата".
   */
  static boolean isTwiceEncoded(String text) {
    int pairs = 0;
    int high = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127) {
        high++;
        pairs += c == 'Р' || c == 'С' || c == 'Ñ' || c == 'Ð' ? 1 : 0;
      }
    }
    if (pairs < 4 || pairs * 10 < high * 4) {
      return false;
    }
    for (String name : new String[] {"windows-1251", "windows-1252"}) {
      byte[] once = text.getBytes(Charset.forName(name));
      Utf8Count count = Utf8Count.of(once, false);
      if (count.sequences >= 4 && count.wrong * 20 < count.sequences) {
        return true;
      }
    }
    return false;
  }

  private static Found sure(Charset charset, String reason, long count) {
    return new Found(charset, 1, reason, Set.of(), count, List.of(), List.of(), null);
  }

  static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Digits, blanks and separators have a zero byte in UTF-16, Cyrillic letters a four: one half of
   * the bytes is nothing else.
   */
  private static Charset utf16WithoutMark(byte[] bytes) {
    int pairs = Math.min(bytes.length, 1 << 16) / 2;
    int[] zeros = new int[2];
    int[] page = new int[2];
    for (int i = 0; i < pairs * 2; i++) {
      int b = bytes[i] & 0xff;
      zeros[i & 1] += b == 0 ? 1 : 0;
      page[i & 1] += b == 0 || b == 4 || b == 0x20 ? 1 : 0;
    }
    for (int half = 0; half < 2; half++) {
      if (pairs > 1
          && zeros[half] * 10 >= pairs
          && zeros[1 - half] * 50 <= pairs
          && (page[half] * 20 >= pairs * 19 || zeros[half] * 5 >= pairs * 3)) {
        return half == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      }
    }
    return null;
  }

  /** How far bytes are UTF-8. */
  record Utf8Count(long highBytes, long sequences, long wrong) {
    static Utf8Count of(byte[] bytes, boolean whole) {
      long high = 0;
      long sequences = 0;
      long wrong = 0;
      int at = 0;
      while (at < bytes.length) {
        int b = bytes[at] & 0xff;
        if (b < 0x80) {
          at++;
          continue;
        }
        high++;
        int length = b >= 0xf0 && b <= 0xf4 ? 4 : b >= 0xe0 ? 3 : b >= 0xc2 ? 2 : 0;
        if (b > 0xf4) {
          length = 0;
        }
        int good = 1;
        while (good < length && at + good < bytes.length && (bytes[at + good] & 0xc0) == 0x80) {
          good++;
        }
        if (length > 0 && good == length) {
          sequences++;
          high += length - 1;
          at += length;
        } else if (length > 0 && at + good == bytes.length && !whole) {
          break;
        } else {
          wrong++;
          at++;
        }
      }
      return new Utf8Count(high, sequences, wrong);
    }
  }

  /** Words with bytes above 127, decoded in each encoding and judged. */
  private static Found byWords(byte[] bytes) {
    List<byte[]> words = words(bytes);
    Map<Charset, Double> scores = new LinkedHashMap<>();
    Charset best = null;
    for (Charset charset : SINGLE_BYTE) {
      double score = 0;
      for (byte[] word : words) {
        score += score(new String(word, charset));
      }
      scores.put(charset, score);
      if (best == null || score > scores.get(best)) {
        best = charset;
      }
    }
    double top = scores.get(best);
    List<Charset> others = new ArrayList<>();
    double next = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Charset, Double> entry : scores.entrySet()) {
      if (!entry.getKey().equals(best) && !decodesAlike(words, entry.getKey(), best)) {
        next = Math.max(next, entry.getValue());
        if (top - entry.getValue() < 3) {
          others.add(entry.getKey());
        }
      }
    }
    others.sort((a, b) -> Double.compare(scores.get(b), scores.get(a)));
    double margin = next == Double.NEGATIVE_INFINITY ? 10 : top - next;
    double confidence = Math.max(0.3, 1 - 0.5 * Math.exp(-margin / 4));
    if (top < 0 && margin < 8) {
      confidence = Math.min(confidence, 0.5);
    }
    Set<String> recognised = new LinkedHashSet<>();
    for (byte[] word : words) {
      String text = new String(word, best);
      for (String part : text.split("[^\\p{L}]+")) {
        if (part.length() > 2
            && recognised.size() < 6
            && Words.standard().knows(part.toLowerCase(Locale.ROOT))) {
          recognised.add(part);
        }
      }
    }
    return new Found(
        best,
        confidence,
        recognised.isEmpty() ? "encoding.letters" : "encoding.words",
        recognised,
        words.size(),
        others,
        List.of(),
        null);
  }

  private static boolean decodesAlike(List<byte[]> words, Charset one, Charset other) {
    return words.stream().allMatch(word -> new String(word, one).equals(new String(word, other)));
  }

  /** Distinct runs of ASCII letters and high bytes that have at least one high byte. */
  private static List<byte[]> words(byte[] bytes) {
    Set<ByteBuffer> words = new LinkedHashSet<>();
    int start = -1;
    boolean high = false;
    for (int i = 0; i <= bytes.length && words.size() < MOST_WORDS; i++) {
      int b = i == bytes.length ? 0 : bytes[i] & 0xff;
      boolean part = b >= 0x80 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
      if (part && start < 0) {
        start = i;
        high = false;
      }
      high |= b >= 0x80;
      if (!part && start >= 0) {
        if (high && i - start < 200) {
          words.add(ByteBuffer.wrap(bytes, start, i - start).slice());
        }
        start = -1;
      }
    }
    List<byte[]> copies = new ArrayList<>();
    for (ByteBuffer word : words) {
      byte[] copy = new byte[word.remaining()];
      word.duplicate().get(copy);
      copies.add(copy);
    }
    return copies;
  }

  /** How much a run of characters is a word or a unit: above 0 likely, below unlikely. */
  static double score(String run) {
    double score = 0;
    int at = 0;
    while (at < run.length()) {
      char c = run.charAt(at);
      if (!Character.isLetter(c)) {
        score += NEUTRAL.indexOf(c) >= 0 ? 1.5 : c < 0xa0 && c > 0x7e || c == '\ufffd' ? -12 : -6;
        at++;
        continue;
      }
      int end = at;
      while (end < run.length() && Character.isLetter(run.charAt(end))) {
        end++;
      }
      score += letters(run.substring(at, end));
      at = end;
    }
    return score;
  }

  private static double letters(String word) {
    int cyrillic = 0;
    int accented = 0;
    int accentedTogether = 0;
    int turns = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Folding.isCyrillic(c)) {
        cyrillic++;
      } else if (c > 127) {
        accented++;
        accentedTogether += i > 0 && word.charAt(i - 1) > 127 ? 1 : 0;
      }
      turns +=
          i > 0 && Character.isUpperCase(c) && Character.isLowerCase(word.charAt(i - 1)) ? 1 : 0;
    }
    double score = -3.0 * turns;
    if (cyrillic == word.length()) {
      String lower = word.toLowerCase(Locale.ROOT);
      score += LetterStatistics.standard().score(word);
      if (Words.standard().knows(lower) || UnitText.isAtom(word)) {
        return score + 6;
      }
      // One letter alone is no word: "25°" has it in another encoding.
      return word.length() == 1 ? Math.min(score, 0.5) : score;
    }
    if (cyrillic > 0) {
      // Letters of two alphabets in one word: a misread accent, or a homoglyph.
      return score - 3.0 * Math.min(cyrillic, word.length() - cyrillic);
    }
    boolean alone = accented == word.length();
    return score + 1.2 * (accented - accentedTogether) - 3.0 * accentedTogether - (alone ? 2.5 : 0);
  }

  /** Lines that the encoding found cannot be that of: UTF-8 among others, or others among UTF-8. */
  private static Found oddLines(Found found, byte[] bytes, boolean whole) {
    boolean utf8 = found.charset().equals(StandardCharsets.UTF_8);
    List<Long> lines = new ArrayList<>();
    Charset other = utf8 ? null : StandardCharsets.UTF_8;
    List<byte[]> odd = new ArrayList<>();
    long line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] != '\n') {
        continue;
      }
      boolean last = i == bytes.length;
      byte[] text = java.util.Arrays.copyOfRange(bytes, start, i);
      Utf8Count count = Utf8Count.of(text, !last || whole);
      boolean isUtf8 = count.wrong == 0;
      if (utf8 && !isUtf8 || !utf8 && isUtf8 && count.sequences > 0 && !makesSense(text, found)) {
        if (lines.size() < 100) {
          lines.add(line);
          odd.add(text);
        }
      }
      line++;
      start = i + 1;
    }
    if (lines.isEmpty()) {
      return found;
    }
    if (other == null) {
      java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
      odd.forEach(all::writeBytes);
      other = byWords(all.toByteArray()).charset();
    }
    return new Found(
        found.charset(),
        Math.min(found.confidence(), 0.7),
        found.reason(),
        found.words(),
        found.count(),
        found.others(),
        lines,
        other);
  }

  /** Whether a line that happens to be UTF-8 reads well in the encoding found, too. */
  private static boolean makesSense(byte[] line, Found found) {
    double inFound = 0;
    double inUtf8 = 0;
    for (byte[] word : words(line)) {
      inFound += score(new String(word, found.charset()));
      inUtf8 += score(new String(word, StandardCharsets.UTF_8));
    }
    return inFound >= inUtf8;
  }

  /**
   * The text of the bytes; what the encoding does not know becomes U+FFFD, for looking at only.
   *
   * @param from where the text begins, after a mark
   */
  static String decode(byte[] bytes, int from, int to, Charset charset) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .decode(ByteBuffer.wrap(bytes, from, to - from));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a decoder that replaces cannot fail", e);
    }
  }
}
