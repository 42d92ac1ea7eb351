package org.aralwatch.ingest.source.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Names of members. UTF-8 where the flag says it; without the flag some programs write UTF-8 all
 * the same, and those of Windows the OEM code page, which is CP866 in the region. Cyrillic in CP866
 * is hardly ever valid UTF-8, so that trying UTF-8 first tells them apart.
 */
final class MemberName {
  private static final Charset OEM = Charset.forName("IBM866");

  private MemberName() {}

  /**
   * @throws BadFileException for names that point out of the archive: nothing is ever written under
   *     them, but whoever made them meant harm or made a mistake
   */
  static String of(byte[] bytes, boolean markedUtf8) {
    String name = decoded(bytes, markedUtf8).replace('\\', '/');
    if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
      throw new BadFileException("the archive has a file whose name is empty or unreadable");
    }
    boolean climbs = ("/" + name + "/").contains("/../");
    boolean absolute = name.startsWith("/") || name.matches("^[A-Za-z]:.*");
    if (climbs || absolute) {
      throw new BadFileException(
          "the file '" + name + "' of the archive points out of the archive; pack it anew");
    }
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static String decoded(byte[] bytes, boolean markedUtf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      if (markedUtf8) {
        throw new BadFileException("the archive has a file whose name is no UTF-8");
      }
      return new String(bytes, OEM);
    }
  }

  /** What systems add to archives beside the files. */
  static boolean isClutter(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith("/")
        || ("/" + name).contains("/__MACOSX/")
        || file.startsWith("._")
        || file.equals(".ds_store")
        || file.equals("thumbs.db")
        || file.equals("desktop.ini");
  }
}
