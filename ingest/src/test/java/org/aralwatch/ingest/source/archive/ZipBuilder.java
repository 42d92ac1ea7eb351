package org.aralwatch.ingest.source.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIP archives byte by byte, so that they can be wrong in any way. */
public final class ZipBuilder {
  static final int UTF_8 = 0x800;
  static final int ENCRYPTED = 1;

  /** What the directory says of a member, and the bytes that are there. */
  record Entry(byte[] name, int flags, int method, byte[] packed, long crc32, long size) {
    static Entry deflated(String name, byte[] content) {
      return new Entry(
          name.getBytes(StandardCharsets.UTF_8),
          UTF_8,
          ZipContainer.DEFLATED,
          deflate(content),
          checkSum(content),
          content.length);
    }

    static Entry stored(String name, String content) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return new Entry(
          name.getBytes(StandardCharsets.UTF_8), 0, 0, bytes, checkSum(bytes), bytes.length);
    }

    Entry named(byte[] other, int otherFlags) {
      return new Entry(other, otherFlags, method, packed, crc32, size);
    }

    Entry flagged(int otherFlags) {
      return new Entry(name, otherFlags, method, packed, crc32, size);
    }

    Entry method(int other) {
      return new Entry(name, flags, other, packed, crc32, size);
    }

    Entry saying(long otherSize, long otherCrc32) {
      return new Entry(name, flags, method, packed, otherCrc32, otherSize);
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] before = {};
  private String comment = "";
  private boolean zip64;
  private boolean overlapping;
  private int counted = -1;

  public ZipBuilder add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public ZipBuilder add(String name, byte[] content) {
    return add(Entry.deflated(name, content));
  }

  ZipBuilder add(Entry entry) {
    entries.add(entry);
    return this;
  }

  ZipBuilder before(byte[] bytes) {
    before = bytes;
    return this;
  }

  ZipBuilder comment(String text) {
    comment = text;
    return this;
  }

  ZipBuilder zip64() {
    zip64 = true;
    return this;
  }

  /** All members point to the bytes of the first. */
  ZipBuilder overlapping() {
    overlapping = true;
    return this;
  }

  /** The end says another number of members. */
  ZipBuilder saying(int members) {
    counted = members;
    return this;
  }

  public byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    out.writeBytes(before);
    for (Entry entry : entries) {
      int offset = overlapping ? 0 : out.size() - before.length;
      ByteBuffer local = buffer(30);
      local.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags());
      local.putShort((short) entry.method()).putInt(0).putInt((int) entry.crc32());
      local.putInt(entry.packed().length).putInt((int) entry.size());
      local.putShort((short) entry.name().length).putShort((short) 0);
      out.writeBytes(local.array());
      out.writeBytes(entry.name());
      out.writeBytes(entry.packed());
      directory.writeBytes(inDirectory(entry, offset));
    }
    int start = out.size() - before.length;
    out.writeBytes(directory.toByteArray());
    int count = counted < 0 ? entries.size() : counted;
    if (zip64) {
      ByteBuffer end = buffer(56 + 20);
      end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
      end.putInt(0).putInt(0).putLong(count).putLong(count);
      end.putLong(directory.size()).putLong(start);
      end.putInt(0x07064b50).putInt(0).putLong(start + directory.size()).putInt(1);
      out.writeBytes(end.array());
    }
    ByteBuffer end = buffer(22);
    end.putInt(0x06054b50).putInt(0);
    end.putShort((short) (zip64 ? 0xffff : count)).putShort((short) (zip64 ? 0xffff : count));
    end.putInt(zip64 ? -1 : directory.size()).putInt(zip64 ? -1 : start);
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    end.putShort((short) text.length);
    out.writeBytes(end.array());
    out.writeBytes(text);
    return out.toByteArray();
  }

  private byte[] inDirectory(Entry entry, int offset) {
    ByteBuffer central = buffer(46 + entry.name().length + (zip64 ? 28 : 0));
    central.putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
    central.putShort((short) entry.flags()).putShort((short) entry.method()).putInt(0);
    central.putInt((int) entry.crc32());
    central.putInt(zip64 ? -1 : entry.packed().length).putInt(zip64 ? -1 : (int) entry.size());
    central.putShort((short) entry.name().length).putShort((short) (zip64 ? 28 : 0));
    central.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    central.putInt(zip64 ? -1 : offset).put(entry.name());
    if (zip64) {
      central.putShort((short) 1).putShort((short) 24);
      central.putLong(entry.size()).putLong(entry.packed().length).putLong(offset);
    }
    return central.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static long checkSum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }
}
