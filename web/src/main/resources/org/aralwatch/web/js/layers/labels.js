/** From features to the labels of the map. */

import { currentLanguage, nameOf } from '../i18n.js';
import { formatMeasure } from '../format.js';
import { boundsOf, labelPoint, lineLength, lineStretches } from './geometry.js';

const at = (lon, lat) => ({ lat, lng: lon });

/** Remarks in brackets belong into a table, not on a map. */
const plain = (names) => nameOf(names).replace(/\s*\(.*\)\s*$/, '');

/** Labels of one base layer. */
export function baseLabels(layer, features) {
  return features.map((feature) => {
    const name = plain(feature.properties.name);
    if (!name || !feature.geometry) return null;
    switch (layer.geometryType) {
      case 'polygon': return areaLabel(layer, feature, name);
      case 'line': return lineLabel(feature, name);
      default: {
        const [lon, lat] = feature.geometry.coordinates;
        return { latlng: at(lon, lat), lines: [name], style: 'place', rank: 20, minZoom: 6,
          beside: 6 };
      }
    }
  }).filter(Boolean);
}

/** Places tried for a country's name when its middle is out of sight. */
const PLACES = 120;

const places = new WeakMap();

function placeOf(geometry) {
  if (!places.has(geometry)) places.set(geometry, labelPoint(geometry));
  return places.get(geometry);
}

function areaLabel(layer, feature, name) {
  const place = placeOf(feature.geometry);
  if (!place) return null;
  const country = layer.id === 'countries';
  return { latlng: at(place.lon, place.lat), lines: [name], style: country ? 'country' : 'lake',
    rank: (country ? 50 : 30) + place.radius, maxZoom: country ? 8 : 99, room: place.radius,
    elsewhere: country ? place.others.slice(0, PLACES).map(({ lon, lat, radius }) =>
      ({ latlng: at(lon, lat), room: radius })) : null };
}

function lineLabel(feature, name) {
  const stretches = lineStretches(feature.geometry)
    .map(({ lon, lat, before, after }) => ({ latlng: at(lon, lat),
      along: [at(...before), at(...after)] }));
  if (!stretches.length) return null;
  const length = lineLength(feature.geometry);
  return { ...stretches[0], elsewhere: stretches, lines: [name], style: 'river',
    rank: 10 + Math.min(9, length / 3), minZoom: length > 8 ? 5 : 6 };
}

/** Labels of the features of a theme that have a value: the value, from nearer on also the name. */
export function valueLabels(features, view) {
  const unit = nameOf(view.unitSymbol);
  const language = currentLanguage();
  return features.filter(({ properties, geometry }) => geometry && hasValue(properties))
    .flatMap(({ properties, geometry }) => {
      const value = formatMeasure(properties.value, unit, language,
        { property: view.property });
      const name = nameOf(properties.name);
      if (geometry.type === 'Point') {
        const latlng = at(...geometry.coordinates);
        const rank = 60 + Math.max(0, properties.class ?? 0);
        return [
          { latlng, lines: [value], style: 'value', rank, minZoom: 6, maxZoom: 7, beside: 14 },
          { latlng, lines: [name, value], style: 'value', rank, minZoom: 8, beside: 16 },
        ];
      }
      const box = boundsOf(geometry);
      const place = placeOf(geometry);
      if (!place) return [];
      const latlng = at(place.lon, place.lat);
      const rank = 80 + (box[3] - box[1]);
      return [
        { latlng, lines: [value], style: 'area', rank, minZoom: 5, maxZoom: 6 },
        { latlng, lines: [plain(properties.name), value], style: 'area', rank, minZoom: 7,
          short: [value], span: box[2] - box[0] },
      ];
    });
}

export const hasValue = (properties) =>
  properties.value !== null && properties.value !== undefined;
