package org.aralwatch.ingest.source.archive;

/**
 * A file in a ZIP archive, as the archive's directory describes it.
 *
 * @param name with '/' between folders
 * @param size bytes when unpacked
 * @param packed bytes in the archive
 * @param method 0 stored, 8 deflated
 * @param crc32 of the unpacked bytes
 * @param offset of the local header
 */
public record ZipMember(
    String name, long size, long packed, int method, boolean encrypted, long crc32, long offset) {}
