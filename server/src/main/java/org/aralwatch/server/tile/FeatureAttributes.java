package org.aralwatch.server.tile;

/**
 * What a vector tile says about a feature beside its value.
 *
 * @param code null leaves it out, as for the names
 * @param name in the default language
 * @param nameRu in Russian
 */
public record FeatureAttributes(String code, String name, String nameRu) {
  public static final FeatureAttributes NONE = new FeatureAttributes(null, null, null);

  /** Where attributes come from; may be called from several threads. */
  @FunctionalInterface
  public interface Source {
    /** The attributes of a feature; {@link #NONE} where nothing is known, never null. */
    FeatureAttributes attributes(long featureId);
  }
}
