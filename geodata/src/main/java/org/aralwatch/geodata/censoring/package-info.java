/**
 * Statistics of values of which some are only known to lie below or above a limit: pure functions.
 * After D. R. Helsel, Nondetects and Data Analysis (2005) and Statistics for Censored Environmental
 * Data (2012).
 */
package org.aralwatch.geodata.censoring;
