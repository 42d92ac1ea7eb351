package org.aralwatch.server.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page that a reader runs, and what the page says that it prints.
 *
 * @param line of its fence in the page, from 1
 * @param output text of the {@code text} or {@code json} block that follows before the next block
 *     to run; nothing where the page shows none
 */
record GuideBlock(int line, Language language, String code, Optional<String> output) {
  private static final Pattern FENCE = Pattern.compile("```(\\w*)\\s*");
  private static final Set<String> OUTPUTS = Set.of("text", "json", "csv");

  /** What is run, and by which program. Blocks of {@code sh} are for the reader alone. */
  enum Language {
    BASH("bash", ""),
    PYTHON("python", "python3"),
    R("r", "Rscript");

    private final String fence;
    private final String program;

    Language(String fence, String program) {
      this.fence = fence;
      this.program = program;
    }

    /** The program that takes the block as a file; empty for the shell itself. */
    String program() {
      return program;
    }

    private static Optional<Language> of(String fence) {
      for (Language language : values()) {
        if (language.fence.equals(fence)) {
          return Optional.of(language);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * All blocks to run, in order.
   *
   * @throws IllegalArgumentException where a fence is not closed
   */
  static List<GuideBlock> of(String markdown) {
    List<GuideBlock> blocks = new ArrayList<>();
    List<String> lines = markdown.lines().toList();
    // An output belongs to the block right before it; a block of another kind between parts them.
    boolean open = false;
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) {
        continue;
      }
      int begin = i;
      do {
        i++;
        if (i == lines.size()) {
          throw new IllegalArgumentException("the fence of line " + (begin + 1) + " is not closed");
        }
      } while (!lines.get(i).strip().equals("```"));
      String text = String.join("\n", lines.subList(begin + 1, i));
      Optional<Language> language = Language.of(fence.group(1));
      if (language.isPresent()) {
        blocks.add(new GuideBlock(begin + 1, language.get(), text, Optional.empty()));
        open = true;
      } else {
        if (open && OUTPUTS.contains(fence.group(1))) {
          blocks.add(blocks.remove(blocks.size() - 1).printing(text));
        }
        open = false;
      }
    }
    return List.copyOf(blocks);
  }

  private GuideBlock printing(String text) {
    return new GuideBlock(line, language, code, Optional.of(text));
  }
}
