/**
 * All texts of the map on one canvas above the tiles, so that no label is cut at a tile's edge and
 * none lies over another. Labels come in groups; within the whole, the higher rank wins the room.
 *
 * A label is {latlng, lines: [text], style, rank, minZoom?, maxZoom?, room?: degrees of latitude a
 * text may be wide, along?: [latlng, latlng] to follow, beside?: pixels from a circle's middle,
 * short?: lines to use when the others are wider than `span` degrees of longitude, dot?: radius of
 * a dot at the place itself, elsewhere?: other places {latlng, room?, along?} for when the first is out of sight}. Option
 * `covered` () => {left, top, right, bottom}: pixels of the map under panels.
 */

import L from '../leaflet.js';

const PADDING = 0.25;
const HALO = 'rgba(255, 255, 255, 0.88)';

/** {size, weight, italic, colour, spacing, capitals, lead: line whose weight is bold} */
const STYLES = {
  country: { size: 11.5, weight: 600, colour: '#857d6b', spacing: 2.2, capitals: true,
    base: true },
  basin: { size: 11, italic: true, colour: '#8f8465', spacing: 1.6, base: true },
  lake: { size: 11, italic: true, colour: '#2f6f8c', base: true },
  mainRiver: { size: 12, italic: true, weight: 600, colour: '#2f7598', spacing: 1.2 },
  river: { size: 10.5, italic: true, colour: '#4a86a3', spacing: 0.4 },
  shore: { size: 11, italic: true, colour: '#4a5c65' },
  city: { size: 12, weight: 600, colour: '#4d483f', base: true },
  place: { size: 11, colour: '#6b655a', base: true },
  value: { size: 12, colour: '#16323a', boldLast: true },
  area: { size: 12, colour: '#16323a', boldLast: true, card: true },
};

export const LabelLayer = L.Layer.extend({
  options: { pane: 'labels' },

  initialize(options) {
    L.setOptions(this, options);
    this._groups = new Map();
  },

  onAdd(map) {
    this._canvas = L.DomUtil.create('canvas', 'label-canvas leaflet-zoom-hide', this.getPane());
    map.on('moveend zoomend resize', this._later, this);
    this._later();
  },

  onRemove(map) {
    map.off('moveend zoomend resize', this._later, this);
    this._canvas.remove();
  },

  setGroup(name, labels) {
    this._groups.set(name, labels);
    this._later();
  },

  /** Circles no label may cover: {latlng, radius in pixels}. */
  setObstacles(circles) {
    this._obstacles = circles;
    this._later();
  },

  /** Boxes [w, s, e, n] that belong to the theme: names of the base map keep out of them. */
  setReserved(boxes) {
    this._reserved = boxes;
    this._later();
  },

  /** Writes all again soon: what is covered may have changed. */
  repaint() {
    this._later();
  },

  _later() {
    if (this._frame || !this._map) return;
    this._frame = requestAnimationFrame(() => {
      this._frame = null;
      if (this._map) this._paint();
    });
  },

  /** The part of the map no panel covers, in pixels of the canvas. */
  _sight(size, origin) {
    const edges = this.options.covered();
    const corner = (x, y) => this._map.containerPointToLayerPoint([x, y]).subtract(origin);
    return L.bounds(corner(edges.left, edges.top),
      corner(size.x - edges.right, size.y - edges.bottom));
  },

  _paint() {
    const size = this._map.getSize();
    const origin = this._map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    const width = Math.round(size.x * (1 + 2 * PADDING));
    const height = Math.round(size.y * (1 + 2 * PADDING));
    const ratio = Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1));
    const canvas = this._canvas;
    L.DomUtil.setPosition(canvas, origin);
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const context = canvas.getContext('2d');
    context.scale(ratio, ratio);
    context.lineJoin = 'round';
    context.textBaseline = 'middle';
    const family = getComputedStyle(document.body).fontFamily;
    const zoom = this._map.getZoom();
    const at = (latlng) => this._map.latLngToLayerPoint(latlng).subtract(origin);
    const taken = (this._obstacles ?? []).map(({ latlng, radius }) => {
      const p = at(latlng);
      return { x0: p.x - radius, x1: p.x + radius, y0: p.y - radius, y1: p.y + radius };
    });
    const closed = (this._reserved ?? []).map(([w, s, e, n]) => {
      const [a, b] = [at([n, w]), at([s, e])];
      return { x0: a.x, x1: b.x, y0: a.y, y1: b.y };
    });
    const labels = [...this._groups.values()].flat()
      .filter((l) => zoom >= (l.minZoom ?? 0) && zoom <= (l.maxZoom ?? 99))
      .sort((a, b) => b.rank - a.rank);
    const sight = this._sight(size, origin);
    // No label runs under a panel, half hidden.
    const far = 1e5;
    taken.push({ x0: -far, x1: sight.min.x - 12, y0: -far, y1: far },
      { x0: sight.max.x + 12, x1: far, y0: -far, y1: far },
      { x0: -far, x1: far, y0: sight.max.y + 6, y1: far });
    for (const label of labels) {
      const choices = label.elsewhere ? bestPlaces(label, sight, at) : [label];
      choices.some((choice) => {
        const p = at(choice.latlng);
        const seen = p.x >= 0 && p.y >= 0 && p.x <= width && p.y <= height;
        return seen && place(context, { ...label, ...choice }, p, at, family, this._map,
          { taken, closed: STYLES[label.style].base ? closed : [] });
      });
    }
  },
});

/** Writes a label where there is room for it; false when there is none. */
function place(context, label, p, at, family, map, { taken, closed }) {
  const style = STYLES[label.style];
  let lines = label.lines.map((line) => (style.capitals ? line.toLocaleUpperCase() : line));
  const font = (i) => {
    const bold = style.boldLast && i === lines.length - 1;
    return `${style.italic ? 'italic ' : ''}${bold ? 700 : style.weight ?? 400} ${style.size}px ${family}`;
  };
  context.letterSpacing = `${style.spacing ?? 0}px`;
  const measure = () => Math.max(...lines.map((line, i) => {
    context.font = font(i);
    return context.measureText(line).width;
  }));
  let w = measure();
  if (label.short && w > at({ lat: label.latlng.lat, lng: label.latlng.lng + label.span }).x - p.x) {
    lines = label.short;
    w = measure();
  }
  const h = lines.length * (style.size + 3);
  if (label.room !== undefined) {
    const top = map.latLngToLayerPoint([label.latlng.lat + label.room, label.latlng.lng]);
    const reach = Math.abs(map.latLngToLayerPoint(label.latlng).y - top.y) * 2.6;
    if (w > reach) return false;
  }
  const angle = label.along ? slope(at(label.along[0]), at(label.along[1])) : 0;
  const outer = (s) => box(s, style.card ? w + 14 : w, style.card ? h + 8 : h, angle);
  const spot = spots(p, w, h, label.beside).find((s) => free(outer(s), taken)
    && free(outer(s), closed));
  if (!spot) return false;
  taken.push(outer(spot));
  if (label.dot) drawDot(context, p, label.dot, style.colour);
  context.save();
  context.translate(spot.x, spot.y);
  if (angle) context.rotate(angle);
  context.textAlign = spot.align;
  if (style.card) drawCard(context, w + 14, h + 6);
  lines.forEach((line, i) => {
    const y = (i - (lines.length - 1) / 2) * (style.size + 3) + (label.along ? -8 : 0);
    context.font = font(i);
    context.lineWidth = 3.2;
    context.strokeStyle = HALO;
    if (!style.card) context.strokeText(line, 0, y);
    context.fillStyle = style.colour;
    context.fillText(line, 0, y);
  });
  context.restore();
  return true;
}

/** Tried in turn when there is no room at the best place. */
const TRIES = 12;

/** The first place when it is in sight, then those deepest inside both sight and shape. */
function bestPlaces(label, sight, at) {
  const depth = (place) => {
    const p = at(place.latlng);
    const edge = Math.min(p.x - sight.min.x, sight.max.x - p.x, p.y - sight.min.y,
      sight.max.y - p.y);
    const inner = place.room === undefined ? edge
      : p.y - at({ lat: place.latlng.lat + place.room, lng: place.latlng.lng }).y;
    return Math.min(edge, inner);
  };
  const others = label.elsewhere.map((place) => ({ place, depth: depth(place) }))
    .filter((one) => one.depth > 0).sort((a, b) => b.depth - a.depth).slice(0, TRIES)
    .map(({ place }) => place);
  return sight.contains(at(label.latlng)) ? [label, ...others] : others;
}

function drawDot(context, { x, y }, radius, colour) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.2;
  context.stroke();
  context.fill();
}

/** A white plate under a text that stands on a strong colour. */
function drawCard(context, w, h) {
  context.save();
  context.shadowColor = 'rgba(20, 41, 47, 0.28)';
  context.shadowBlur = 5;
  context.shadowOffsetY = 1;
  context.fillStyle = 'rgba(255, 255, 255, 0.95)';
  context.beginPath();
  context.roundRect(-w / 2, -h / 2, w, h, 6);
  context.fill();
  context.restore();
}

/** Places to try: the point itself, or right, left, above and below a circle. */
function spots(p, w, h, beside) {
  if (!beside) return [{ x: p.x, y: p.y, align: 'center' }];
  return [
    { x: p.x + beside, y: p.y, align: 'left' },
    { x: p.x - beside, y: p.y, align: 'right' },
    { x: p.x, y: p.y - beside - h / 2 + 2, align: 'center' },
    { x: p.x, y: p.y + beside + h / 2 - 2, align: 'center' },
  ];
}

function box({ x, y, align }, w, h, angle) {
  const left = align === 'left' ? 0 : align === 'right' ? -w : -w / 2;
  if (!angle) return { x0: x + left - 2, x1: x + left + w + 2, y0: y - h / 2, y1: y + h / 2 };
  const dx = (Math.abs(Math.cos(angle)) * w) / 2;
  const dy = (Math.abs(Math.sin(angle)) * w) / 2 + h / 2;
  return { x0: x - dx, x1: x + dx, y0: y - dy, y1: y + dy };
}

const free = (a, taken) =>
  taken.every((b) => a.x1 < b.x0 || a.x0 > b.x1 || a.y1 < b.y0 || a.y0 > b.y1);

/** Angle of a line, turned so that the text on it is not upside down. */
function slope(a, b) {
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle < -Math.PI / 2 ? angle + Math.PI : angle;
}
