/**
 * The mock's record: the reference features of the repository with TEST VALUES made by formulas.
 * Nothing here is a measurement; every datastream says so in source and definition.
 */
import { readFileSync, readdirSync } from 'node:fs';

const DAY = 86_400_000;
const TEST = 'TEST VALUES of the mock server, not measurements';
const PROPERTY_OF_LAYER = {
  'water-bodies': ['water-area', 'water-level', 'water-volume', 'salinity'],
  hydroposts: ['discharge', 'runoff-volume'],
  reservoirs: ['reservoir-volume'],
  'air-stations': ['pm2-5'],
  countries: ['water-access-safely-managed', 'water-access-basic', 'water-access-limited',
    'water-access-at-least-basic', 'forest-share'],
  earthquakes: ['earthquake-magnitude'],
};
const SUPPORT = {
  'water-area': 'year', 'water-level': 'year', 'water-volume': 'year', salinity: 'year',
  discharge: 'dekad', 'runoff-volume': 'year', 'reservoir-volume': 'month', 'pm2-5': 'hour',
};
const SPAN = {
  year: [1960, 2025], month: [1995, 2026], dekad: [1991, 2026], hour: [2022, 2025],
};

const hash = (text) =>
  [...text].reduce((h, c) => Math.imul(h ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261);
const noise = (seed, i) => {
  const x = Math.sin(seed * 0.001 + i * 12.9898) * 43758.5453;
  return x - Math.floor(x);
};

function bounds(support) {
  const [first, last] = SPAN[support];
  const begins = [];
  if (support === 'hour') {
    for (let t = Date.UTC(first, 0); t < Date.UTC(last, 0); t += 3_600_000) begins.push(t);
    return [begins, Date.UTC(last, 0)];
  }
  for (let y = first; y < last; y++) {
    if (support === 'year') begins.push(Date.UTC(y, 0));
    else
      for (let m = 0; m < 12; m++) {
        if (support === 'month') begins.push(Date.UTC(y, m));
        else [1, 11, 21].forEach((d) => begins.push(Date.UTC(y, m, d)));
      }
  }
  return [begins, Date.UTC(last, 0)];
}

function testValue(property, code, t, i) {
  const seed = hash(code + property);
  const year = 1970 + t / (365.25 * DAY);
  const season = Math.cos(((t / DAY / 365.25) % 1) * 2 * Math.PI);
  const size = 0.4 + (seed % 100) / 60;
  const jitter = 0.85 + 0.3 * noise(seed, i);
  switch (property) {
    case 'water-area': {
      if (code === 'aral-sea') return 68000 - Math.max(0, year - 1961) * 1000;
      if (code === 'north-aral') return 2700 + 25 * (year - 1986) * jitter;
      if (code === 'south-aral') return 38000 - (year - 1986) * 950;
      return Math.max(200, (code.endsWith('east') ? 9000 : 5000) - (year - 2007) * 240 * jitter);
    }
    case 'water-level': return (code === 'north-aral' ? 40 : 52) - Math.max(0, year - 1960) * 0.2;
    case 'water-volume': return Math.max(5, 1000 - (year - 1960) * 22 * size) * jitter;
    case 'salinity': return 10 + Math.max(0, year - 1965) * 1.4 * size;
    case 'discharge': return Math.max(0, (350 - 240 * season) * size * size * jitter);
    case 'runoff-volume': return 12 * size * jitter;
    case 'reservoir-volume': return Math.max(0.2, (4 + 2.2 * season) * size * jitter);
    case 'water-access-safely-managed': return Math.min(90, 40 + (year - 1990) * size);
    case 'water-access-basic': return 100 - Math.min(90, 40 + (year - 1990) * size) - 6;
    case 'water-access-limited': return 6;
    case 'water-access-at-least-basic': return 94 - size;
    case 'forest-share': return 2 + 3 * size;
    default: return Math.max(1, (32 + 26 * season) * size * jitter + 8 * Math.sin(i / 4));
  }
}

/** Columns of one datastream; a gap in 1996, a suspect, a bad and a censored value each. */
function series(datastream, validFrom, validTo) {
  const { support, property, feature } = datastream;
  if (property.id === 'earthquake-magnitude') return [event(feature)];
  const [begins, last] = bounds(support);
  const rows = [];
  begins.forEach((t, i) => {
    const end = begins[i + 1] ?? last;
    if (validFrom && t < Date.parse(validFrom)) return;
    if (validTo && t >= Date.parse(validTo)) return;
    if (new Date(t).getUTCFullYear() === 1996 && support !== 'hour') return;
    if (support === 'hour' && i % 5000 < 300) return;
    let value = Number(testValue(property.id, feature.code, t, i).toPrecision(4));
    let flag = 2;
    let qualifier = null;
    if (i % 97 === 41) { flag = 3; value = Number((value * 1.5).toPrecision(4)); }
    if (i % 211 === 130) { flag = 4; value = Number((value * 2.2).toPrecision(4)); }
    if (i % 53 === 20 && property.id === 'pm2-5') { qualifier = '<'; value = 2; }
    rows.push({ begin: t, end, value, flag, qualifier });
  });
  return rows;
}

/** An event has one value, of its moment; here all lie in the fifties. */
function event(feature) {
  const begin = Date.UTC(1950, hash(feature.code) % 110);
  const value = 5 + (hash(feature.code) % 30) / 10;
  return { begin, end: begin, value, flag: 2, qualifier: null };
}

export function loadRecord(directory) {
  const json = (file) => JSON.parse(readFileSync(new URL(file, directory), 'utf8'));
  const properties = new Map(json('properties.json').properties.map((p) => [p.id, p]));
  const units = new Map((json('units.json').units ?? []).map((u) => [u.ucum, u]));
  const symbol = (code) => units.get(code)?.symbol ?? { en: code, ru: code };
  const features = [];
  const datastreams = [];
  const layers = json('layers.json').layers.map((layer) => ({ ...layer, count: 0, bbox: null,
    revision: 1, attribution: 'Natural Earth' }));
  for (const file of readdirSync(new URL('features/', directory))) {
    const layer = layers.find((l) => l.id === file.replace('.geojson', ''));
    if (!layer) continue;
    for (const source of json(`features/${file}`).features) {
      const { code, names, aliases = [], validFrom = null, validTo = null } = source.properties;
      const feature = { id: features.length + 1, geometry: source.geometry, layer: layer.id, code,
        name: names, aliases, validFrom, validTo, attributes: source.properties.attributes ?? {} };
      features.push(feature);
      layer.count++;
      layer.bbox = grow(layer.bbox, source.geometry.coordinates);
      for (const property of PROPERTY_OF_LAYER[layer.id] ?? []) {
        datastreams.push(describe(feature, properties.get(property), datastreams.length + 1, symbol));
      }
    }
  }
  for (const d of datastreams) {
    const feature = features[d.feature.id - 1];
    d.rows = series(d, feature.validFrom, feature.validTo);
    d.from = d.rows.length ? new Date(d.rows[0].begin).toISOString() : null;
    d.to = d.rows.length ? new Date(d.rows.at(-1).end).toISOString() : null;
    d.count = d.rows.length;
  }
  const classes = new Map(json('classes.json').classes.map((set) => [set.id, set]));
  const themes = json('themes.json').themes.map((theme) => ({ ...theme, views: theme.views.map(
    (view) => ({ ...view, classes: classes.get(view.classes) })) }));
  return { layers, features, datastreams, properties, symbol, themes };
}

function grow(box, coordinates) {
  if (typeof coordinates[0] === 'number') {
    const [lon, lat] = coordinates;
    return box
      ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
      : [lon, lat, lon, lat];
  }
  return coordinates.reduce(grow, box);
}

function describe(feature, property, id, symbol) {
  return {
    id,
    feature: { id: feature.id, code: feature.code, layer: feature.layer, name: feature.name },
    property: { id: property.id, name: property.name, definition: property.definition,
      aggregation: property.aggregation },
    statistic: property.aggregation, procedure: TEST,
    interpolation: 'average-in-preceding-interval', unit: property.unit,
    unitSymbol: symbol(property.unit), support: SUPPORT[property.id] ?? 'year', timeZone: 'Asia/Tashkent',
    verticalDatum: property.id === 'water-level' ? 'Baltic 1977' : null,
    owner: { id: 'test', name: { en: 'Test organisation', ru: 'Тестовая организация' },
      url: 'https://example.org/' },
    licence: { id: 'CC0-1.0', name: 'CC0 1.0', url: 'https://example.org/cc0',
      attribution: true },
    source: { title: TEST, url: 'https://example.org/', read: '2026-11-24' },
    definition: TEST, visibility: 'public', revision: 1,
  };
}
