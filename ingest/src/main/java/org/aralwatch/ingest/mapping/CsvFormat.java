package org.aralwatch.ingest.mapping;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The dialect of a CSV file.
 *
 * @param encoding as declared; a byte-order mark in the file is believed before it
 * @param comment begins a line that is no data; empty for none
 * @param headerRows rows before the data; the first of them names the columns. With 0 the columns
 *     are named "1", "2", ...
 * @param decimal sign before the fraction of a number
 */
public record CsvFormat(
    char delimiter,
    Charset encoding,
    Optional<Character> comment,
    char quote,
    int headerRows,
    char decimal) {}
