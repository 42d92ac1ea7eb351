package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.ingest.source.BadFileException;

/**
 * A ZIP archive with its members at hand: an archive of files, or a workbook, whose parts are
 * members too. What could be a bomb, or is damaged, is refused: see {@link ZipDirectory} and {@link
 * MemberStream}. Not thread-safe.
 */
public final class ZipContainer implements AutoCloseable {
  static final int STORED = 0;
  static final int DEFLATED = 8;
  private static final int SIGNATURE = 4;

  private final Spool file;
  private final List<ZipMember> members;
  private final Map<String, ZipMember> byName = new HashMap<>();
  private final Map<String, ZipMember> bySmallName = new HashMap<>();

  private ZipContainer(Spool file, List<ZipMember> members) {
    this.file = file;
    this.members = members;
    for (ZipMember member : members) {
      byName.put(member.name(), member);
      bySmallName.putIfAbsent(member.name().toLowerCase(Locale.ROOT), member);
    }
  }

  /**
   * Copies the input to a temporary file and reads the directory.
   *
   * @throws BadFileException when it is damaged, or no ZIP archive
   */
  public static ZipContainer of(InputStream in) throws IOException {
    Spool file = Spool.of(in);
    try {
      return of(file);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** Reads the directory of a file, which from now on is closed with this. */
  public static ZipContainer of(Spool file) throws IOException {
    if (file.size() == 0) {
      throw new BadFileException("the file is empty");
    }
    return new ZipContainer(file, List.copyOf(ZipDirectory.read(file)));
  }

  /** Whether these first bytes are those of a ZIP archive, an empty one included. */
  public static boolean isZip(byte[] start) {
    return start.length >= SIGNATURE
        && start[0] == 'P'
        && start[1] == 'K'
        && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
  }

  /** In the order of the archive's directory; folders too. */
  public List<ZipMember> members() {
    return members;
  }

  /**
   * The member with this name, else one that differs in capital letters: in workbooks, the same.
   */
  public Optional<ZipMember> find(String name) {
    ZipMember exact = byName.get(name);
    return Optional.ofNullable(
        exact != null ? exact : bySmallName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** How deep it lies: 0 when it was uploaded as it is, 1 when it was a member of that. */
  int level() {
    return file.budget().level();
  }

  /**
   * The unpacked bytes of a member; the caller closes.
   *
   * @throws BadFileException when it is encrypted or packed in a way that is not known
   */
  public InputStream open(ZipMember member) throws IOException {
    if (member.encrypted()) {
      throw new BadFileException(
          "'" + member.name() + "' in the archive is encrypted: send it without a password");
    }
    if (member.method() != STORED && member.method() != DEFLATED) {
      throw new BadFileException(
          "'"
              + member.name()
              + "' in the archive is packed by method "
              + member.method()
              + "; only stored and deflated files can be read: pack it anew as an ordinary ZIP");
    }
    if (member.method() == STORED && member.size() != member.packed()) {
      throw new BadFileException(
          "'" + member.name() + "' in the archive is damaged: its two lengths differ");
    }
    return new MemberStream(file, member, ZipDirectory.dataOf(file, member));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
