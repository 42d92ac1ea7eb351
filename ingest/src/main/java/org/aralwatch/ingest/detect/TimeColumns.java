package org.aralwatch.ingest.detect;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the time of a row stands and how it is written.
 *
 * @param columns whose texts are joined; empty where {@code parts} says it
 * @param parts column by "year", "month", "day", "dekad", "pentad", "hour", "minute"
 * @param formats in the order in which they are to be tried; empty where a person must say
 * @param used all columns that are of the time, the doubles among them too
 * @param times of the rows of data in their order; null where a row has none
 * @param precision the smallest part that is written: "year", "month", "dekad", "pentad", "day" or
 *     "time"
 * @param offset whether the texts say how far they are from UTC
 */
record TimeColumns(
    List<Column> columns,
    Map<String, Column> parts,
    List<String> formats,
    Set<Column> used,
    List<LocalDateTime> times,
    String precision,
    boolean offset) {}
