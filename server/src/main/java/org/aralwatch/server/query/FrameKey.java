package org.aralwatch.server.query;

/**
 * Everything the values of a {@link Frame} depend on: equal keys mean equal values, on any server.
 *
 * @param layer code of the layer
 * @param property code of the observed property
 * @param period code of the period; empty for values as they are
 * @param dateBucket the date, cut to what makes a difference
 * @param valueRevision the last change to a value that can matter
 * @param viewerScope who may see the same
 */
public record FrameKey(
    String layer,
    String property,
    String period,
    String dateBucket,
    long valueRevision,
    String viewerScope) {}
