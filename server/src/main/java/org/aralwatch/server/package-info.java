/**
 * The executable: {@code Main} wires store, queries, worker and HTTP by plain constructors.
 *
 * <ul>
 *   <li>{@code command}: the roles of the command line
 *   <li>{@code http}: Jetty, and what is answered without Jersey: tiles, files, probes
 *   <li>{@code api}: resources and their parameters
 *   <li>{@code encode}: domain objects to JSON, GeoJSON and CSV
 *   <li>{@code problem}: errors to RFC 9457 documents
 *   <li>{@code query}, {@code tile}: the query core and the tile encoders
 * </ul>
 */
package org.aralwatch.server;
