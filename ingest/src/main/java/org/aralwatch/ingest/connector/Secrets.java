package org.aralwatch.ingest.connector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key of a source, which nobody is to see: not in a log, not in the store. Immutable. */
final class Secrets {
  static final Secrets NONE = new Secrets(Optional.empty());

  /** A shorter one would be found in every text. */
  private static final int SHORTEST = 4;

  private final Optional<String> key;

  private Secrets(Optional<String> key) {
    this.key = key;
  }

  /**
   * @param environment name of the variable
   * @param value of the variable
   * @throws FetchException when there is none, or it cannot be a key
   */
  static Secrets of(String environment, Optional<String> value) throws FetchException {
    String key = value.map(String::strip).orElse("");
    if (key.isEmpty()) {
      throw FetchException.lasting(
          "the key is missing: the environment variable "
              + environment
              + " of this worker is not set");
    }
    if (key.length() < SHORTEST || !key.matches("[\\x21-\\x7e]+")) {
      throw FetchException.lasting(
          "the environment variable " + environment + " holds nothing that can be a key");
    }
    return new Secrets(Optional.of(key));
  }

  Optional<String> key() {
    return key;
  }

  /** The text without the key, however it is written in it. */
  String hide(String text) {
    return key.map(secret -> text.replace(secret, "…").replace(encoded(secret), "…")).orElse(text);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether the bytes repeat the key, as some services do with the address that was asked. */
  boolean isIn(Path file) throws IOException {
    if (key.isEmpty()) {
      return false;
    }
    byte[] plain = key.get().getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = encoded(key.get()).getBytes(StandardCharsets.US_ASCII);
    return isIn(file, plain) || (!key.get().equals(encoded(key.get())) && isIn(file, encoded));
  }

  private static boolean isIn(Path file, byte[] wanted) throws IOException {
    int[] back = borders(wanted);
    int matched = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        while (matched > 0 && wanted[matched] != (byte) b) {
          matched = back[matched - 1];
        }
        if (wanted[matched] == (byte) b) {
          matched++;
        }
        if (matched == wanted.length) {
          return true;
        }
      }
    }
    return false;
  }

  /** Lengths of the borders of each prefix (Knuth, Morris, Pratt). */
  private static int[] borders(byte[] wanted) {
    int[] back = new int[wanted.length];
    int length = 0;
    for (int i = 1; i < wanted.length; i++) {
      while (length > 0 && wanted[i] != wanted[length]) {
        length = back[length - 1];
      }
      if (wanted[i] == wanted[length]) {
        length++;
      }
      back[i] = length;
    }
    return back;
  }

  @Override
  public String toString() {
    return key.isPresent() ? "a key" : "no key";
  }
}
