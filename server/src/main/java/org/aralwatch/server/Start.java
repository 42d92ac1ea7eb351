package org.aralwatch.server;

/**
 * The first class: tells an old Java, which cannot read the others, what is wrong. Compiled for
 * Java 8, and names no class of later ones.
 */
public final class Start {
  private static final int LEAST_JAVA = 17;

  private Start() {}

  /**
   * Starts the program.
   *
   * @throws ReflectiveOperationException when the program is not complete
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    String version = System.getProperty("java.specification.version");
    int major = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    if (major < LEAST_JAVA) {
      System.err.println(
          "AralWatch needs Java " + LEAST_JAVA + " or later, and this is Java " + version + ".");
      System.exit(3);
    }
    Class.forName("org.aralwatch.server.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }
}
