package org.aralwatch.ingest.source.kn15;

import java.util.OptionalInt;
import java.util.function.Supplier;

/** Water levels above gauge datum, in cm, as groups hold them. */
final class Levels {
  private Levels() {}

  /**
   * Level of a group nHHHH: up to 4999 as it is, from 5001 to 5999 below gauge datum, as 5036 for
   * -36. What is beyond is read differently by the public decoders: 5000 as 5000 or as 0, and 6000
   * and more as positive or as 5000 less it. Such a level is not taken.
   */
  static OptionalInt of(Group group) {
    int level = group.digits(1, 5);
    if (level < 5000) {
      return OptionalInt.of(level);
    }
    return level > 5000 && level < 6000 ? OptionalInt.of(5000 - level) : OptionalInt.empty();
  }

  /** Pushes the level, that it is missing, or why it is not understood. */
  static void push(Group group, TelegramRows rows, Supplier<TelegramRows.Value> value) {
    if (group.isMissing(1, 5)) {
      value.get().push("");
    } else if (!group.isDigits(1, 5)) {
      rows.refuse(group, "a level of four digits or four / is expected");
    } else {
      OptionalInt level = of(group);
      if (level.isPresent()) {
        value.get().push(Integer.toString(level.getAsInt()));
      } else {
        rows.refuse(
            group,
            "level " + group.digits(1, 5) + ": it is not settled what 5000 and above 5999 mean");
      }
    }
  }
}
