package org.aralwatch.server.guide;

import java.util.regex.Pattern;

/**
 * What a page shows as output: word for word, but for {@code ...}, which stands for any text of a
 * line, and alone on a line for any number of lines. Blanks at the end of a line do not count.
 */
final class ShownOutput {
  private static final String ANYTHING = "...";

  private final Pattern pattern;

  private ShownOutput(Pattern pattern) {
    this.pattern = pattern;
  }

  static ShownOutput of(String text) {
    StringBuilder regex = new StringBuilder();
    for (String line : text.stripTrailing().split("\n", -1)) {
      if (line.strip().equals(ANYTHING)) {
        regex.append("(?:[^\n]*\n)*?");
        continue;
      }
      String[] parts = line.stripTrailing().split(Pattern.quote(ANYTHING), -1);
      for (int i = 0; i < parts.length; i++) {
        regex.append(i == 0 ? "" : "[^\n]*?").append(Pattern.quote(parts[i]));
      }
      regex.append('\n');
    }
    return new ShownOutput(Pattern.compile(regex.toString()));
  }

  boolean matches(String printed) {
    return pattern.matcher(normal(printed)).matches();
  }

  private static String normal(String printed) {
    return printed
        .stripTrailing()
        .lines()
        .map(String::stripTrailing)
        .reduce("", (a, b) -> a + b + "\n");
  }
}
