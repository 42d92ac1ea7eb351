package org.aralwatch.geodata.embedded;

/** Whether acknowledged commits survive a power cut. Tests trade that for speed. */
enum Durability {
  DURABLE,
  FOR_TESTS
}
