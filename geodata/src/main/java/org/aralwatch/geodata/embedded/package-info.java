/**
 * A durable PostgreSQL that runs as a child of this process, for installations without a database
 * of their own. The choices are explained in {@code docs/decisions/0002-embedded-postgresql.md}.
 */
package org.aralwatch.geodata.embedded;
