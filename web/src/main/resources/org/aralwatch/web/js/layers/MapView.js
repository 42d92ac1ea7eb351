/** The Leaflet map: our base, the theme's layers with their values, labels, hover and click. */

import L from '../leaflet.js';
import * as api from '../api.js';
import { BaseMap } from './BaseMap.js';
import { LabelLayer } from './LabelLayer.js';
import { Tooltip } from './Tooltip.js';
import { VectorTileLayer } from './VectorTileLayer.js';
import { valueStyle } from './styles.js';
import { boundsOf } from './geometry.js';
import { hasValue, valueLabels } from './labels.js';
import { isValid } from './validity.js';

const HOME = { center: [43.2, 65.5], zoom: 5 };
const LIMITS = [[8, 14], [70, 120]];
/** Panes from below. Areas of a theme on the base map's own polygons lie under water and borders. */
const PANES = { ground: 200, areas: 210, water: 220, fade: 250, theme: 300, shore: 310, labels: 450 };

export class MapView {
  #map;
  #base;
  #labels;
  #tooltip;
  #grids = [];
  #layers = [];
  #view = null;
  #datetime = null;
  #values = new Map();
  #known = null;
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
    for (const [name, z] of Object.entries(PANES)) {
      Object.assign(this.#map.createPane(name).style, { zIndex: z, pointerEvents: 'none' });
    }
    this.#labels = new LabelLayer({ covered: on.covered }).addTo(this.#map);
    this.#base = new BaseMap(this.#map, { error: on.tileError, labels: () => this.relabel() });
    L.control.scale({ imperial: false, position: 'bottomright' }).addTo(this.#map);
    this.#tooltip = new Tooltip(container);
    this.#listen();
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

  /** Draws the base map of a catalogue of layers. */
  setBase(layers) {
    this.#base.set(layers);
  }

  /**
   * Shows the layers of a theme, coloured for a view.
   *
   * @param {object[]} layers of the catalogue, in drawing order
   * @param {object} parameters of the tiles: property, period, datetime, v
   * @param {Set<number>|null} known ids of the features that have a series of the property
   * @returns {Promise} when the tiles in sight have come
   */
  show(layers, view, parameters, known) {
    this.#view = view;
    this.#datetime = parameters.datetime;
    this.#known = known;
    const base = this.#base.show(parameters.datetime, layers.map((layer) => layer.id));
    const ids = layers.map((layer) => layer.id).join();
    if (ids === this.#layers.map((layer) => layer.id).join()) {
      this.#grids.forEach((grid) => grid.options.parts.forEach((part) =>
        Object.assign(part, this.#part(part.catalogued))));
      return Promise.all([base, ...this.#grids.map((grid) => grid.setParameters(parameters))]);
    }
    this.#layers = layers;
    this.#grids.forEach((grid) => grid.remove());
    const ground = layers.filter((layer) => layer.kind === 'base');
    this.#grids = [this.#grid('areas', ground, parameters),
      this.#grid('theme', layers.filter((layer) => !ground.includes(layer)), parameters)]
      .filter(Boolean);
    return base;
  }

  #grid(pane, layers, parameters) {
    if (!layers.length) return null;
    const points = layers.some((layer) => layer.geometryType === 'point');
    return new VectorTileLayer({ pane, bleed: points ? 24 : 0,
      source: (layer, coords, given, signal) => api.tile(layer, coords, given, { signal }),
      parts: layers.map((layer) => ({ ...this.#part(layer), parameters })) })
      .on('tilefailed', ({ error }) => this.#on.tileError(error))
      .on('tiledata', () => this.#updateObstacles())
      .addTo(this.#map);
  }

  #part(layer) {
    return { layer: layer.id, catalogued: layer,
      style: valueStyle(this.#view, layer, (id) => this.#stateOf(layer, id)),
      cutBounds: layer.id === 'countries' ? layer.bbox : null,
      hit: ({ id }) => this.#stateOf(layer, id) !== 'hidden' || hasValue(this.#values.get(id)?.properties ?? {}) };
  }

  /**
   * A feature without a value is told apart as one where it could have one: it has a series and
   * exists on the date. Of the base map's areas and of events nothing else is drawn; of stations a
   * ring, until the list has come and says which have a series.
   */
  #stateOf(layer, id) {
    const of = this.#values.get(id);
    if (of && !isValid(of.properties, this.#datetime)) return 'hidden';
    if (this.#known?.has(id)) return layer.kind === 'event' ? 'hidden' : 'empty';
    return 'hidden';
  }

  /** Asks for all tiles in sight again, after some have failed. */
  reload() {
    return Promise.all([this.#base.reload(), ...this.#grids.map((grid) => grid.reload())]);
  }

  select(id) {
    this.#grids.forEach((grid) => grid.setSelected(id));
    this.#labels.repaint(); // a panel may have come over the map, or gone
  }

  /** Labels with name and value of the features of a station list. */
  setValues(features) {
    this.#values = new Map(features.map((feature) => [feature.id, feature]));
    this.#grids.forEach((grid) => grid.restyle());
    this.#labels.setGroup('values', valueLabels(features, this.#view));
    // Names of the base map keep out of the sea's bodies; in a country there is room for both.
    this.#labels.setReserved(features.filter(({ geometry, properties }) =>
      geometry?.type.endsWith('Polygon') && properties.layer === 'water-bodies')
      .map(({ geometry }) => boundsOf(geometry)));
    this.relabel();
  }

  /** Writes the base labels again: other language, other date, or new features. */
  relabel() {
    const named = new Set([...this.#values.values()].filter(({ properties, geometry }) =>
      hasValue(properties) && geometry?.type.endsWith('Polygon')).map(({ id }) => id));
    this.#labels.setGroup('base', this.#base.labels(named));
  }

  #updateObstacles() {
    this.#labels.setObstacles(this.#grids.flatMap((grid) => grid.points())
      .map(({ latlng, radius }) => ({ latlng, radius: radius + 2 })));
  }

  #featureAt(latlng) {
    for (const grid of [...this.#grids].reverse()) {
      const feature = grid.featureAt(latlng);
      if (feature) return feature;
    }
    return null;
  }

  #hover(event) {
    const feature = event ? this.#featureAt(event.latlng) : null;
    this.#map.getContainer().classList.toggle('over-feature', Boolean(feature));
    this.#grids.forEach((grid) => grid.setHovered(feature?.id ?? null));
    if (!feature) this.#tooltip.hide();
    else {
      this.#tooltip.show(feature, this.#values.get(feature.id),
        this.#layers.find((layer) => layer.id === feature.layer), this.#view,
        event.containerPoint);
    }
  }
}
