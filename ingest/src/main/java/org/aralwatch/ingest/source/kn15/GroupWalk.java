package org.aralwatch.ingest.source.kn15;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes through the groups of a section. Its numbers only ascend (0 comes last), so one that falls
 * back tells of a telegram that was not closed or of a section whose mark is garbled, and what
 * follows could be taken for something it is not: from there on all is refused.
 */
final class GroupWalk {
  private GroupWalk() {}

  /**
   * @param repeated numbers of which there may be several
   * @param reader gets the groups that are well-formed and in order
   */
  static void over(
      List<Group> groups, Set<Integer> repeated, TelegramRows rows, Consumer<Group> reader) {
    int last = 0;
    boolean broken = false;
    for (Group group : groups) {
      if (broken) {
        rows.refuse(group, "not read: it follows a group that is garbled or out of order");
        continue;
      }
      if (!group.isWellFormed()) {
        broken = true;
        rows.refuse(group, "no group: it should have five digits, or / where something is missing");
        continue;
      }
      int place = group.number() == 0 ? 10 : group.number();
      if (place < last || place == last && !repeated.contains(group.number())) {
        broken = true;
        rows.refuse(
            group,
            "group "
                + group.number()
                + " after group "
                + last % 10
                + ": out of order; is the sign = or the mark of a section missing before it?");
        continue;
      }
      last = place;
      reader.accept(group);
    }
  }
}
