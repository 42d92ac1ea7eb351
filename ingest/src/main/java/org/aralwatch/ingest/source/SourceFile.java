package org.aralwatch.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.aralwatch.geodata.storage.BlobStore;
import org.aralwatch.geodata.storage.Sha256;

/**
 * A file to be loaded, wherever its bytes are; it can be read more than once.
 *
 * @param name as the user knows it, without directories
 * @param size bytes
 */
public record SourceFile(String name, long size, Opener opener) {

  /** Opens the bytes from the beginning; the caller closes. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * @throws BadFileException when there is no such file, or it is none
   */
  public static SourceFile of(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        throw new BadFileException(
            Files.exists(path) ? path + " is no file" : "there is no file " + path);
      }
      if (!Files.isReadable(path)) {
        throw new BadFileException("the file " + path + " may not be read");
      }
      return new SourceFile(
          path.getFileName().toString(), Files.size(path), () -> Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      throw new BadFileException("there is no file " + path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Bytes kept in the store. */
  public static SourceFile of(String name, long size, BlobStore blobs, Sha256 sha256) {
    return new SourceFile(name, size, () -> blobs.open(sha256));
  }

  public InputStream open() throws IOException {
    return opener.open();
  }
}
