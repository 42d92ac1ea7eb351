/**
 * Proposes how a file is to be read. A file is looked at, never believed: {@link
 * org.aralwatch.ingest.detect.Detector} says of each thing it finds how it knows, and asks where it
 * does not. The way: bytes ({@code FormatSniffer}, {@code EncodingDetector}), rows ({@code
 * DialectDetector}, {@code HeaderDetector}), columns ({@code TimeDetector}, {@code RoleDetector}),
 * the draft of a mapping.
 */
package org.aralwatch.ingest.detect;
