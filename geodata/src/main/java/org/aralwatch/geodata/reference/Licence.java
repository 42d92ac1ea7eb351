package org.aralwatch.geodata.reference;

/**
 * Terms under which values may be used.
 *
 * @param id SPDX identifier where there is one
 * @param attribution whether the source must be named
 * @param shareAlike whether derived works must carry the same terms
 */
public record Licence(
    String id,
    String name,
    String url,
    boolean attribution,
    boolean shareAlike,
    boolean commercial,
    boolean redistribution,
    boolean modification) {}
