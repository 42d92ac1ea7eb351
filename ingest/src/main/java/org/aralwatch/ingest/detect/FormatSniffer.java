package org.aralwatch.ingest.detect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.FileFormat;

/**
 * Tells what a file is by its bytes. Its name is never believed; where it says something else, that
 * is noted.
 */
final class FormatSniffer {
  /** Bytes of the beginning that are looked at for the shape of a text. */
  private static final int SHAPE = 1 << 16;

  private static final int MOST_ENTRIES = 2_000;
  private static final long MOST_INFLATED = 64L << 20;
  private static final Pattern ROOT = Pattern.compile("<(?:([\\w.-]+):)?([\\w.-]+)[\\s/>]");
  private static final Pattern GROUP = Pattern.compile("[0-9/]{5}");

  /** What the ending of a name promises. */
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("csv", "csv"),
          Map.entry("tsv", "csv"),
          Map.entry("txt", "text"),
          Map.entry("dat", "text"),
          Map.entry("xlsx", "xlsx"),
          Map.entry("xlsm", "xlsx"),
          Map.entry("xls", "xls"),
          Map.entry("ods", "ods"),
          Map.entry("json", "json"),
          Map.entry("geojson", "json"),
          Map.entry("xml", "waterml2"),
          Map.entry("nc", "netcdf"),
          Map.entry("zip", "zip"),
          Map.entry("gz", "gzip"),
          Map.entry("pdf", "pdf"));

  /**
   * What a file is.
   *
   * @param format empty for an archive, whose members have their own
   * @param sign by which it was known
   */
  record Sniffed(Optional<FileFormat> format, String sign) {
    boolean isArchive() {
      return format.isEmpty();
    }
  }

  private FormatSniffer() {}

  /**
   * Judges the beginning of a file.
   *
   * @throws BadFileException when it is nothing that can be read: says what it is
   */
  static Sniffed sniff(byte[] bytes) {
    if (bytes.length == 0) {
      throw new BadFileException("the file is empty");
    }
    refuseKnown(bytes);
    if (is(bytes, 'P', 'K', 3, 4)) {
      return zip(bytes);
    }
    if (is(bytes, 'P', 'K', 5, 6)) {
      throw new BadFileException("the ZIP archive is empty");
    }
    if (is(bytes, 'C', 'D', 'F', 1) || is(bytes, 'C', 'D', 'F', 2) || is(bytes, 'C', 'D', 'F', 5)) {
      return found(FileFormat.NETCDF, "CDF");
    }
    if (is(bytes, 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')) {
      return found(FileFormat.NETCDF, "HDF5");
    }
    EncodingDetector.Found encoding = EncodingDetector.detect(bytes, false);
    int from = encoding.markLength(bytes);
    String text =
        EncodingDetector.decode(
            bytes, from, Math.min(bytes.length, from + SHAPE), encoding.charset());
    refuseBinary(text);
    return text(text);
  }

  private static void refuseKnown(byte[] bytes) {
    String what = "";
    if (is(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
      what = "an old Excel workbook or another OLE document (.xls, .doc): save it as .xlsx";
    } else if (is(bytes, '%', 'P', 'D', 'F')) {
      what = "a PDF: its tables are drawings; export them as a workbook or CSV";
    } else if (is(bytes, 0x1f, 0x8b)) {
      what = "compressed by gzip: unpack it, or pack it as ZIP";
    } else if (is(bytes, '7', 'z', 0xbc, 0xaf)) {
      what = "a 7z archive: pack it as ZIP";
    } else if (is(bytes, 'R', 'a', 'r', '!')) {
      what = "a RAR archive: pack it as ZIP";
    } else if (is(bytes, 0xfd, '7', 'z', 'X', 'Z') || is(bytes, 'B', 'Z', 'h')) {
      what = "compressed by xz or bzip2: unpack it, or pack it as ZIP";
    } else if (is(bytes, 0x89, 'P', 'N', 'G')
        || is(bytes, 0xff, 0xd8, 0xff)
        || is(bytes, 'G', 'I', 'F', '8')) {
      what = "a picture";
    } else if (is(bytes, 'I', 'I', 42, 0) || is(bytes, 'M', 'M', 0, 42)) {
      what = "a TIFF raster: no table of observations";
    } else if (is(bytes, 'G', 'R', 'I', 'B') || is(bytes, 'B', 'U', 'F', 'R')) {
      what = "a GRIB or BUFR message, which is not read";
    } else if (is(bytes, 'P', 'A', 'R', '1') || is(bytes, 'S', 'Q', 'L', 'i', 't', 'e')) {
      what = "a Parquet file or an SQLite data base: export its tables as CSV";
    } else if (is(bytes, 0, 0, 0x27, 0x0a)) {
      what = "a shapefile: it belongs to the layers, not to the observations";
    } else if (is(bytes, 'R', 'D', 'X', '2') || is(bytes, 'R', 'D', 'X', '3')) {
      what = "data of R: export them as CSV";
    }
    if (!what.isEmpty()) {
      throw new BadFileException("the file is " + what);
    }
  }

  private static boolean is(byte[] bytes, int... mark) {
    return EncodingDetector.startsWith(bytes, mark);
  }

  private static Sniffed found(FileFormat format, String sign) {
    return new Sniffed(Optional.of(format), sign);
  }

  private static void refuseBinary(String text) {
    int wrong = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      wrong += c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a ? 1 : 0;
    }
    if (wrong * 50 > text.length()) {
      throw new BadFileException("the file is no text and of no format that is read");
    }
  }

  private static Sniffed zip(byte[] bytes) {
    List<String> names = new ArrayList<>();
    long inflated = 0;
    byte[] buffer = new byte[1 << 13];
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null && names.size() < MOST_ENTRIES && inflated < MOST_INFLATED) {
        String name = entry.getName();
        names.add(name);
        if (name.equals("mimetype")) {
          String type = new String(in.readNBytes(200), StandardCharsets.US_ASCII);
          if (type.startsWith("application/vnd.oasis.opendocument")) {
            return openDocument(type);
          }
        }
        if (name.startsWith("xl/")) {
          return found(FileFormat.XLSX, name);
        }
        if (name.startsWith("word/") || name.startsWith("ppt/")) {
          throw new BadFileException(
              "the file is a document of an office program, no workbook: copy its table into one");
        }
        int count = in.read(buffer);
        while (count >= 0 && inflated < MOST_INFLATED) {
          inflated += count;
          count = in.read(buffer);
        }
        entry = in.getNextEntry();
      }
    } catch (ZipException e) {
      throw new BadFileException("the ZIP archive is damaged: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      // The beginning ends within an entry: its names so far are enough.
      if (names.isEmpty()) {
        throw new BadFileException("the ZIP archive is damaged: " + e.getMessage(), e);
      }
    }
    if (names.contains("[Content_Types].xml")) {
      return found(FileFormat.XLSX, "[Content_Types].xml");
    }
    if (names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".shp"))) {
      throw new BadFileException(
          "the archive holds a shapefile: it belongs to the layers, not to the observations");
    }
    return new Sniffed(Optional.empty(), names.get(0));
  }

  private static Sniffed openDocument(String type) {
    if (!type.contains("spreadsheet")) {
      throw new BadFileException("the file is an OpenDocument, but no spreadsheet: " + type);
    }
    return found(FileFormat.ODS, type);
  }

  private static Sniffed text(String text) {
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw new BadFileException("the file has nothing but blanks");
    }
    char first = start.charAt(0);
    if (first == '{' || first == '[' && isJsonArray(start)) {
      return json(start);
    }
    if (first == '<') {
      return xml(start);
    }
    return isTelegrams(start) ? found(FileFormat.KN15, "=") : found(FileFormat.CSV, "");
  }

  /** "[m3/s]" may begin a header; an array goes on with a value. */
  private static boolean isJsonArray(String start) {
    String rest = start.substring(1).stripLeading();
    return rest.isEmpty() || "{[\"]-0123456789".indexOf(rest.charAt(0)) >= 0;
  }

  private static Sniffed json(String start) {
    for (String key : new String[] {"\"@iot.id\"", "\"@iot.nextLink\"", "\"@iot.selfLink\""}) {
      if (start.contains(key)) {
        return found(FileFormat.SENSORTHINGS, key);
      }
    }
    if (start.contains("openaq-api")
        || start.contains("\"meta\"")
            && start.contains("\"results\"")
            && (start.contains("\"parameter\"") || start.contains("\"sensors\""))) {
      return found(FileFormat.OPENAQ, "meta, results");
    }
    return found(FileFormat.JSON, start.substring(0, 1));
  }

  private static Sniffed xml(String start) {
    String body = start.replaceAll("(?s)<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^>]*>", "");
    Matcher root = ROOT.matcher(body);
    String name = root.find() ? root.group(2) : "";
    if (start.contains("http://www.opengis.net/waterml/2.0")) {
      return found(FileFormat.WATERML2, name);
    }
    if (name.equalsIgnoreCase("html") || name.equalsIgnoreCase("table")) {
      throw new BadFileException(
          "the file is a web page, as some systems give it the name of a workbook: open it and save"
              + " it as .xlsx or CSV");
    }
    if (start.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
      throw new BadFileException("the file is a workbook of Excel 2003 in XML: save it as .xlsx");
    }
    if (name.isEmpty()) {
      return found(FileFormat.CSV, "");
    }
    throw new BadFileException(
        "the file is XML with the root element '" + name + "'; of XML only WaterML 2.0 is read");
  }

  /**
   * Groups of five digits or slashes, ended by an equals sign; the second has day, hour, section.
   */
  private static boolean isTelegrams(String start) {
    int end = start.indexOf('=');
    if (end < 0) {
      return false;
    }
    int groups = 0;
    int others = 0;
    boolean headed = false;
    for (String telegram : start.substring(0, Math.min(start.length(), 8_000)).split("=")) {
      String[] words = telegram.strip().split("\\s+");
      int run = 0;
      for (int i = 0; i < words.length; i++) {
        if (GROUP.matcher(words[i]).matches()) {
          groups++;
          run++;
          headed |=
              run == 2
                  && words[i].matches("[0-3][0-9][0-2][0-9][1-9]")
                  && words[i - 1].matches("[0-9]{5}");
        } else {
          others += words[i].isEmpty() ? 0 : 1;
        }
      }
    }
    return headed && groups >= 3 && others <= groups * 0.5;
  }

  /** Notes what the file is, and whether its name says something else. */
  static void note(Sniffed sniffed, String fileName, Notes notes) {
    String code = sniffed.format().map(FileFormat::code).orElse("zip");
    notes.found("/format", code, 0.97, "format." + code, sniffed.sign());
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    String promised = ENDINGS.getOrDefault(ending, "");
    boolean json = code.equals("openaq") || code.equals("sensorthings");
    boolean same =
        promised.isEmpty()
            || promised.equals(code)
            || promised.equals("json") && json
            || promised.equals("text") && (code.equals("csv") || code.equals("kn15") || json);
    if (!same) {
      notes.found("/format", code, 0.97, "format.name", fileName, code);
    }
  }

  /** The members of an archive by what they are, each judged by its beginning. */
  static List<Member> members(InputStream archive) throws IOException {
    List<Member> members = new ArrayList<>();
    long budget = MOST_INFLATED;
    try (ZipInputStream in = new ZipInputStream(archive)) {
      for (ZipEntry entry = in.getNextEntry();
          entry != null && members.size() < MOST_ENTRIES && budget > 0;
          entry = in.getNextEntry()) {
        String name = entry.getName();
        if (entry.isDirectory() || name.startsWith("__MACOSX/") || name.endsWith(".DS_Store")) {
          continue;
        }
        int most = (int) Math.min(budget, members.size() < 8 ? 8L << 20 : 1L << 18);
        byte[] head = in.readNBytes(most);
        budget -= head.length;
        members.add(member(name, head, head.length < most));
      }
    } catch (ZipException e) {
      throw new BadFileException("the ZIP archive is damaged: " + e.getMessage(), e);
    }
    return members;
  }

  private static Member member(String name, byte[] head, boolean whole) {
    try {
      Sniffed sniffed = sniff(head);
      return new Member(name, head, whole, sniffed.format(), sniffed.isArchive() ? "ZIP" : "");
    } catch (BadFileException e) {
      return new Member(name, head, whole, Optional.empty(), e.getMessage());
    }
  }

  /**
   * A member of an archive.
   *
   * @param head its beginning
   * @param whole whether that is all
   * @param format empty when it cannot be read
   * @param why it cannot
   */
  record Member(String name, byte[] head, boolean whole, Optional<FileFormat> format, String why) {}
}
