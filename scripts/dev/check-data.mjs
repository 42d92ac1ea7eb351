// Developer tool: proves that the reference data and the sample record fit together.
//
//   node scripts/dev/check-data.mjs
//
// Needs nothing but node. Prints what it counted and the areas of the water bodies; every fault is
// one line, and the exit code is 1 when there is any.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const reference = path.join(root, 'geodata/src/main/resources/reference');
const sample = path.join(root, 'ingest/src/main/resources/sample');
const read = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts), 'utf8'));
const faults = [];
const fault = (...words) => faults.push(words.join(' '));

// ---- vocabulary -----------------------------------------------------------------------------
function vocabulary(file, key, id) {
  const items = read(reference, `${file}.json`)[key];
  const map = new Map();
  for (const item of items) {
    if (map.has(item[id])) fault(file, 'has', item[id], 'twice');
    map.set(item[id], item);
    if (item.name && typeof item.name === 'object' && !(item.name.en && item.name.ru)) {
      fault(file, item[id], 'lacks a name in English or Russian');
    }
  }
  return map;
}
const licences = vocabulary('licences', 'licences', 'id');
const organisations = vocabulary('organisations', 'organisations', 'id');
const units = vocabulary('units', 'units', 'ucum');
const properties = vocabulary('properties', 'properties', 'id');
const layers = vocabulary('layers', 'layers', 'id');
const themes = vocabulary('themes', 'themes', 'id');
const classSets = vocabulary('classes', 'classes', 'id');

for (const p of properties.values()) {
  if (!units.has(p.unit)) fault('property', p.id, 'has the unknown unit', p.unit);
  if (!['mean', 'sum'].includes(p.aggregation)) fault('property', p.id, 'aggregation', p.aggregation);
  if (!/^P/.test(p.persistence)) fault('property', p.id, 'persistence', p.persistence);
  const range = p.grossRange;
  if (range && range.min !== undefined && range.max !== undefined && !(range.min < range.max))
    fault('property', p.id, 'gross range');
  if (('decimals' in p) === ('significantDigits' in p)) fault('property', p.id, 'rounding');
}
function checkClasses(where, classes) {
  if (classes.colours.length !== classes.upTo.length + 1) fault(where, 'colours and limits do not match');
  if (classes.upTo.some((x, i) => i > 0 && x <= classes.upTo[i - 1])) fault(where, 'limits do not ascend');
  if (classes.labels && classes.labels.length !== classes.colours.length) fault(where, 'labels');
  if (classes.colours.some((c) => !/^#[0-9a-f]{6}$/.test(c))) fault(where, 'colour code');
}
for (const set of classSets.values()) checkClasses(`classes ${set.id}`, set);
for (const theme of themes.values()) {
  for (const layer of theme.layers) if (!layers.has(layer)) fault('theme', theme.id, 'layer', layer);
  for (const { property, unit, classes } of theme.views) {
    const where = `theme ${theme.id}, ${property}`;
    if (!properties.has(property)) fault(where, 'is no property');
    else if (units.get(unit)?.dimension !== units.get(properties.get(property).unit).dimension) fault(where, 'unit', unit);
    if (!classSets.has(classes)) fault(where, 'has the unknown classes', classes);
  }
  for (const { id, parts } of theme.compositions ?? []) {
    for (const { property } of parts) if (!properties.has(property)) fault('theme', theme.id, id, 'has the unknown part', property);
  }
}

// ---- features -------------------------------------------------------------------------------
const features = new Map();
const signed = (r) => r.slice(0, -1).reduce((s, p, i) => s + p[0] * r[i + 1][1] - r[i + 1][0] * p[1], 0) / 2;
const crosses = (a, b, c, d) => {
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
};
function checkRing(where, ring, outer) {
  if (ring.length < 4) fault(where, 'has a ring of', ring.length, 'points');
  const last = ring[ring.length - 1];
  if (ring[0][0] !== last[0] || ring[0][1] !== last[1]) fault(where, 'has an open ring');
  if (signed(ring) > 0 !== outer) fault(where, 'has a ring that turns the wrong way');
  for (let i = 0; i < ring.length - 1; i++) {
    for (let j = i + 2; j < ring.length - 1; j++) {
      if (crosses(ring[i], ring[i + 1], ring[j], ring[j + 1])) fault(where, 'crosses itself at', ring[i]);
    }
  }
}
const polygons = (g) => (g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : []);
for (const layer of layers.keys()) {
  const file = `${layer}.geojson`;
  // A layer of stations may begin empty and be filled by uploads.
  if (!fs.existsSync(path.join(reference, 'features', file))) continue;
  const collection = read(reference, 'features', file);
  const meta = collection.aralwatch ?? {};
  for (const key of ['source', 'sourceUrl', 'licence', 'retrieved', 'note']) {
    if (!meta[key]) fault(file, 'lacks', key);
  }
  if (!licences.has(meta.licence)) fault(file, 'has the unknown licence', meta.licence);
  const wanted = { polygon: /Polygon$/, line: /LineString$/, point: /^Point$/ }[layers.get(layer).geometryType];
  const codes = new Map();
  for (const { properties: p, geometry } of collection.features) {
    const where = `${file}, ${p.code}`;
    if (codes.has(p.code)) fault(where, 'comes twice');
    codes.set(p.code, { p, geometry });
    if (!/^[A-Za-z0-9-]+$/.test(p.code)) fault(where, 'has a code that is no slug');
    // The gazetteer has no sure Russian name of many a small place; the page then shows the English one.
    const small = layer === 'populated-places' && p.attributes.population < 50000;
    if (!p.names.en || (!/[а-яё]/i.test(p.names.ru ?? '') && !(small && !p.names.ru))) fault(where, 'lacks a name');
    if (!Array.isArray(p.aliases) || typeof p.attributes !== 'object') fault(where, 'lacks aliases or attributes');
    if (!wanted.test(geometry.type)) fault(where, 'is a', geometry.type);
    for (const part of polygons(geometry)) part.forEach((ring, i) => checkRing(where, ring, i === 0));
    for (const n of JSON.stringify(geometry.coordinates).match(/-?\d+(\.\d+)?/g)) {
      if ((n.split('.')[1] ?? '').length > 5) fault(where, 'has more than five decimals:', n);
    }
    const flat = geometry.coordinates.flat(Infinity);
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i] < 50 || flat[i] > 85 || flat[i + 1] < 33 || flat[i + 1] > 56) fault(where, 'leaves the box');
    }
  }
  features.set(layer, codes);
}

// ---- sample record --------------------------------------------------------------------------
function csvRows(text) {
  const rows = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const cells = [];
    for (const m of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)) {
      cells.push(m[1] === undefined ? m[2] : m[1].replaceAll('""', '"'));
    }
    rows.push(cells);
  }
  return rows;
}
const SUPPORTS = ['instant', 'PT1H', 'P1D', 'pentad', 'dekad', 'P1M', 'month', 'year', 'hydrological-year',
  'growing-season', 'non-growing-season'];
const PATTERN = { yyyy: /^\d{4}$/, 'yyyy-MM': /^\d{4}-(0[1-9]|1[0-2])$/, 'yyyy-MM-dd': /^\d{4}-\d\d-\d\d$/,
  "yyyy-MM-dd'T'HH:mm": /^\d{4}-\d\d-\d\dT\d\d:\d\d$/ };
const index = read(sample, 'index.json').files;
const onDisk = fs.readdirSync(sample).filter((f) => f.endsWith('.csv')).map((f) => f.slice(0, -4));
for (const name of onDisk) if (!index.includes(name)) fault(name, 'is not in index.json');
const counts = new Map();
const totals = { rows: 0 };
const seen = new Map();
for (const name of index) {
  const text = fs.readFileSync(path.join(sample, `${name}.csv`), 'utf8');
  const m = read(sample, `${name}.mapping.json`);
  if (m.name !== name) fault(name, 'is named', m.name, 'in its mapping');
  for (const word of ['# Source: ', '# Licence: ', '# Definition: ']) {
    if (!text.includes(word)) fault(name, 'has no line', word);
  }
  const d = m.datastream;
  if (!licences.has(d.licence)) fault(name, 'has the unknown licence', d.licence);
  if (!organisations.has(d.owner)) fault(name, 'has the unknown owner', d.owner);
  if (!d.source?.title || !/^https?:/.test(d.source?.url ?? '')) fault(name, 'lacks its source');
  const supports = typeof m.time.support === 'string' ? [m.time.support] : Object.values(m.time.support.values);
  for (const s of supports) if (!SUPPORTS.includes(s)) fault(name, 'has the unknown support', s);
  if (!layers.has(m.layer)) fault(name, 'has the unknown layer', m.layer);
  const [header, ...rows] = csvRows(text);
  const column = (key) => {
    const i = header.indexOf(key);
    if (i < 0) fault(name, 'has no column', key);
    return i;
  };
  const station = column(m.station.column);
  const time = column(m.time.column);
  const property = column(m.properties.column);
  const value = column(m.value.column);
  const support = typeof m.time.support === 'string' ? -1 : column(m.time.support.column);
  for (const [word, target] of Object.entries(m.properties.values)) {
    const known = properties.get(target.property);
    if (!known) fault(name, word, 'maps to the unknown property', target.property);
    else if (units.get(target.unit)?.dimension !== units.get(known.unit).dimension) fault(name, word, 'has the unit', target.unit);
    const statistic = m.time.support === 'instant' ? 'instant' : known?.aggregation;
    // A value may also be the largest of its period, as the peak of a flood is.
    const peak = target.statistic === 'max' && m.time.support !== 'instant';
    if (known && !peak && target.statistic !== statistic) fault(name, word, 'statistic', target.statistic);
    if (target.property === 'water-level' && !target.verticalDatum) fault(name, word, 'lacks a vertical datum');
  }
  rows.forEach((r, i) => {
    const where = `${name}, row ${i + 1}`;
    if (r.length !== header.length) fault(where, 'has', r.length, 'of', header.length, 'cells');
    const feature = features.get(m.layer)?.get(r[station]);
    if (!feature) fault(where, 'names the unknown station', r[station]);
    const target = m.properties.values[r[property]];
    if (!target) { fault(where, 'names the unknown property', r[property]); return; }
    if (!PATTERN[m.time.format]?.test(r[time])) fault(where, 'has the time', r[time]);
    if (support >= 0 && !(r[support] in m.time.support.values)) fault(where, 'has the support', r[support]);
    const number = Number(r[value]);
    if (r[value] === '' || !Number.isFinite(number)) { fault(where, 'has the value', r[value]); return; }
    const unit = units.get(target.unit).toBase;
    const known = properties.get(target.property);
    const storage = units.get(known.unit).toBase;
    const stored = (number * unit.factor + unit.offset - storage.offset) / storage.factor;
    if (stored < known.grossRange.min || stored > known.grossRange.max) fault(where, 'is outside the range:', stored);
    const year = r[time].slice(0, 4);
    if (feature && feature.p.validFrom && year < feature.p.validFrom.slice(0, 4)) fault(where, 'lies before its feature');
    const begins = r[time].length === 4 ? `${year}-01-01` : r[time];
    if (feature && feature.p.validTo && begins >= feature.p.validTo) fault(where, 'lies after its feature');
    const key = [name, r[station], target.property, r[time], support >= 0 ? r[support] : ''].join('|');
    if (seen.has(key)) fault(where, 'repeats', key);
    seen.set(key, true);
    totals.rows += 1;
    const c = counts.get(target.property) ?? { rows: 0, stations: new Set(), from: '9999', to: '0000' };
    c.rows += 1;
    c.stations.add(r[station]);
    if (year < c.from) c.from = year;
    if (year > c.to) c.to = year;
    counts.set(target.property, c);
  });
}

// ---- areas ----------------------------------------------------------------------------------
/** Area in km2 on the authalic sphere of WGS 84; for these outlines within 0.1 % of the geodesic area. */
function area(ring) {
  const radius = 6371.0072;
  const e = 0.0818191908426;
  const q = (lat) => {
    const s = Math.sin((lat * Math.PI) / 180);
    return (1 - e * e) * (s / (1 - e * e * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
  };
  const beta = (lat) => q(lat) / q(90);
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    sum += ((ring[i + 1][0] - ring[i][0]) * Math.PI / 180) * (beta(ring[i][1]) + beta(ring[i + 1][1])) / 2;
  }
  return -sum * radius * radius;
}
console.log('features:', [...features].map(([l, c]) => `${l} ${c.size}`).join(', '));
console.log('vocabulary:', `${licences.size} licences, ${organisations.size} organisations, ${units.size} units,`,
  `${properties.size} properties, ${themes.size} themes`);
console.log(`sample: ${index.length} files, ${totals.rows} rows`);
for (const [id, c] of [...counts].sort()) {
  console.log(`  ${id}: ${c.rows} rows, ${c.stations.size} features, ${c.from}-${c.to}`);
}
for (const [code, { geometry }] of features.get('water-bodies')) {
  const km2 = polygons(geometry).flat().reduce((s, ring) => s + area(ring), 0);
  console.log(`  area of ${code}: ${km2.toFixed(0)} km2`);
}
for (const line of faults) console.error('FAULT', line);
console.log(faults.length === 0 ? 'no faults' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
