/** The Leaflet map: our base, the theme's layers with their values, labels, hover and click. */

import L from '../leaflet.js';
import * as api from '../api.js';
import { currentLanguage, nameOf, t } from '../i18n.js';
import { formatMeasure, formatPeriod } from '../format.js';
import { h } from '../dom.js';
import { VectorTileLayer } from './VectorTileLayer.js';
import { FadeLayer } from './FadeLayer.js';
import { LabelLayer } from './LabelLayer.js';
import { baseStyle, stationRadius, valueStyle } from './styles.js';
import { boundsOf } from './geometry.js';
import { baseLabels, valueLabels } from './labels.js';

const HOME = { center: [43.2, 65.5], zoom: 5 };
const LIMITS = [[8, 14], [70, 120]];

export class MapView {
  #map;
  #labels;
  #tooltip;
  #base = [];
  #baseFeatures = new Map();
  #themeLayers = [];
  #view = null;
  #fade = null;
  #on;

  /**
   * @param {{select(id), move(view), tileError(error), covered()}} on what the page is told, and
   *   asked: the pixels of the map under panels
   */
  constructor(container, on) {
    this.#on = on;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = L.map(container, { zoomControl: false, attributionControl: false, minZoom: 4,
      maxZoom: 12, maxBounds: LIMITS, maxBoundsViscosity: 0.6, zoomAnimation: !still,
      fadeAnimation: false, inertia: !still, markerZoomAnimation: false })
      .setView(HOME.center, HOME.zoom);
    const pane = (name, z, events = 'none') => {
      const element = this.#map.createPane(name);
      Object.assign(element.style, { zIndex: z, pointerEvents: events });
    };
    pane('base', 200);
    pane('fade', 250);
    pane('theme', 300);
    pane('labels', 450);
    this.#labels = new LabelLayer({ covered: on.covered }).addTo(this.#map);
    L.control.scale({ imperial: false, position: 'bottomright' }).addTo(this.#map);
    this.#tooltip = h('div', { class: 'map-tooltip', hidden: true, role: 'status' });
    container.append(this.#tooltip);
    this.#listen();
  }

  get leaflet() {
    return this.#map;
  }

  #listen() {
    const map = this.#map;
    const mouse = matchMedia('(hover: hover)').matches;
    map.on('moveend', () => this.#on.move(this.position()));
    map.on('click', ({ latlng }) => this.#on.select(this.#featureAt(latlng)?.id ?? null));
    if (mouse) map.on('mousemove', (event) => this.#hover(event));
    map.on('mouseout movestart', () => this.#hover(null));
    map.on('zoomend', () => this.#updateObstacles());
  }

  position() {
    const { lat, lng } = this.#map.getCenter();
    return { z: this.#map.getZoom(), c: [lat, lng] };
  }

  setPosition({ z, c }) {
    this.#map.setView(c, z);
  }

  zoomBy(step) {
    this.#map.setZoom(this.#map.getZoom() + step);
  }

  /** Shows a box [w, s, e, n] in the part of the map that no panel covers. */
  fit([west, south, east, north], animate = true) {
    const { left, top, right, bottom } = this.#on.covered();
    this.#map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom], maxZoom: 8, animate });
  }

  /** Moves the middle of a box [w, s, e, n] to where no panel covers it, unless it is seen whole. */
  reveal([west, south, east, north]) {
    const { left, top, right, bottom } = this.#on.covered();
    const a = this.#map.latLngToContainerPoint([north, west]);
    const b = this.#map.latLngToContainerPoint([south, east]);
    const size = this.#map.getSize();
    const shift = (from, to, low, high) =>
      (from < low || to > high ? (from + to - low - high) / 2 : 0);
    const dx = shift(a.x, b.x, left + 20, size.x - right - 20);
    const dy = shift(a.y, b.y, top + 20, size.y - bottom - 20);
    if (dx || dy) this.#map.panBy([dx, dy]);
  }

  /** Draws the base layers, in their order, and fetches what their labels need. */
  setBase(layers) {
    this.#base.forEach(({ tiles }) => tiles.remove());
    this.#base = layers.filter((layer) => layer.kind === 'base')
      .sort((a, b) => a.order - b.order)
      .map((layer) => ({ layer, tiles: this.#tiles(layer, 'base', { v: layer.revision },
        baseStyle(layer), layer.id === 'countries' ? layer.bbox : null) }));
    const land = this.#base.find(({ layer }) => layer.id === 'countries')?.layer;
    this.#fade?.remove();
    this.#fade = land?.bbox ? new FadeLayer({ bounds: land.bbox }).addTo(this.#map) : null;
    for (const { layer } of this.#base) {
      api.layerFeatures(layer.id).then((answer) => {
        this.#baseFeatures.set(layer, answer.features);
        this.relabel();
      }, (error) => this.#on.tileError(error));
    }
  }

  /**
   * Shows the layers of a theme, coloured for a view.
   *
   * @param {object[]} layers of the catalogue, in drawing order
   * @param {object} parameters of the tiles: property, period, datetime, v
   * @returns {Promise} when the tiles in sight have come
   */
  show(layers, view, parameters) {
    this.#view = view;
    const ids = layers.map((layer) => layer.id).join();
    const style = valueStyle(view.classes);
    if (ids !== this.#themeLayers.map(({ layer }) => layer.id).join()) {
      this.#themeLayers.forEach(({ tiles }) => tiles.remove());
      this.#themeLayers = layers.map((layer) => ({ layer,
        tiles: this.#tiles(layer, 'theme', parameters, style, null) }));
      this.#themeLayers.forEach(({ tiles }) => tiles.on('tiledata', () => this.#updateObstacles()));
      return Promise.resolve();
    }
    this.#themeLayers.forEach(({ tiles }) => { tiles.options.style = style; });
    return Promise.all(this.#themeLayers.map(({ tiles }) => tiles.setParameters(parameters)));
  }

  /** Asks for all tiles in sight again, after some have failed. */
  reload() {
    return Promise.all([...this.#base, ...this.#themeLayers].map(({ tiles }) => tiles.reload()));
  }

  #tiles(layer, pane, parameters, style, cutBounds) {
    return new VectorTileLayer({ pane, style, parameters, cutBounds,
      bleed: layer.geometryType === 'point' ? 20 : 0,
      source: (coords, given, signal) => api.tile(layer.id, coords, given, { signal }) })
      .on('tilefailed', ({ error }) => this.#on.tileError(error))
      .addTo(this.#map);
  }

  select(id) {
    this.#themeLayers.forEach(({ tiles }) => tiles.setSelected(id));
  }

  /** Labels with name and value of the features of a station list. */
  setValues(features) {
    this.#labels.setGroup('values', valueLabels(features, this.#view));
    this.#labels.setReserved(features.filter(({ geometry }) => geometry?.type.endsWith('Polygon'))
      .map(({ geometry }) => boundsOf(geometry)));
  }

  /** Writes the base labels again: other language, or new features. */
  relabel() {
    this.#labels.setGroup('base', [...this.#baseFeatures]
      .flatMap(([layer, features]) => baseLabels(layer, features)));
  }

  #updateObstacles() {
    const radius = stationRadius(this.#map.getZoom()) + 2;
    this.#labels.setObstacles(this.#themeLayers.flatMap(({ tiles }) => tiles.points())
      .map(({ latlng }) => ({ latlng, radius })));
  }

  #featureAt(latlng) {
    for (const { layer, tiles } of [...this.#themeLayers].reverse()) {
      const feature = tiles.featureAt(latlng);
      if (feature) return { ...feature, layer };
    }
    return null;
  }

  #hover(event) {
    const feature = event ? this.#featureAt(event.latlng) : null;
    this.#map.getContainer().classList.toggle('over-feature', Boolean(feature));
    this.#themeLayers.forEach(({ tiles }) => tiles.setHovered(feature?.id ?? null));
    this.#tooltip.hidden = !feature;
    if (!feature) return;
    this.#tooltip.replaceChildren(...tooltipText(feature, this.#view));
    const { x, y } = event.containerPoint;
    const size = this.#map.getSize();
    const box = this.#tooltip.getBoundingClientRect();
    const left = x + 16 + box.width > size.x ? x - box.width - 12 : x + 16;
    const top = Math.max(8, Math.min(y - box.height / 2, size.y - box.height - 8));
    this.#tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}

function tooltipText({ properties, layer }, view) {
  const language = currentLanguage();
  const names = Object.fromEntries(Object.entries(properties)
    .filter(([key]) => key.startsWith('name_')).map(([key, name]) => [key.slice(5), name]));
  const { value, from, to, flag } = properties;
  const lines = [h('strong', {}, nameOf({ en: properties.name, ...names })),
    h('span', { class: 'muted' }, nameOf(layer.name))];
  if (value === undefined || value === null) lines.push(h('span', {}, t('map.noValue')));
  else {
    lines.push(h('span', { class: 'map-tooltip-value' },
      formatMeasure(value, nameOf(view.unitSymbol), language, { property: view.property })));
    if (from && to) {
      lines.push(h('span', { class: 'muted' },
        formatPeriod(Date.parse(from), Date.parse(to), language)));
    }
    if (flag >= 3) lines.push(h('span', { class: 'flag-text' }, t(`flag.${flag}`)));
  }
  return lines;
}
