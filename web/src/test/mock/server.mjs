/**
 * A developer's stand-in for the server: answers the page's part of the HTTP contract from the
 * repository's reference features and TEST VALUES. A test fixture, never shipped.
 *
 *   node src/test/mock/server.mjs [port]      MOCK_STATE=empty|down|no-themes shows those states
 *   ARALWATCH_REFERENCE=DIR/                  another copy of the reference data
 */
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { loadRecord } from './record.mjs';
import { aggregate, censoringOf, rowAt, thin, withGaps } from './observations.mjs';
import { cut } from './tiles.mjs';
import { encodeTile } from './mvt-encode.mjs';

const here = import.meta.url;
const pageRoot = new URL('../../main/resources/org/aralwatch/web/', here);
const reference = process.env.ARALWATCH_REFERENCE
  ? pathToFileURL(process.env.ARALWATCH_REFERENCE)
  : new URL('../../../../geodata/src/main/resources/reference/', here);
if (!existsSync(new URL('themes.json', reference))) {
  console.error(`No reference data at ${reference.pathname}; set ARALWATCH_REFERENCE.`);
  process.exit(1);
}
const record = loadRecord(reference);
const state = process.env.MOCK_STATE ?? '';
const PERSISTENCE_DAYS = { year: 730, month: 31, dekad: 10, hour: 1 };
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8', json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml', txt: 'text/plain; charset=utf-8' };
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
  + " form-action 'none'; frame-ancestors 'self'";

class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const iso = (ms) => new Date(ms).toISOString();

function themeView(theme, view) {
  const streams = record.datastreams.filter(
    (d) => d.property.id === view.property && theme.layers.includes(d.feature.layer) && d.count);
  const property = record.properties.get(view.property);
  const times = streams.flatMap((d) => [d.from, d.to]).sort();
  return { ...view, id: view.period ? `${view.property}-${view.period}` : view.property,
    name: property.name, unitSymbol: record.symbol(view.unit),
    classes: { labels: null, ...view.classes },
    extent: state === 'empty' || !times.length ? null : { from: times[0], to: times.at(-1) },
    persistence: view.persistence ?? property.persistence,
    defaultDatetime: view.defaultDatetime ? `${view.defaultDatetime}T00:00:00Z` : null };
}

function themes() {
  if (state === 'no-themes') return [];
  return record.themes.map((theme) => {
    const views = theme.views.map((view) => themeView(theme, view));
    return { id: theme.id, name: theme.name, summary: theme.summary, note: theme.note ?? null,
      layers: theme.layers, views, compositions: theme.compositions,
      defaultView: views[0].id, defaultDatetime: `${theme.defaultDatetime}T00:00:00Z`,
      empty: views.every((v) => !v.extent) };
  });
}

/** Value columns of a feature for property, period and datetime; undefined without property. */
function valueOf(feature, params) {
  const property = params.get('property');
  if (!property) return undefined;
  const nothing = { value: null, unit: null, class: -1, datastream: null };
  const d = record.datastreams.find(
    (x) => x.feature.id === feature.id && x.property.id === property);
  if (!d || state === 'empty') return nothing;
  const period = params.get('period');
  const at = Date.parse(params.get('datetime') ?? '2020-07-01T00:00:00Z');
  const rows = period && period !== d.support
    ? aggregate(d.rows.filter((r) => Math.abs(r.begin - at) < 370 * 86_400_000), period,
      d.property.aggregation)
    : d.rows;
  const stays = d.property.id === 'earthquake-magnitude' ? 500 * 365 : PERSISTENCE_DAYS[d.support];
  const row = rowAt(rows, at, period ? 0 : stays * 86_400_000);
  if (!row) return nothing;
  const classes = record.themes.flatMap((t) => t.views)
    .find((v) => v.property === property && (v.period ?? null) === (period || null))?.classes;
  const at0 = classes ? classes.upTo.findIndex((limit) => row.value <= limit) : -1;
  return { value: row.value, unit: d.unit, unitSymbol: d.unitSymbol, valueFrom: iso(row.begin),
    valueTo: iso(row.end), flag: row.flag, datastream: d.id,
    class: classes && at0 < 0 ? classes.upTo.length : at0 };
}

function validAt(feature, params) {
  const at = params.get('datetime')?.slice(0, 10);
  if (!at) return true;
  return (!feature.validFrom || feature.validFrom <= at)
    && (!feature.validTo || feature.validTo > at);
}

function geoJson(feature, params) {
  const { id, geometry, layer, code, name, aliases, validFrom, validTo, attributes } = feature;
  return { type: 'Feature', id, geometry, properties: { code, layer, name, aliases, validFrom,
    validTo, attributes, ...valueOf(feature, params) } };
}

const collection = (features) =>
  ({ type: 'FeatureCollection', features, numberReturned: features.length });

function stations(params) {
  const theme = record.themes.find((t) => t.id === params.get('theme'));
  const q = (params.get('q') ?? '').toLowerCase();
  const found = record.features
    .filter((f) => record.datastreams.some((d) => d.feature.id === f.id))
    .filter((f) => !theme || theme.layers.includes(f.layer))
    .filter((f) => validAt(f, params))
    .filter((f) => [f.code, ...Object.values(f.name)].some((n) => n.toLowerCase().includes(q)));
  return collection(found.slice(0, Number(params.get('limit') ?? 1000))
    .map((f) => geoJson(f, params)));
}

function observations(id, params) {
  const d = record.datastreams[id - 1];
  if (!d) throw new Problem(404, `There is no datastream ${id}.`);
  const from = Date.parse(params.get('from') ?? d.from);
  const to = Date.parse(params.get('to') ?? d.to);
  const period = params.get('period') ?? 'raw';
  const statistic = params.get('statistic') ?? d.property.aggregation;
  let rows = d.rows.filter((r) => r.end > from && r.begin < to);
  if (period !== 'raw') rows = aggregate(rows, period, statistic);
  const censoring = period === 'raw' || statistic === 'count' ? null
    : censoringOf(rows, params.get('censored') ?? 'limit');
  const total = rows.length;
  const maxPoints = Number(params.get('maxPoints') ?? 100_000);
  rows = withGaps(thin(rows, maxPoints), Math.max(7_200_000, (to - from) / maxPoints * 3));
  const column = (get) => rows.map(get);
  return { datastream: d.id, property: d.property.id, unit: d.unit, unitSymbol: d.unitSymbol,
    timeZone: d.timeZone, support: d.support, period, statistic, from: iso(from), to: iso(to),
    revision: 1, thinning: total > maxPoints ? { method: 'minmax', of: total, maxPoints } : null,
    censoring, minimumCoverage: 0, count: rows.length,
    columns: { begin: column((r) => iso(r.begin)), end: column((r) => iso(r.end)),
      value: column((r) => r.value), qualifier: column((r) => r.qualifier),
      flag: column((r) => r.flag), n: column((r) => r.n ?? 1), coverage: column(() => 1) },
    licence: d.licence, source: d.source };
}

const withoutRows = ({ rows, ...datastream }) => datastream;

function tile(layer, z, x, y, params) {
  const features = [];
  for (const feature of record.features) {
    if (feature.layer !== layer || !validAt(feature, params)) continue;
    const piece = cut(feature.geometry, z, x, y);
    if (!piece) continue;
    const v = valueOf(feature, params);
    features.push({ id: feature.id, ...piece, properties: { code: feature.code,
      name: feature.name.en, name_ru: feature.name.ru, ...(v && { value: v.value ?? null,
        class: v.class, from: v.valueFrom, to: v.valueTo, flag: v.flag }) } });
  }
  return features.length ? encodeTile(layer, features) : null;
}

function answer(path, params) {
  const [, a, b, c, d, e] = path.match(/^\/(?:api\/v1\/)?([^/]*)\/?([^/]*)\/?([^/]*)\/?([^/]*)\/?(.*)$/);
  if (a === 'tiles') return { tile: tile(b, +c, +d, Number.parseInt(e, 10), params) };
  if (a === 'themes') return { themes: themes() };
  if (a === 'layers' && !b) return { layers: record.layers };
  if (a === 'layers') {
    return collection(record.features.filter((f) => f.layer === b)
      .map((f) => geoJson(f, params)));
  }
  if (a === 'stations') return stations(params);
  if (a === 'features') {
    const feature = record.features[b - 1];
    if (!feature) throw new Problem(404, `There is no feature ${b}.`);
    return { ...geoJson(feature, params), datastreams: record.datastreams
      .filter((x) => x.feature.id === feature.id && x.count).map(withoutRows) };
  }
  if (a === 'datastreams' && c) return observations(Number(b), params);
  if (a === 'datastreams') {
    return { datastreams: record.datastreams.filter((x) => x.count)
      .filter((x) => !params.get('layer') || x.feature.layer === params.get('layer'))
      .filter((x) => !params.get('property') || x.property.id === params.get('property'))
      .map(withoutRows) };
  }
  if (a === 'revision') return { revision: 1 };
  throw new Problem(404, `Nothing answers ${path}.`);
}

function file(path, response) {
  const url = new URL(`.${path === '/' ? '/index.html' : path}`, pageRoot);
  if (!url.pathname.startsWith(pageRoot.pathname) || !existsSync(url) || statSync(url).isDirectory()) {
    throw new Problem(404, `There is no file ${path}.`);
  }
  response.writeHead(200, { 'Content-Type': TYPES[path.split('.').at(-1)] ?? TYPES.html,
    'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
  response.end(readFileSync(url));
}

export const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  try {
    if (!/^\/(api|tiles)\//.test(url.pathname)) {
      file(url.pathname, response);
      return;
    }
    if (state === 'down') throw new Problem(503, 'The database does not answer.');
    const body = answer(url.pathname, url.searchParams);
    if ('tile' in body) {
      response.writeHead(body.tile ? 200 : 204, { 'Content-Type': 'application/vnd.mapbox-vector-tile' });
      response.end(body.tile ?? undefined);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  } catch (error) {
    const status = error.status ?? 500;
    if (status === 500) console.error(error);
    response.writeHead(status, { 'Content-Type': 'application/problem+json' });
    response.end(JSON.stringify({ type: 'about:blank', title: 'Mock problem', status,
      detail: error.message }));
  }
});

server.listen(Number(process.argv[2] ?? 8099), '127.0.0.1', () =>
  console.log(`Mock server with test values on http://127.0.0.1:${server.address().port}/`));
