package org.aralwatch.ingest.source.sheet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The XML namespaces that the readers know. Office Open XML has two for each purpose: the
 * transitional one that programs write, and the strict one of ISO/IEC 29500.
 */
enum Namespace {
  /** Attributes without a prefix, and elements where no default namespace is declared. */
  NONE(""),
  /** Any that is not among these. */
  OTHER,
  SPREADSHEET(
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main"),
  /** Of the attribute that points to a part. */
  RELATIONSHIP(
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships"),
  /** Of the parts that list relationships. */
  RELATIONSHIPS("http://schemas.openxmlformats.org/package/2006/relationships"),
  OFFICE("urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
  TABLE("urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
  TEXT("urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
  MANIFEST("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
  /** LibreOffice's own, for what the standard has no word for: error cells. */
  CALC("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0");

  private static final Map<String, Namespace> BY_URI = new HashMap<>();

  static {
    for (Namespace namespace : values()) {
      Arrays.stream(namespace.uris).forEach(uri -> BY_URI.put(uri, namespace));
    }
  }

  private final String[] uris;

  Namespace(String... uris) {
    this.uris = uris;
  }

  static Namespace ofUri(String uri) {
    return BY_URI.getOrDefault(uri, OTHER);
  }
}
