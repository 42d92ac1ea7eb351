/**
 * Tests of values, pure functions on columns: nothing here reads or writes a store. A value is
 * flagged, never changed or dropped. What is tested by which borders stands in the reviewed files
 * {@code reference/quality-*.json}; {@code docs/quality.md} tells the whole.
 */
package org.aralwatch.geodata.quality;
