package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.aralwatch.geodata.storage.Sha256;
import org.aralwatch.geodata.storage.Source;
import org.aralwatch.geodata.storage.Source.FileState;
import org.aralwatch.geodata.storage.SourceFileStore;
import org.aralwatch.geodata.storage.SourceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watched folder. It is looked at again and again; a notice of the file system would not come
 * from a network share, nor for what happened while nobody listened.
 *
 * <p>The way of a file, and why none is lost or taken twice wherever the process is killed:
 *
 * <ol>
 *   <li>Its size and time stand still for the stated while.
 *   <li>It is <em>claimed</em>: moved, by one atomic rename, into a directory of its own below
 *       {@code taken}. From here on the file system says that it must be loaded; whoever put it
 *       into the folder cannot replace it, only put another there.
 *   <li>It is copied and hashed, <em>noted</em> in the store, given to the queue, and the note gets
 *       the upload's key. A claim without a note is begun anew. A note without an upload's key
 *       finds the upload by sender, name and bytes, or is given to the queue again.
 *   <li>When the upload is settled, the report is written beside the file, the directory is moved,
 *       by one atomic rename, to {@code done} or {@code failed}, and the note is closed, in this
 *       order: each of them done twice does what it did once.
 * </ol>
 */
final class FolderWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** Claims of one look; the rest waits for the next. */
  private static final int MOST_CLAIMS = 200;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SourceStore store;
  private final SourceFileStore files;
  private final Loads loads;
  private final RandomGenerator random;
  private final Path spool;

  /**
   * @param spool directory for copies of files while they are given to the queue
   */
  FolderWatch(
      SourceStore store, SourceFileStore files, Loads loads, RandomGenerator random, Path spool) {
    this.store = store;
    this.files = files;
    this.loads = loads;
    this.random = random;
    this.spool = spool;
  }

  /** What a look found, apart from what it did. */
  record Look(boolean loading, int stored, List<String> failures) {}

  /** One look at one folder. */
  private final class Visit {
    private final SourceDefinition definition;
    private final Parameters.Folder folder;
    private final Instant now;
    private final JsonNode seenBefore;
    private final ObjectNode seen = JsonNodeFactory.instance.objectNode();
    private final List<String> failures = new ArrayList<>();
    private boolean loading;
    private int stored;
    private IOException trouble;

    Visit(SourceDefinition definition, JsonNode mark, Instant now) {
      this.definition = definition;
      this.folder = (Parameters.Folder) definition.parameters();
      this.now = now;
      this.seenBefore = mark.path("seen");
    }

    void run() throws IOException {
      for (String name : List.of(Claim.TAKEN, Claim.DONE, Claim.FAILED)) {
        Files.createDirectories(folder.path().resolve(name));
      }
      for (Path claim : claims()) {
        attempt(claim, () -> advance(claim));
      }
      settleMoved();
      int claimed = 0;
      for (Path file : arrived()) {
        if (claimed < MOST_CLAIMS && isStill(file.getFileName().toString(), file)) {
          claimed++;
          attempt(file, () -> claim(file));
        }
      }
    }

    /** Trouble with one file does not keep the others waiting. */
    private void attempt(Path path, Step step) {
      try {
        step.run();
      } catch (IOException e) {
        LOG.warn("source {}: {}: {}", definition.name(), path, e.toString());
        if (trouble == null) {
          trouble = e;
        } else {
          trouble.addSuppressed(e);
        }
      }
    }

    private List<Path> claims() throws IOException {
      List<Path> claims = new ArrayList<>();
      try (DirectoryStream<Path> all =
          Files.newDirectoryStream(
              folder.path().resolve(Claim.TAKEN),
              path -> path.getFileName().toString().startsWith(definition.name() + "."))) {
        all.forEach(claims::add);
      }
      claims.sort(null);
      return claims;
    }

    private List<Path> arrived() throws IOException {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.path(), this::isFile)) {
        all.forEach(files::add);
      }
      files.sort(null);
      return files;
    }

    /**
     * Hidden files, and those that programs write before they give them their name, are not taken.
     */
    private boolean isFile(Path path) {
      String name = path.getFileName().toString();
      String small = name.toLowerCase(Locale.ROOT);
      return !name.startsWith(".")
          && !name.startsWith("~$")
          && !small.endsWith(".tmp")
          && !small.endsWith(".part")
          && !small.endsWith(".partial")
          && !small.endsWith(".filepart")
          && !small.endsWith(".crdownload")
          && folder.pattern().matches(path.getFileName())
          && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether size and time are those of the looks before, for the stated while. What is seen is
     * kept with the source, so that the next look may be another worker's.
     */
    private boolean isStill(String key, Path file) throws IOException {
      BasicFileAttributes attributes;
      try {
        attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        return false;
      }
      long size = attributes.size();
      String time = attributes.lastModifiedTime().toInstant().toString();
      JsonNode before = seenBefore.path(key);
      boolean same =
          before.path("size").asLong(-1) == size && before.path("time").asText().equals(time);
      String since = same ? before.path("since").asText() : now.toString();
      seen.putObject(key).put("size", size).put("time", time).put("since", since);
      return same && !Instant.parse(since).plus(folder.still()).isAfter(now)
          || folder.still().isZero();
    }

    private void claim(Path file) throws IOException {
      Path claim =
          folder
              .path()
              .resolve(Claim.TAKEN)
              .resolve(
                  definition.name()
                      + "."
                      + STAMP.format(now)
                      + "-"
                      + String.format("%08x", random.nextInt()));
      Files.createDirectory(claim);
      String name = file.getFileName().toString();
      Path taken = claim.resolve(name);
      try {
        Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.deleteIfExists(claim);
        if (e instanceof NoSuchFileException) {
          return;
        }
        throw e;
      }
      // It may have been replaced between the look and the rename: then it must stand still first.
      JsonNode looked = seen.remove(name);
      seen.set(claim.getFileName().toString(), looked);
      if (isAsSeen(taken, looked)) {
        load(claim, taken);
      }
    }

    private static boolean isAsSeen(Path file, JsonNode seen) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.path("size").asLong(-1) == attributes.size()
          && seen.path("time")
              .asText()
              .equals(attributes.lastModifiedTime().toInstant().toString());
    }

    private void advance(Path claim) throws IOException {
      String key = claim.getFileName().toString();
      Optional<Source.File> note = files.findClaim(definition.name(), key);
      Optional<Path> file = Claim.content(claim);
      if (note.isEmpty()) {
        if (file.isEmpty()) {
          // Killed between the directory and the rename.
          Files.deleteIfExists(claim);
        } else if (isStill(key, file.get())) {
          load(claim, file.get());
        }
        return;
      }
      Source.File known = note.get();
      if (!known.state().isOpen()) {
        Claim.close(folder.path(), claim, known.state());
        return;
      }
      if (known.state() == FileState.TAKEN) {
        Optional<Long> upload = files.findUnnoted(known, definition.actor());
        if (upload.isPresent()) {
          files.loading(known.id(), upload.get());
        } else if (file.isPresent()) {
          submitAgain(known, claim, file.get());
        } else {
          settle(known, claim, gone());
        }
        loading = true;
        return;
      }
      settleOrWait(known, claim);
    }

    private void settleOrWait(Source.File known, Path claim) throws IOException {
      Loads.Outcome outcome = loads.advance(definition, known);
      if (outcome.state().isOpen()) {
        loading |= outcome.state() != FileState.WAITING;
        return;
      }
      settle(known, claim, outcome);
    }

    private Loads.Outcome gone() {
      return new Loads.Outcome(
          FileState.FAILED,
          "the file was taken out of the folder before it was read",
          Optional.empty());
    }

    /** Directories that were moved by a process that was killed before it closed the note. */
    private void settleMoved() throws IOException {
      for (Source.File open : files.openFiles(definition.name())) {
        Path claim = folder.path().resolve(Claim.TAKEN).resolve(open.claim().orElseThrow());
        if (Files.exists(claim)) {
          continue;
        }
        if (open.state() == FileState.TAKEN) {
          loads.settle(open, gone());
          failures.add(open.fileName() + ": " + gone().sentence());
          continue;
        }
        Loads.Outcome outcome = loads.advance(definition, open);
        if (!outcome.state().isOpen()) {
          told(open, outcome);
          loads.settle(open, outcome);
        } else {
          loading |= outcome.state() != FileState.WAITING;
        }
      }
    }

    private void load(Path claim, Path file) throws IOException {
      String key = claim.getFileName().toString();
      String name = file.getFileName().toString();
      Path copy = Files.createTempFile(spool, "folder-", ".copy");
      try {
        Sha256 sha256;
        try {
          sha256 = copy(file, copy);
        } catch (AccessDeniedException e) {
          refuse(claim, key, name, "the file may not be read");
          return;
        }
        if (!isAsSeen(file, seen.path(key))) {
          // Somebody still writes to it: it is read when it has stood still.
          seen.remove(key);
          isStill(key, file);
          return;
        }
        seen.remove(key);
        Optional<Long> before = files.findStored(sha256, name, definition.mapping());
        if (before.isPresent()) {
          long note =
              files.take(
                  definition.name(),
                  Optional.of(key),
                  name,
                  Optional.of(sha256),
                  JsonNodeFactory.instance.objectNode());
          settle(
              note(note, key, name),
              claim,
              new Loads.Outcome(
                  FileState.UNCHANGED,
                  "the same file was stored before, as upload " + before.get(),
                  Optional.empty()));
          return;
        }
        loads.submit(
            definition,
            Optional.of(key),
            name,
            copy,
            sha256,
            definition.mapping(),
            JsonNodeFactory.instance.objectNode());
        loading = true;
      } finally {
        Files.deleteIfExists(copy);
      }
    }

    private void submitAgain(Source.File known, Path claim, Path file) throws IOException {
      Path copy = Files.createTempFile(spool, "folder-", ".copy");
      try {
        copy(file, copy);
        loads.submit(known.id(), definition, known.fileName(), copy, definition.mapping());
      } catch (AccessDeniedException e) {
        settle(
            known,
            claim,
            new Loads.Outcome(FileState.FAILED, "the file may not be read", Optional.empty()));
      } finally {
        Files.deleteIfExists(copy);
      }
    }

    private void refuse(Path claim, String key, String name, String sentence) throws IOException {
      long note =
          files.take(
              definition.name(),
              Optional.of(key),
              name,
              Optional.empty(),
              JsonNodeFactory.instance.objectNode());
      seen.remove(key);
      settle(
          note(note, key, name),
          claim,
          new Loads.Outcome(FileState.FAILED, sentence, Optional.empty()));
    }

    private Source.File note(long id, String key, String name) {
      return new Source.File(
          id,
          definition.name(),
          Optional.of(key),
          name,
          Optional.empty(),
          JsonNodeFactory.instance.objectNode(),
          FileState.TAKEN,
          "");
    }

    private static Sha256 copy(Path from, Path to) throws IOException {
      MessageDigest digest = Sha256.newDigest();
      try (InputStream in = Files.newInputStream(from);
          OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
        in.transferTo(out);
      }
      return Sha256.of(digest.digest());
    }

    private void settle(Source.File known, Path claim, Loads.Outcome outcome) throws IOException {
      Claim.report(claim, definition.name(), known.fileName(), outcome);
      Claim.close(folder.path(), claim, outcome.state());
      told(known, outcome);
      loads.settle(known, outcome);
    }

    private void told(Source.File known, Loads.Outcome outcome) {
      LOG.info("source {}: {}: {}", definition.name(), known.fileName(), outcome.sentence());
      if (outcome.state() == FileState.FAILED) {
        failures.add(known.fileName() + ": " + outcome.sentence());
      } else {
        stored++;
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /**
   * Looks at the folder once: takes what has come and stood still, and finishes what was taken.
   *
   * @throws FetchException when the folder, or a file of it, cannot be used now
   */
  Look look(SourceDefinition definition, JsonNode mark, Instant now) throws FetchException {
    Parameters.Folder folder = (Parameters.Folder) definition.parameters();
    // It is not made here: where a share is not mounted, files would go into the mount point.
    if (!Files.isDirectory(folder.path())) {
      throw FetchException.passing("there is no folder " + folder.path());
    }
    Visit visit = new Visit(definition, mark, now);
    try {
      visit.run();
    } catch (IOException e) {
      throw FetchException.passing("the folder " + folder.path() + " cannot be used: " + e, e);
    } finally {
      ObjectNode next = JsonNodeFactory.instance.objectNode();
      next.set("seen", visit.seen);
      if (!next.equals(mark)) {
        store.reached(definition.name(), next);
      }
    }
    if (visit.trouble != null) {
      throw FetchException.passing(
          "a file of " + folder.path() + " cannot be used now: " + visit.trouble, visit.trouble);
    }
    return new Look(visit.loading, visit.stored, visit.failures);
  }
}
