/**
 * The base map drawn by us: below the theme's areas the ground, above them ice, water, rivers,
 * borders and, with the sea's own theme, the shore of 1960. Also knows what its labels say.
 */

import * as api from '../api.js';
import { VectorTileLayer } from './VectorTileLayer.js';
import { FadeLayer } from './FadeLayer.js';
import { COLOURS, groundStyles, oldShoreStyle, waterStyles } from './styles.js';
import { baseLabels } from './labels.js';
import { isValid } from './validity.js';

/** Layers drawn, from below; `catchments` and `countries` are drawn once as ground, once as lines. */
const GROUND = ['countries', 'catchments', 'shorelines'];
const WATER = ['glaciated-areas', 'lakes', 'water-bodies', 'rivers', 'catchments', 'countries'];
const OLD_SHORE = 'shorelines';
/** Layers whose features are fetched, for their names and for what a tile does not tell. */
const NAMED = ['countries', 'lakes', 'rivers', 'water-bodies', 'catchments', 'populated-places',
  OLD_SHORE];
/** Before this year the shore of 1960 is the shore. */
const SHRINKING = Date.UTC(1962, 0);

export class BaseMap {
  #map;
  #on;
  #layers = [];
  #ground = null;
  #water = null;
  #shore = null;
  #fade = null;
  #features = new Map();
  #known = new Map();
  #shown = { datetime: null, layers: [], seaTheme: false };

  /** @param {{error(error), labels()}} on labels: they have changed */
  constructor(map, on) {
    this.#map = map;
    this.#on = on;
  }

  /** Draws the catalogue's base layers and fetches the names. */
  set(layers) {
    this.#layers = layers;
    [this.#ground, this.#water, this.#fade].forEach((layer) => layer?.remove());
    const known = (feature) => this.#known.get(feature.id);
    const hasBasin = Boolean(this.#find('catchments')?.count);
    this.#ground = this.#grid('ground', GROUND, groundStyles(hasBasin, known,
      () => this.#hasOldShore()));
    this.#water = this.#grid('water', WATER, waterStyles(known,
      (properties) => Boolean(properties) && !this.#shown.seaTheme
        && isValid(properties, this.#shown.datetime)));
    const outside = hasBasin ? COLOURS.outside : COLOURS.land;
    const land = this.#find('countries');
    this.#fade = land?.bbox
      ? new FadeLayer({ bounds: land.bbox, colour: outside }).addTo(this.#map) : null;
    this.#map.getContainer().style.background = outside;
    this.#setShore();
    for (const id of NAMED) this.#learn(id);
  }

  #find(id) {
    return this.#layers.find((layer) => layer.id === id);
  }

  #grid(pane, ids, styles) {
    const present = ids.map((id) => this.#find(id)).filter(Boolean);
    return new VectorTileLayer({ pane, bleed: 0,
      source: (layer, coords, given, signal) => api.tile(layer, coords, given, { signal }),
      parts: present.map((layer) => ({ layer: layer.id, style: styles[layer.id],
        parameters: this.#parameters(layer),
        cutBounds: layer.id === 'countries' ? layer.bbox : null })) })
      .on('tilefailed', ({ error }) => this.#on.error(error))
      .addTo(this.#map);
  }

  /**
   * The sea is drawn with the shore of the date; nothing else of the base map changes with it. The
   * date of a tile is that of its values, so a property is asked for, whose values are not drawn.
   */
  #parameters(layer) {
    const { datetime } = this.#shown;
    return { v: layer.revision,
      ...(layer.id === 'water-bodies' && datetime && { property: 'water-area', datetime }) };
  }

  #learn(id) {
    const layer = this.#find(id);
    if (!layer) return;
    api.layerFeatures(id).then(({ features }) => {
      this.#features.set(id, features);
      features.forEach(({ id: number, properties }) => this.#known.set(number, properties));
      if (id === 'rivers' || id === 'water-bodies') this.#water.restyle();
      if (id === 'catchments') [this.#ground, this.#water].forEach((grid) => grid.restyle());
      this.#on.labels();
    }, (error) => this.#on.error(error));
  }

  /**
   * @param {string[]} layers ids of the theme's layers
   * @returns {Promise} when the water of the date has come
   */
  show(datetime, layers) {
    const before = this.#shown;
    this.#shown = { datetime, layers, seaTheme: layers.includes('water-bodies') };
    this.#setShore();
    this.#on.labels();
    const sea = this.#find('water-bodies');
    if (!sea || !this.#water) return Promise.resolve();
    if (before.seaTheme !== this.#shown.seaTheme) this.#water.restyle();
    return datetime === before.datetime ? Promise.resolve()
      : this.#water.setParameters(this.#parameters(sea), 'water-bodies');
  }

  #setShore() {
    const layer = this.#find(OLD_SHORE);
    const wanted = Boolean(layer) && this.#hasOldShore();
    if (wanted === Boolean(this.#shore)) return;
    this.#ground?.restyle();
    this.#shore?.remove();
    this.#shore = wanted ? new VectorTileLayer({ pane: 'shore', bleed: 0,
      source: (id, coords, given, signal) => api.tile(id, coords, given, { signal }),
      parts: [{ layer: OLD_SHORE, style: oldShoreStyle, parameters: { v: layer.revision } }] })
      .on('tilefailed', ({ error }) => this.#on.error(error))
      .addTo(this.#map) : null;
  }

  #hasOldShore() {
    const { datetime, seaTheme } = this.#shown;
    return seaTheme && datetime !== null && Date.parse(datetime) > SHRINKING;
  }

  /** Labels of everything but what the theme itself names: ids of features with a value. */
  labels(withValue) {
    const { datetime, seaTheme } = this.#shown;
    return [...this.#features].flatMap(([id, features]) => {
      if (id === OLD_SHORE && !this.#hasOldShore()) return [];
      // Where countries are coloured, a basin's name would be taken for what is coloured.
      if (id === 'catchments' && this.#shown.layers.includes('countries')) return [];
      const shown = features.filter((feature) => !withValue.has(feature.id)
        && (id === OLD_SHORE || isValid(feature.properties, datetime)));
      return baseLabels(this.#find(id), shown, { seaTheme });
    });
  }

  reload() {
    return Promise.all([this.#ground, this.#water, this.#shore]
      .filter(Boolean).map((grid) => grid.reload()));
  }
}
