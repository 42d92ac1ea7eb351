package org.aralwatch.geodata.access;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks. Every query takes one; a store never answers without. Public viewers see what is
 * public, members also what their organisations own, administrators everything.
 *
 * @param name for logs and history, "anonymous" where no token was shown
 * @param organisations codes of the organisations whose data the viewer may read
 * @param administrator whether the viewer may read and write everything
 * @param writer whether the viewer may upload
 */
public record Viewer(
    String name, Set<String> organisations, boolean administrator, boolean writer) {
  public static final Viewer PUBLIC = new Viewer("anonymous", Set.of(), false, false);

  public Viewer {
    organisations = Collections.unmodifiableSet(new TreeSet<>(organisations));
  }

  /** The operator of this installation, for the command line and for jobs of the system itself. */
  public static Viewer operator(String name) {
    return new Viewer(name, Set.of(), true, true);
  }

  /** Equal for viewers that see the same; part of every cache key. */
  public String scope() {
    if (administrator) {
      return "all";
    }
    return organisations.isEmpty() ? "public" : "org:" + String.join(",", organisations);
  }
}
