package org.aralwatch.benchmarks.data;

import org.locationtech.jts.geom.Geometry;

/** A made-up feature by its code; its name is made of it. */
public record Shape(String code, Geometry geometry) {}
