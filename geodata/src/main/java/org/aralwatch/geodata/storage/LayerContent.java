package org.aralwatch.geodata.storage;

import org.aralwatch.geodata.feature.FeatureSnapshot;

/** All features of a layer as of one read: where they are and what they are called. */
public record LayerContent(FeatureSnapshot snapshot, FeatureDirectory directory) {}
