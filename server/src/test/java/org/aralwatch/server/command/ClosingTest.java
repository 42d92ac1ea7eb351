package org.aralwatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.aralwatch.server.command.Closing.Stage;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final Closing closing = Closing.atExit();

  private void add(Stage stage, String name) {
    closing.add(stage, name, () -> closed.add(name));
  }

  @Test
  void partsCloseByStageAndTheLastOpenedFirstWhateverTheOrderOfOpening() {
    add(Stage.REQUESTS, "http");
    add(Stage.DATABASE, "postgres");
    add(Stage.CONNECTIONS, "pool");
    add(Stage.CONNECTIONS, "announcement");
    add(Stage.WORKER, "worker");
    closing.close();
    assertThat(closed).containsExactly("http", "worker", "announcement", "pool", "postgres");
  }

  @Test
  void eachPartIsClosedOnce() {
    add(Stage.WORKER, "worker");
    closing.close();
    closing.close();
    assertThat(closed).containsExactly("worker");
  }

  @Test
  void aPartThatFailsKeepsNoOtherOpen() {
    add(Stage.CONNECTIONS, "pool");
    closing.add(
        Stage.WORKER,
        "worker",
        () -> {
          throw new IllegalStateException("stuck");
        });
    closing.close();
    assertThat(closed).containsExactly("pool");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    closing.close();
    assertThatThrownBy(() -> add(Stage.CONNECTIONS, "pool"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("pool");
  }
}
