/**
 * The resources of {@code /api/v1}: each parses its parameters, asks one query or store and returns
 * a domain object. Errors are thrown; {@code problem} writes them.
 */
package org.aralwatch.server.api;
