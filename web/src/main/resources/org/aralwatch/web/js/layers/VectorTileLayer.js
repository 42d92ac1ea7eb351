/**
 * A grid of vector tiles drawn on canvas.
 *
 * A tile of 512 CSS pixels at map zoom z is the tile of zoom z - 1. Each canvas reaches `bleed`
 * pixels over its tile, so that circles near an edge are whole; polygons and lines are clipped to
 * the tile. New parameters keep the old picture until the new one has come.
 *
 * Options: layer (id), source (coords, parameters, signal) => Promise<ArrayBuffer|null>,
 * parameters, style (feature, zoom, {hovered, selected}) => style|null, cutBounds (edges on this
 * [w, s, e, n] are cuts of the data and not drawn). Fires `tiledata` and `tilefailed`.
 */

import L from '../leaflet.js';
import { isAbort } from '../api.js';
import { readTile } from './mvt.js';
import { insideRings } from './geometry.js';
import { draw } from './draw.js';

const TILE_SIZE = 512;

export const VectorTileLayer = L.GridLayer.extend({
  options: { tileSize: TILE_SIZE, noWrap: true, bleed: 20, keepBuffer: 1, parameters: {},
    minZoom: 1, updateWhenZooming: false },

  initialize(options) {
    L.GridLayer.prototype.initialize.call(this, options);
    this._entries = new Map();
    this._hovered = null;
    this._selected = null;
    this.on('tileunload', ({ coords }) => this._forget(coords));
  },

  createTile(coords, done) {
    const bleed = this.options.bleed;
    const tile = L.DomUtil.create('div', 'vector-tile');
    const canvas = L.DomUtil.create('canvas', 'vector-tile-canvas', tile);
    const side = `${TILE_SIZE + 2 * bleed}px`;
    Object.assign(canvas.style, { width: side, height: side, left: `${-bleed}px`,
      top: `${-bleed}px` });
    const entry = { coords, canvas, tile: null, abort: null };
    this._entries.set(this._tileCoordsToKey(coords), entry);
    this._load(entry).then(() => done(null, tile), (error) => done(error, tile));
    return tile;
  },

  /** Asks for the tiles again with other parameters; the pictures stay until theirs has come. */
  setParameters(parameters) {
    this.options.parameters = parameters;
    return this.reload();
  },

  /** Resolves when every tile has come or failed. */
  reload() {
    return Promise.allSettled([...this._entries.values()].map((entry) => this._load(entry)));
  },

  /** Draws with another style, without a request. */
  setStyle(style) {
    this.options.style = style;
    this._redrawAll();
  },

  setSelected(id) {
    this._mark('_selected', id);
  },

  setHovered(id) {
    this._mark('_hovered', id);
  },

  /** The topmost feature at a map position, points before polygons and small before large. */
  featureAt(latlng) {
    const zoom = this._tileZoom;
    if (zoom === undefined) return null;
    const at = this._map.project(latlng, zoom);
    let found = null;
    for (const entry of this._entries.values()) {
      if (entry.coords.z !== zoom || !entry.tile) continue;
      const x = at.x - entry.coords.x * TILE_SIZE;
      const y = at.y - entry.coords.y * TILE_SIZE;
      const reach = this.options.bleed;
      if (x < -reach || y < -reach || x > TILE_SIZE + reach || y > TILE_SIZE + reach) continue;
      found = nearer(found, this._hit(entry.tile, x, y, zoom));
    }
    return found?.feature ?? null;
  },

  /** Point features of the tiles shown, each once, with their place in the tile grid. */
  points() {
    const points = new Map();
    for (const { coords, tile } of this._entries.values()) {
      if (!tile || coords.z !== this._tileZoom) continue;
      const scale = TILE_SIZE / tile.extent;
      for (const feature of tile.features) {
        if (feature.type !== 'point' || points.has(feature.id)) continue;
        const [x, y] = feature.parts[0];
        const place = L.point(coords.x * TILE_SIZE + x * scale, coords.y * TILE_SIZE + y * scale);
        points.set(feature.id, { feature, latlng: this._map.unproject(place, coords.z) });
      }
    }
    return [...points.values()];
  },

  async _load(entry) {
    entry.abort?.abort();
    const abort = new AbortController();
    entry.abort = abort;
    const { x, y, z } = entry.coords;
    try {
      const bytes = await this.options.source({ x, y, z: z - 1 }, this.options.parameters,
        abort.signal);
      if (abort.signal.aborted) return;
      entry.tile = readTile(bytes);
      this._draw(entry);
      this.fire('tiledata', { coords: entry.coords });
    } catch (error) {
      if (isAbort(error) || abort.signal.aborted) return;
      this.fire('tilefailed', { error });
      throw error;
    }
  },

  _forget(coords) {
    const key = this._tileCoordsToKey(coords);
    this._entries.get(key)?.abort?.abort();
    this._entries.delete(key);
  },

  _mark(field, id) {
    if (this[field] === id) return;
    const marked = new Set([this[field], id]);
    this[field] = id;
    for (const entry of this._entries.values()) {
      if (entry.tile?.features.some((f) => marked.has(f.id))) this._draw(entry);
    }
  },

  _redrawAll() {
    for (const entry of this._entries.values()) if (entry.tile) this._draw(entry);
  },

  _draw(entry) {
    const { style, bleed, cutBounds } = this.options;
    const zoom = entry.coords.z;
    const styled = entry.tile.features.map((feature) => ({ feature,
      style: style(feature, zoom, { hovered: feature.id === this._hovered,
        selected: feature.id === this._selected }) })).filter((item) => item.style);
    draw(entry.canvas, styled, { size: TILE_SIZE, bleed, extent: entry.tile.extent,
      ratio: Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1)),
      cuts: cutBounds ? cutsInTile(cutBounds, entry, this._map) : null });
  },

  _hit(tile, x, y, zoom) {
    const scale = TILE_SIZE / tile.extent;
    let found = null;
    for (const feature of tile.features) {
      if (feature.type === 'point') {
        const style = this.options.style(feature, zoom, {});
        const distance = Math.hypot(feature.parts[0][0] * scale - x, feature.parts[0][1] * scale - y);
        // A finger needs more room than the circle shows.
        if (style && distance <= style.radius + 5) found = nearer(found, { feature, rank: distance });
      } else if (feature.type === 'polygon' && insideRings(feature.parts, x / scale, y / scale)) {
        const hasValue = feature.properties.class >= 0 ? 0 : 1e9;
        found = nearer(found, { feature, rank: 1000 + hasValue + sizeOf(feature) });
      }
    }
    return found;
  },
});

const nearer = (a, b) => (!a || (b && b.rank < a.rank) ? b ?? a : a);

const sizeOf = (feature) => feature.parts.reduce((sum, part) => sum + part.length, 0);

/** The cut edges in tile units: {x: [west, east], y: [north, south]}. */
function cutsInTile([west, south, east, north], { coords, tile }, map) {
  const unit = tile.extent / TILE_SIZE;
  const at = (lat, lon) => map.project([lat, lon], coords.z);
  const [a, b] = [at(north, west), at(south, east)];
  const x = (p) => (p.x - coords.x * TILE_SIZE) * unit;
  const y = (p) => (p.y - coords.y * TILE_SIZE) * unit;
  return { x: [x(a), x(b)], y: [y(a), y(b)] };
}
