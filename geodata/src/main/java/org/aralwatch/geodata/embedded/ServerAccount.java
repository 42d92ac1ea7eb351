package org.aralwatch.geodata.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The account the server runs under. An ordinary user runs it as itself. PostgreSQL refuses root,
 * so root has two ways:
 *
 * <ul>
 *   <li>a user namespace without any mapping ({@code unshare --user}): inside, the process appears
 *       as <em>nobody</em> and has no capability; to the file system it is still root, so all files
 *       stay root's. The usual way.
 *   <li>another user ({@code setpriv --reuid}): where namespaces are forbidden, as in a container
 *       under Docker's default profile, with the cluster given to <em>nobody</em>; or because the
 *       cluster at hand is some user's already, as after {@code sudo}.
 * </ul>
 *
 * @param prefix what goes before a command line
 * @param other the user that runs the server and owns its files, if that is not ourselves
 */
record ServerAccount(List<String> prefix, Optional<User> other) {
  /** Numeric ids; the names need not exist. */
  record User(int uid, int gid) {}

  private static final int ROOT = 0;

  /** Ids of "nobody" on every Linux distribution we know of, and the kernel's overflow ids. */
  private static final User NOBODY = new User(65534, 65534);

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /**
   * The account for a cluster that may not exist yet.
   *
   * @throws EmbeddedPostgresException if we are root and this system allows neither way
   */
  static ServerAccount forCluster(Path cluster) throws IOException {
    if (ownerOf(Path.of("/proc/self")).uid() != ROOT) {
      return new ServerAccount(List.of(), Optional.empty());
    }
    boolean exists = Files.exists(cluster);
    User owner = exists ? ownerOf(cluster) : NOBODY;
    if (!exists || owner.uid() == ROOT) {
      ServerAccount inNamespace =
          new ServerAccount(List.of("unshare", "--user", "--"), Optional.empty());
      if (inNamespace.works()) {
        return inNamespace;
      }
      if (exists) {
        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root, and this system does not allow 'unshare --user' for"
                + " the cluster "
                + cluster
                + ", which belongs to root: give the data directory to an ordinary user (chown -R)"
                + " and start as that user or as root.");
      }
    }
    ServerAccount other = as(owner);
    if (!other.works()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not run as root, and this system allows neither 'unshare --user' nor"
              + " 'setpriv --reuid': start as an ordinary user, or configure a database of your"
              + " own.");
    }
    return other;
  }

  private static ServerAccount as(User user) {
    return new ServerAccount(
        List.of(
            "setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups", "--"),
        Optional.of(user));
  }

  private boolean works() {
    try {
      return Program.run(command("true"), Path.of("/"), PROBE_TIMEOUT).succeeded();
    } catch (IOException e) {
      EmbeddedPostgres.LOG.debug("{} is not available here", prefix, e);
      return false;
    }
  }

  /** Whether the server is a user other than ourselves and so cannot enter our private places. */
  boolean isAnotherUser() {
    return other.isPresent();
  }

  /** The command line that runs a program under this account. */
  List<String> command(String... programAndArguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(Arrays.asList(programAndArguments));
    return command;
  }

  /** Hands a file or directory to the account, if that is not us. */
  void own(Path path) throws IOException {
    if (other.isPresent()) {
      Files.setAttribute(path, "unix:uid", other.get().uid());
      Files.setAttribute(path, "unix:gid", other.get().gid());
    }
  }

  /**
   * Lets the account pass through a directory of ours, if it is another user.
   *
   * @throws EmbeddedPostgresException if a directory above is in its way
   */
  void letPass(Path directory) throws IOException {
    if (other.isPresent()) {
      Set<PosixFilePermission> permissions =
          new HashSet<>(Files.getPosixFilePermissions(directory));
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(directory, permissions);
      }
      List<String> probe = command("test", "-x", directory.toString());
      if (!Program.run(probe, Path.of("/"), PROBE_TIMEOUT).succeeded()) {
        throw new EmbeddedPostgresException(
            "PostgreSQL has to run as user "
                + other.get().uid()
                + " here, who cannot enter "
                + directory
                + ": choose a directory below one that all users can enter, such as /var/lib.");
      }
    }
  }

  private static User ownerOf(Path path) throws IOException {
    Map<String, Object> ids = Files.readAttributes(path, "unix:uid,gid");
    return new User((Integer) ids.get("uid"), (Integer) ids.get("gid"));
  }
}
