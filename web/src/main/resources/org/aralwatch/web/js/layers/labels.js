/** From features to the labels of the map. */

import { currentLanguage, nameOf, t } from '../i18n.js';
import { formatMeasure } from '../format.js';
import { boundsOf, labelPoint, lineLength, lineStretches } from './geometry.js';
import { isOldShore, isWholeBasin, riverRank } from './styles.js';

const at = (lon, lat) => ({ lat, lng: lon });

/** Remarks in brackets belong into a table, not on a map. */
const plain = (names) => nameOf(names).replace(/\s*\(.*\)\s*$/, '');

const places = new WeakMap();

function placeOf(geometry) {
  if (!places.has(geometry)) places.set(geometry, labelPoint(geometry));
  return places.get(geometry);
}

/** Labels of one base layer. */
export function baseLabels(layer, features, { seaTheme = false } = {}) {
  const make = MAKERS[layer.id] ?? BY_GEOMETRY[layer.geometryType];
  return features.map((feature) => {
    const name = plain(feature.properties.name);
    return name && feature.geometry ? make(feature, name, layer, seaTheme) : null;
  }).filter(Boolean);
}

const MAKERS = {
  countries: (feature, name) => areaLabel(feature, name, { style: 'country', rank: 50, maxZoom: 8,
    elsewhere: true }),
  lakes: (feature, name) => (feature.properties.code?.startsWith('aral-sea') ? null
    : areaLabel(feature, name, { style: 'lake', rank: 30 })),
  // In its own theme the sea's bodies are labelled with their values.
  'water-bodies': (feature, name, layer, seaTheme) => (seaTheme ? null
    : areaLabel(feature, name, { style: 'lake', rank: 46 })),
  catchments: (feature, name) => (isWholeBasin(feature.properties)
    ? areaLabel(feature, name, { style: 'basin', rank: 12, minZoom: 5, maxZoom: 7, elsewhere: true })
    : null),
  shorelines: shoreLabel,
  'populated-places': placeLabel,
};

const BY_GEOMETRY = {
  polygon: (feature, name) => areaLabel(feature, name, { style: 'lake', rank: 30 }),
  line: lineLabel,
  point: placeLabel,
};

/** Places tried for a country's name when its middle is out of sight. */
const PLACES = 120;

function areaLabel({ geometry }, name, { elsewhere, rank, ...label }) {
  const place = placeOf(geometry);
  if (!place) return null;
  return { ...label, latlng: at(place.lon, place.lat), lines: [name], rank: rank + place.radius,
    room: place.radius, elsewhere: elsewhere ? elsewhereIn(place) : null };
}

const elsewhereIn = (place) => place.others.slice(0, PLACES)
  .map(({ lon, lat, radius }) => ({ latlng: at(lon, lat), room: radius }));

function lineLabel(feature, name) {
  const stretches = lineStretches(feature.geometry)
    .map(({ lon, lat, before, after }) => ({ latlng: at(lon, lat),
      along: [at(...before), at(...after)] }));
  if (!stretches.length) return null;
  const rank = riverRank(feature.properties);
  const length = lineLength(feature.geometry);
  return { ...stretches[0], elsewhere: stretches, lines: [name],
    style: rank === 1 ? 'mainRiver' : 'river',
    rank: (rank === 1 ? 47 : 16 - Math.min(6, rank)) + Math.min(2, length / 10),
    minZoom: rank === 1 ? 4 : rank <= 2 && length > 4 ? 5 : rank <= 4 ? 6 : 7 };
}

/** The shore of 1960 is named at its eastern side, where the sea has gone farthest. */
function shoreLabel({ geometry, properties }) {
  if (!isOldShore(properties)) return null;
  const rings = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .map(([ring]) => ring);
  const ring = rings.reduce((a, b) => (b.length > a.length ? b : a));
  const [west, south, east, north] = boundsOf({ coordinates: ring });
  const byEast = [...ring].sort((a, b) => b[0] - a[0]);
  const [lon, lat] = byEast.find(([, y]) => y < south + (north - south) * 0.6) ?? byEast[0];
  return { latlng: at(lon, lat), lines: [t('map.shore1960')], style: 'shore', rank: 70, minZoom: 5,
    beside: 8, elsewhere: [{ latlng: at((west + east) / 2, south - 0.08) }] };
}

/** From how many inhabitants on a place is named at a zoom; below, none is. */
const NAMED_FROM = { 4: 2_000_000, 5: 500_000, 6: 150_000, 7: 60_000, 8: 20_000, 9: 5_000, 10: 0 };

/** Least zoom at which a place of so many inhabitants is named. */
export function placeZoom(population) {
  const zoom = Object.keys(NAMED_FROM).find((z) => population >= NAMED_FROM[z]);
  return Number(zoom ?? 10);
}

function placeLabel({ geometry, properties }, name) {
  if (geometry.type !== 'Point') return null;
  const population = Number(properties.attributes?.population ?? 0);
  return { latlng: at(...geometry.coordinates), lines: [name],
    style: population >= 500_000 ? 'city' : 'place', dot: population >= 500_000 ? 2.6 : 1.9,
    rank: 20 + Math.min(9, Math.log10(population + 1)), minZoom: placeZoom(population), beside: 6 };
}

/** Labels of the features of a theme that have a value: the value, from nearer on also the name. */
export function valueLabels(features, view) {
  const unit = nameOf(view.unitSymbol);
  const language = currentLanguage();
  return features.filter(({ properties, geometry }) => geometry && hasValue(properties))
    .flatMap(({ properties, geometry }) => {
      const value = formatMeasure(properties.value, unit, language,
        { qualifier: properties.qualifier, property: view.property });
      const name = plain(properties.name);
      return geometry.type === 'Point' ? pointLabels(geometry, properties, name, value)
        : areaLabels(geometry, properties, name, value);
    });
}

function pointLabels({ coordinates }, properties, name, value) {
  const latlng = at(...coordinates);
  const rank = 60 + Math.max(0, properties.class ?? 0);
  return [
    { latlng, lines: [value], style: 'value', rank, minZoom: 6, maxZoom: 7, beside: 14 },
    { latlng, lines: [name, value], style: 'value', rank, minZoom: 8, beside: 16 },
  ];
}

function areaLabels(geometry, properties, name, value) {
  const box = boundsOf(geometry);
  const place = placeOf(geometry);
  if (!place) return [];
  const latlng = at(place.lon, place.lat);
  const rank = 80 + Math.min(15, box[3] - box[1]);
  if (properties.layer === 'countries') {
    return [{ latlng, lines: [name, value], style: 'area', rank, minZoom: 4,
      elsewhere: elsewhereIn(place).map((one) => ({ ...one, room: undefined })) }];
  }
  return [
    { latlng, lines: [value], style: 'area', rank, minZoom: 5, maxZoom: 6 },
    { latlng, lines: [name, value], style: 'area', rank, minZoom: 7, short: [value],
      span: box[2] - box[0] },
  ];
}

export const hasValue = (properties) =>
  properties.value !== null && properties.value !== undefined;
