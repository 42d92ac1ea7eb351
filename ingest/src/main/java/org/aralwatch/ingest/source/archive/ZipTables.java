package org.aralwatch.ingest.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader;

/**
 * A ZIP archive of files (PKWARE APPNOTE 6.3.10): every member is read by a reader of its own, and
 * is a table with its path as name; the tables of a workbook are "folder/book.xlsx/Sheet1". An
 * archive in the archive is read alike, one in that is refused. What systems leave in archives
 * (folders, __MACOSX, .DS_Store, Thumbs.db) is passed over.
 */
public final class ZipTables implements TableReader {
  private final Function<String, Optional<TableReader>> readers;

  /**
   * @param readers gives the reader for a member's path; empty for what is left out
   */
  public ZipTables(Function<String, Optional<TableReader>> readers) {
    this.readers = readers;
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    read(in, "", sink);
  }

  private void read(InputStream in, String folder, RowSink sink) throws IOException {
    try (ZipContainer zip = open(in)) {
      boolean any = false;
      for (ZipMember member : zip.members()) {
        if (!MemberName.isClutter(member.name())) {
          any = true;
          member(zip, member, folder, sink);
        }
      }
      if (!any) {
        throw new BadFileException("the archive has no files");
      }
    }
  }

  private static ZipContainer open(InputStream in) throws IOException {
    Spool file = Spool.of(in);
    try {
      if (file.size() > 0 && !ZipContainer.isZip(file.bytes(0, 4))) {
        throw new BadFileException("the file is no ZIP archive");
      }
      ZipContainer zip = ZipContainer.of(file);
      ZipKind kind = ZipKind.of(zip);
      if (kind != ZipKind.FILES) {
        throw new BadFileException(
            "the file is " + kind.description() + ", not an archive of files");
      }
      if (zip.level() >= Budget.DEEPEST) {
        throw new BadFileException(
            "an archive in an archive in an archive; unpack it, and pack the files into one");
      }
      return zip;
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private void member(ZipContainer zip, ZipMember member, String folder, RowSink sink)
      throws IOException {
    String name = folder + member.name();
    boolean archive = name.toLowerCase(Locale.ROOT).endsWith(".zip");
    Optional<TableReader> reader = archive ? Optional.empty() : readers.apply(name);
    if (!archive && reader.isEmpty()) {
      return;
    }
    try (InputStream in = zip.open(member)) {
      if (archive) {
        read(in, name + "/", sink);
      } else {
        MemberSink tables = new MemberSink(name, sink);
        reader.get().read(in, tables);
        tables.end();
        // A reader may stop before the end; the check sum is only known there.
        in.transferTo(OutputStream.nullOutputStream());
      }
    } catch (BadFileException e) {
      throw new BadFileException(name + ": " + e.getMessage(), e);
    }
  }

  /** Puts the member's path before the names of its tables; one without a name has the path. */
  private static final class MemberSink implements RowSink {
    private final String member;
    private final RowSink sink;
    private boolean begun;

    MemberSink(String member, RowSink sink) {
      this.member = member;
      this.sink = sink;
    }

    @Override
    public void beginTable(String name) {
      begun = true;
      sink.beginTable(member + "/" + name);
    }

    @Override
    public void accept(Row row) {
      begin();
      sink.accept(row);
    }

    void end() {
      begin();
    }

    private void begin() {
      if (!begun) {
        begun = true;
        sink.beginTable(member);
      }
    }
  }
}
