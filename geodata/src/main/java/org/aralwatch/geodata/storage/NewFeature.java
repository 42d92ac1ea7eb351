package org.aralwatch.geodata.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.aralwatch.geodata.Text;
import org.locationtech.jts.geom.Geometry;

/** A feature that a file brings; geometry WGS 84, longitude first. */
public record NewFeature(
    String layer,
    String code,
    Text name,
    List<String> aliases,
    Geometry geometry,
    ObjectNode attributes) {}
