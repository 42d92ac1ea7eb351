package org.aralwatch.ingest.source.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.archive.Spool;
import org.aralwatch.ingest.source.archive.ZipContainer;
import org.aralwatch.ingest.source.archive.ZipKind;

/** Opens a spreadsheet, or says what the file is instead and what its owner can do. */
final class SheetFile {
  private static final int START = 4096;
  private static final int BLOCK = 1 << 20;
  // Names of streams in an OLE container are UTF-16.
  private static final byte[] ENCRYPTED = utf16("EncryptedPackage");
  private static final byte[] BOOK = utf16("Book");
  private static final byte[] WORKBOOK = utf16("Workbook");
  private static final String SAVE = ": save it as .xlsx or .ods and send that";

  private SheetFile() {}

  /** The caller closes what is returned. */
  static ZipContainer open(InputStream in, ZipKind wanted) throws IOException {
    Spool file = Spool.of(in);
    try {
      byte[] start = file.bytes(0, START);
      if (start.length == 0) {
        throw new BadFileException("the file is empty");
      }
      if (!ZipContainer.isZip(start)) {
        throw new BadFileException(whatItIs(file, start));
      }
      ZipContainer zip = ZipContainer.of(file);
      ZipKind kind = ZipKind.of(zip);
      if (kind != wanted) {
        throw new BadFileException(
            "the file is "
                + kind.description()
                + ", not "
                + wanted.description()
                + (kind == ZipKind.XLSB ? SAVE : ""));
      }
      return zip;
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static String whatItIs(Spool file, byte[] start) throws IOException {
    if (startsWith(start, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
      return insideOle(file);
    }
    boolean biff =
        start.length > 4
            && start[0] == 0x09
            && (start[1] == 0 || start[1] == 2 || start[1] == 4)
            && start[2] <= 8
            && start[3] == 0;
    if (biff) {
      return "the file is an Excel workbook of before 1995" + SAVE;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (text.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
      return "the file is an XML spreadsheet of Excel 2003" + SAVE;
    }
    if (text.contains("urn:oasis:names:tc:opendocument")) {
      return "the file is a flat OpenDocument file (.fods)" + SAVE;
    }
    if (text.contains("<html") || text.contains("<table")) {
      return "the file is a web page that was given the name of a workbook" + SAVE;
    }
    if (startsWith(start, 0x50, 0x4b)) {
      return "the file is a damaged ZIP archive; send it again";
    }
    boolean isText = text.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\r' && c != '\n');
    return isText
        ? "the file is text, not a workbook; name it .csv"
        : "the file is no workbook: it does not begin as a ZIP archive does";
  }

  /** OLE containers hold the old workbooks, and the new ones when they have a password. */
  private static String insideOle(Spool file) throws IOException {
    boolean book = false;
    int overlap = ENCRYPTED.length;
    for (long from = 0; from < file.size(); from += BLOCK) {
      byte[] block = file.bytes(from, BLOCK + overlap);
      if (contains(block, ENCRYPTED)) {
        return "the workbook is encrypted: save it without a password and send that";
      }
      book |= contains(block, WORKBOOK) || contains(block, BOOK);
    }
    return book
        ? "the file is an Excel workbook of before 2007 (.xls)" + SAVE
        : "the file is an old Office document, not a workbook" + SAVE;
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      int at = 0;
      while (at < wanted.length && bytes[i + at] == wanted[at]) {
        at++;
      }
      if (at == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
