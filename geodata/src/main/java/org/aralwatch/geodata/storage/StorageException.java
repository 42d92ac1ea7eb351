package org.aralwatch.geodata.storage;

/** The store cannot be reached or cannot be used as it is; the message is one clear sentence. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
