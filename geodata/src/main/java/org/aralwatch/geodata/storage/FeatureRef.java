package org.aralwatch.geodata.storage;

import org.locationtech.jts.geom.Geometry;

/** A feature as a load sees it; geometry WGS 84, longitude first. */
public record FeatureRef(long id, String layer, String code, Geometry geometry) {}
