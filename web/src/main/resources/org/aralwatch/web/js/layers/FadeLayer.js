/**
 * Lets the base map fade out towards the edge of its data, so that where it was cut is not taken
 * for a border or a shore. Options: bounds, [w, s, e, n] of the data, and colour, #rrggbb.
 */

import L from '../leaflet.js';

/** Width of the fading, degrees. */
const WIDTH = 2.2;

export const FadeLayer = L.Layer.extend({
  options: { pane: 'fade' },

  initialize(options) {
    L.setOptions(this, options);
  },

  onAdd(map) {
    this._canvas = L.DomUtil.create('canvas', 'leaflet-zoom-hide', this.getPane());
    map.on('moveend zoomend resize', this._paint, this);
    this._paint();
  },

  onRemove(map) {
    map.off('moveend zoomend resize', this._paint, this);
    this._canvas.remove();
  },

  _paint() {
    const map = this._map;
    const size = map.getSize();
    // Half a map around, for while it is dragged.
    const origin = map.containerPointToLayerPoint(size.multiplyBy(-0.5)).round();
    const [width, height] = [size.x * 2, size.y * 2];
    Object.assign(this._canvas, { width, height });
    L.DomUtil.setPosition(this._canvas, origin);
    const context = this._canvas.getContext('2d');
    const [w, s, e, n] = this.options.bounds;
    const at = (lat, lon) => map.latLngToLayerPoint([lat, lon]).subtract(origin);
    const outer = [at(n, w), at(s, e)];
    const inner = [at(n - WIDTH, w + WIDTH), at(s + WIDTH, e - WIDTH)];
    const { colour } = this.options;
    const clear = `${colour}00`;
    const band = (from, to, x, y, dx, dy) => {
      const gradient = context.createLinearGradient(...from, ...to);
      gradient.addColorStop(0, colour);
      gradient.addColorStop(1, clear);
      context.fillStyle = gradient;
      context.fillRect(x, y, dx, dy);
    };
    const [a, b] = outer;
    const [c, d] = inner;
    band([a.x, 0], [c.x, 0], 0, 0, Math.max(0, c.x), height);
    band([b.x, 0], [d.x, 0], d.x, 0, Math.max(0, width - d.x), height);
    band([0, a.y], [0, c.y], 0, 0, width, Math.max(0, c.y));
    band([0, b.y], [0, d.y], 0, d.y, width, Math.max(0, height - d.y));
  },
});
