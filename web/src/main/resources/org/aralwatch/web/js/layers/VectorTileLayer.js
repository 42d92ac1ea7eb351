/**
 * A grid of vector tiles drawn on canvas. One grid may draw several layers of the server, its parts,
 * one over the other on the same canvas: a phone has not the memory for a canvas each.
 *
 * A tile of 512 CSS pixels at map zoom z is the tile of zoom z - 1. Each canvas reaches `bleed`
 * pixels over its tile, so that circles near an edge are whole; polygons and lines are clipped to
 * the tile. New parameters keep the old picture until the new one has come.
 *
 * Options: source (layer, coords, parameters, signal) => Promise<ArrayBuffer|null>, parts in drawing
 * order: {layer (id), parameters, style (feature, zoom, {hovered, selected}) => style|null,
 * cutBounds (edges on this [w, s, e, n] are cuts of the data and not drawn), hit (feature) =>
 * whether it can be pointed at}. Fires `tiledata` and `tilefailed`.
 */

import L from '../leaflet.js';
import { isAbort } from '../api.js';
import { readTile } from './mvt.js';
import { insideRings } from './geometry.js';
import { draw } from './draw.js';

const TILE_SIZE = 512;

export const VectorTileLayer = L.GridLayer.extend({
  options: { tileSize: TILE_SIZE, noWrap: true, bleed: 20, keepBuffer: 1, parts: [],
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
    const entry = { coords, canvas, tiles: new Map(), aborts: new Map() };
    this._entries.set(this._tileCoordsToKey(coords), entry);
    Promise.all(this.options.parts.map((part) => this._load(entry, part)))
      .then(() => done(null, tile), (error) => done(error, tile));
    return tile;
  },

  /** Asks for the tiles of a part again with other parameters, of every part without `layer`. */
  setParameters(parameters, layer = null) {
    const parts = this.options.parts.filter((part) => layer === null || part.layer === layer);
    parts.forEach((part) => { part.parameters = parameters; });
    return this.reload(parts);
  },

  /** Resolves when every tile has come or failed. */
  reload(parts = this.options.parts) {
    return Promise.allSettled([...this._entries.values()]
      .flatMap((entry) => parts.map((part) => this._load(entry, part))));
  },

  /** Draws anew, without a request: a style function has come to another mind. */
  restyle() {
    for (const entry of this._entries.values()) this._draw(entry);
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
      if (entry.coords.z !== zoom) continue;
      const x = at.x - entry.coords.x * TILE_SIZE;
      const y = at.y - entry.coords.y * TILE_SIZE;
      const reach = this.options.bleed;
      if (x < -reach || y < -reach || x > TILE_SIZE + reach || y > TILE_SIZE + reach) continue;
      for (const part of this.options.parts) {
        const tile = entry.tiles.get(part);
        if (tile) found = nearer(found, hit(tile, part, x, y, zoom));
      }
    }
    return found?.feature ?? null;
  },

  /** Point features of the tiles shown, each once, with their place and the radius drawn. */
  points() {
    const points = new Map();
    for (const { coords, tiles } of this._entries.values()) {
      if (coords.z !== this._tileZoom) continue;
      for (const [part, tile] of tiles) {
        const scale = TILE_SIZE / tile.extent;
        for (const feature of tile.features) {
          if (feature.type !== 'point' || points.has(feature.id)) continue;
          const style = part.style(feature, coords.z, {});
          if (!style) continue;
          const [x, y] = feature.parts[0];
          const place = L.point(coords.x * TILE_SIZE + x * scale, coords.y * TILE_SIZE + y * scale);
          points.set(feature.id, { radius: style.radius,
            latlng: this._map.unproject(place, coords.z) });
        }
      }
    }
    return [...points.values()];
  },

  async _load(entry, part) {
    entry.aborts.get(part)?.abort();
    const abort = new AbortController();
    entry.aborts.set(part, abort);
    const { x, y, z } = entry.coords;
    try {
      const bytes = await this.options.source(part.layer, { x, y, z: z - 1 }, part.parameters,
        abort.signal);
      if (abort.signal.aborted) return;
      entry.tiles.set(part, readTile(bytes));
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
    this._entries.get(key)?.aborts.forEach((abort) => abort.abort());
    this._entries.delete(key);
  },

  _mark(field, id) {
    if (this[field] === id) return;
    const marked = new Set([this[field], id]);
    this[field] = id;
    for (const entry of this._entries.values()) {
      if ([...entry.tiles.values()].some((tile) => tile.features.some((f) => marked.has(f.id)))) {
        this._draw(entry);
      }
    }
  },

  _draw(entry) {
    const zoom = entry.coords.z;
    const groups = this.options.parts.filter((part) => entry.tiles.has(part)).map((part) => {
      const tile = entry.tiles.get(part);
      return { extent: tile.extent,
        cuts: part.cutBounds ? cutsInTile(part.cutBounds, entry, tile, this._map) : null,
        items: tile.features.map((feature) => ({ feature, style: part.style(feature, zoom,
          { hovered: feature.id === this._hovered, selected: feature.id === this._selected }) }))
          .filter((item) => item.style) };
    });
    draw(entry.canvas, groups, { size: TILE_SIZE, bleed: this.options.bleed,
      ratio: Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1)) });
  },
});

function hit(tile, part, x, y, zoom) {
  const scale = TILE_SIZE / tile.extent;
  let found = null;
  for (const feature of tile.features) {
    if (part.hit && !part.hit(feature)) continue;
    const style = part.style(feature, zoom, {});
    if (!style) continue;
    const named = { ...feature, layer: part.layer };
    if (feature.type === 'point') {
      const distance = Math.hypot(feature.parts[0][0] * scale - x, feature.parts[0][1] * scale - y);
      // A finger needs more room than a small circle shows; of two circles, the smaller is above.
      const rank = distance + style.radius;
      if (distance <= Math.max(style.radius + 3, 10)) found = nearer(found, { feature: named, rank });
    } else if (feature.type === 'polygon' && insideRings(feature.parts, x / scale, y / scale)) {
      const hasValue = feature.properties.class >= 0 ? 0 : 1e9;
      found = nearer(found, { feature: named, rank: 1000 + hasValue + sizeOf(feature) });
    }
  }
  return found;
}

const nearer = (a, b) => (!a || (b && b.rank < a.rank) ? b ?? a : a);

const sizeOf = (feature) => feature.parts.reduce((sum, part) => sum + part.length, 0);

/** The cut edges in tile units: {x: [west, east], y: [north, south]}. */
function cutsInTile([west, south, east, north], { coords }, { extent }, map) {
  const unit = extent / TILE_SIZE;
  const at = (lat, lon) => map.project([lat, lon], coords.z);
  const [a, b] = [at(north, west), at(south, east)];
  const x = (p) => (p.x - coords.x * TILE_SIZE) * unit;
  const y = (p) => (p.y - coords.y * TILE_SIZE) * unit;
  return { x: [x(a), x(b)], y: [y(a), y(b)] };
}
