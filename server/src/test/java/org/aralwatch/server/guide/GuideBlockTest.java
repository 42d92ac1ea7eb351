package org.aralwatch.server.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuideBlockTest {
  @Test
  void anOutputBelongsToTheBlockBeforeIt() {
    assertThat(
            GuideBlock.of(
                """
                # Title
                ```bash
                date
                ls
                ```
                It prints
                ```text
                today
                ```
                ```sh
                not run
                ```
                ```json
                {}
                ```
                ```python
                print(1)
                ```
                """))
        .containsExactly(
            new GuideBlock(2, GuideBlock.Language.BASH, "date\nls", Optional.of("today")),
            new GuideBlock(16, GuideBlock.Language.PYTHON, "print(1)", Optional.empty()));
  }

  @Test
  void aFenceThatIsNotClosedIsRefused() {
    assertThatThrownBy(() -> GuideBlock.of("a\n```bash\nls\n"))
        .hasMessage("the fence of line 2 is not closed");
  }
}
