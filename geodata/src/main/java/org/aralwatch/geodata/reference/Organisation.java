package org.aralwatch.geodata.reference;

import java.util.Optional;
import org.aralwatch.geodata.Text;

/**
 * Who owns or publishes data.
 *
 * @param country ISO 3166-1 alpha-3; empty for international bodies
 */
public record Organisation(String id, Text name, String url, Optional<String> country) {}
