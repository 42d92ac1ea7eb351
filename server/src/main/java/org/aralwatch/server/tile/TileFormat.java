package org.aralwatch.server.tile;

/** What a tile is encoded as. */
public enum TileFormat {
  PNG("image/png"),
  MVT("application/vnd.mapbox-vector-tile");

  private final String mediaType;

  TileFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }
}
