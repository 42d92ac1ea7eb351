package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Reads the central directory of a ZIP archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16;
 * ZIP64 included, several volumes not). The JDK's own reader keeps whatever is there in memory,
 * takes names to be UTF-8, does not compare check sums, and reads overlapping members.
 */
final class ZipDirectory {
  /** Files in an archive. A year of daily files of thirty stations is 11,000. */
  static final int MOST_MEMBERS = 20_000;

  /** Bytes of the directory: MOST_MEMBERS with names, times and rights need about 3 MB. */
  static final int MOST_BYTES = 8 << 20;

  private static final int LOCAL = 0x04034b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int ENTRY_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END_64_BYTES = 56;
  private static final int LOCAL_BYTES = 30;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final long IN_ZIP64 = 0xffffffffL;

  private final Spool file;
  // Bytes before the archive: a program that unpacks itself begins with the program.
  private long before;
  private long start;
  private long size;
  private long entries;

  private ZipDirectory(Spool file) {
    this.file = file;
  }

  /** All entries in the directory's order, folders too. */
  static List<ZipMember> read(Spool file) throws IOException {
    ZipDirectory directory = new ZipDirectory(file);
    directory.find();
    List<ZipMember> members = directory.entries();
    directory.refuseOverlaps(members);
    refuseDuplicates(members);
    return members;
  }

  /** Where the bytes of a member begin. */
  static long dataOf(Spool file, ZipMember member) throws IOException {
    ByteBuffer local = buffer(file.bytes(member.offset(), LOCAL_BYTES));
    if (local.limit() < LOCAL_BYTES || local.getInt(0) != LOCAL) {
      throw damaged("'" + member.name() + "' is not where the directory says");
    }
    long from = member.offset() + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28);
    if (from + member.packed() > file.size()) {
      throw new BadFileException("'" + member.name() + "' in the archive is cut off");
    }
    return from;
  }

  private void find() throws IOException {
    int tail = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
    long tailStart = file.size() - tail;
    ByteBuffer bytes = buffer(file.bytes(tailStart, tail));
    for (int at = tail - END_BYTES; at >= 0; at--) {
      // The comment after it may hold anything, but it must fill the file.
      if (bytes.getInt(at) == END && at + END_BYTES + unsigned(bytes, at + 20) <= tail) {
        end(bytes, at, tailStart + at);
        return;
      }
    }
    throw new BadFileException(
        "the ZIP archive is cut off: its directory, which stands at the end, is missing");
  }

  private void end(ByteBuffer bytes, int at, long position) throws IOException {
    int disk = unsigned(bytes, at + 4);
    entries = unsigned(bytes, at + 10);
    size = bytes.getInt(at + 12) & IN_ZIP64;
    start = bytes.getInt(at + 16) & IN_ZIP64;
    long directoryEnd = position;
    if (entries == 0xffff || size == IN_ZIP64 || start == IN_ZIP64) {
      directoryEnd = zip64(position);
    } else if (disk != 0) {
      throw new BadFileException(
          "a part of a ZIP archive of several volumes: join them to one archive");
    }
    if (entries > MOST_MEMBERS || size > MOST_BYTES) {
      throw tooMany();
    }
    before = directoryEnd - size - start;
    if (before < 0 || start < 0) {
      throw damaged("its directory is not where its end says");
    }
  }

  /** Reads the end record of ZIP64 instead; where the directory ends. */
  private long zip64(long position) throws IOException {
    if (position < LOCATOR_BYTES) {
      return position;
    }
    ByteBuffer locator = buffer(file.bytes(position - LOCATOR_BYTES, LOCATOR_BYTES));
    if (locator.getInt(0) != LOCATOR_64) {
      return position;
    }
    long at = position - LOCATOR_BYTES - END_64_BYTES;
    ByteBuffer end = at < 0 ? buffer(new byte[0]) : buffer(file.bytes(at, END_64_BYTES));
    if (end.limit() < END_64_BYTES || end.getInt(0) != END_64) {
      throw damaged("its ZIP64 end record is missing");
    }
    entries = end.getLong(32);
    size = end.getLong(40);
    start = end.getLong(48);
    if (entries < 0 || entries > MOST_MEMBERS || size < 0 || size > MOST_BYTES) {
      throw tooMany();
    }
    return at;
  }

  private List<ZipMember> entries() throws IOException {
    ByteBuffer bytes = buffer(file.bytes(before + start, (int) size));
    List<ZipMember> members = new ArrayList<>();
    int at = 0;
    while (at + ENTRY_BYTES <= bytes.limit() && bytes.getInt(at) == ENTRY) {
      int name = unsigned(bytes, at + 28);
      int extra = unsigned(bytes, at + 30);
      int next = at + ENTRY_BYTES + name + extra + unsigned(bytes, at + 32);
      if (next > bytes.limit()) {
        throw damaged("its directory is cut off");
      }
      members.add(entry(bytes, at, name, extra));
      if (members.size() > MOST_MEMBERS) {
        throw tooMany();
      }
      at = next;
    }
    if (members.size() != entries || at != bytes.limit()) {
      throw damaged("its directory has " + members.size() + " entries instead of " + entries);
    }
    return members;
  }

  private ZipMember entry(ByteBuffer bytes, int at, int nameLength, int extraLength) {
    int flags = unsigned(bytes, at + 8);
    byte[] nameBytes = new byte[nameLength];
    bytes.get(at + ENTRY_BYTES, nameBytes);
    int extra = at + ENTRY_BYTES + nameLength;
    long packed = bytes.getInt(at + 20) & IN_ZIP64;
    long unpacked = bytes.getInt(at + 24) & IN_ZIP64;
    long offset = bytes.getInt(at + 42) & IN_ZIP64;
    int wide = field(bytes, extra, extra + extraLength, 1);
    if (wide >= 0) {
      int last = wide + 4 + unsigned(bytes, wide + 2);
      int value = wide + 4;
      // The field holds only those that do not fit, in this order.
      if (unpacked == IN_ZIP64 && value + 8 <= last) {
        unpacked = bytes.getLong(value);
        value += 8;
      }
      if (packed == IN_ZIP64 && value + 8 <= last) {
        packed = bytes.getLong(value);
        value += 8;
      }
      if (offset == IN_ZIP64 && value + 8 <= last) {
        offset = bytes.getLong(value);
      }
    }
    String name = MemberName.of(nameBytes, (flags & 0x800) != 0);
    if (packed < 0 || unpacked < 0 || offset < 0 || before + offset + packed > file.size()) {
      throw new BadFileException("'" + name + "' in the archive is cut off");
    }
    return new ZipMember(
        name,
        unpacked,
        packed,
        unsigned(bytes, at + 10),
        (flags & 1) != 0,
        bytes.getInt(at + 16) & IN_ZIP64,
        before + offset);
  }

  /** Where the extra field with this number is, or -1. */
  private static int field(ByteBuffer bytes, int from, int to, int id) {
    int at = from;
    while (at + 4 <= to) {
      int next = at + 4 + unsigned(bytes, at + 2);
      if (next > to) {
        return -1;
      }
      if (unsigned(bytes, at) == id) {
        return at;
      }
      at = next;
    }
    return -1;
  }

  /** Members that share bytes unpack to far more than the archive's size (Fifield, 2019). */
  private void refuseOverlaps(List<ZipMember> members) {
    List<ZipMember> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingLong(ZipMember::offset));
    long free = 0;
    for (ZipMember member : sorted) {
      if (member.offset() < free) {
        throw new BadFileException(
            "'" + member.name() + "' in the archive overlaps another file, as in a ZIP bomb");
      }
      free = member.offset() + LOCAL_BYTES + member.packed();
    }
    if (free > before + start) {
      throw damaged("its files reach into its directory");
    }
  }

  private static void refuseDuplicates(List<ZipMember> members) {
    Set<String> names = new HashSet<>();
    for (ZipMember member : members) {
      if (!names.add(member.name()) && !MemberName.isClutter(member.name())) {
        throw new BadFileException(
            "the archive has two files '" + member.name() + "'; which one counts is not clear");
      }
    }
  }

  private static BadFileException tooMany() {
    return new BadFileException(
        "the archive has more than "
            + MOST_MEMBERS
            + " files, or a directory larger than "
            + (MOST_BYTES >> 20)
            + " MiB");
  }

  private static BadFileException damaged(String how) {
    return new BadFileException("the ZIP archive is damaged: " + how);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return bytes.getShort(at) & 0xffff;
  }
}
