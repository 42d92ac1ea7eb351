// Developer tool: builds shorelines.geojson, the shores of the Aral Sea by year.
//
//   cd "$(mktemp -d)" && npm install polyclip-ts@0.16.8 d3-contour@4.0.3
//   node <repository>/scripts/dev/build-shorelines.mjs "$PWD/node_modules" MAPDATA LAKES
//
// MAPDATA is the directory of worldHires.{L,G,N} (see build-geometry.mjs). LAKES is Natural Earth
// 4.0 ne_10m_lakes as GeoJSON (repository martynafford/natural-earth-geojson, 10m/physical).
//
// Three outlines are drawn in the sources: before the retreat, of about 2005 and of about 2014.
// Between two of them a shore is interpolated: every point of the sea bed that fell dry lies at some
// share of its way from the older shore to the younger, the shares are contoured, and the contour
// is taken whose area is the published one of the year. It is no survey and says so.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  area, feature, packages, polygonGeometry, polygonsOf, simplify, tidyPolygons, worldHires,
  write,
} from './geometry.mjs';

const [modules, mapdata, lakesFile] = process.argv.slice(2);
if (!lakesFile) {
  console.error('usage: build-shorelines.mjs NODE_MODULES MAPDATA NE_10M_LAKES');
  process.exit(2);
}
const require = packages(modules);
const polyclip = require('polyclip-ts');
const { contours } = await import(pathToFileURL(path.resolve(modules, 'd3-contour/dist/d3-contour.mjs')));

// ---- the drawn outlines -----------------------------------------------------------------------
const shore1960 = simplify(worldHires(mapdata, 'Aral Sea'), 0.002);
const islands = ['USSR:Aral Penninsula', 'USSR:Ostrov Vozrozhdeniya', "USSR:Ostrov Barsakel'mes"]
  .map((name) => [simplify(worldHires(mapdata, name), 0.002)]);
const whole1960 = tidyPolygons(polyclip.difference([[shore1960]], ...islands.map((i) => [i])));

const lakes = JSON.parse(fs.readFileSync(lakesFile, 'utf8')).features;
const sea2005 = polygonsOf(lakes.find((f) => f.properties.name === 'Aral Sea').geometry);
// The same cuts as in build-geometry.mjs: the Kokaral dam, and the narrows by the Kulandy peninsula.
const NORTH = [[[60.84, 46.15], [60.76, 46.2], [59.9, 46.3], [59.9, 47], [62, 47], [62, 46.15],
  [60.88, 46.1], [60.84, 46.15]]];
const WEST = [[[59.28, 45.5], [59.28, 45.75], [59.36, 45.9], [59.45, 46.1], [58, 46.1], [58, 44.2],
  [59.0, 44.2], [59.05, 45.5], [59.28, 45.5]]];
const north2005 = tidyPolygons(polyclip.intersection(sea2005, [NORTH]));
const south2005 = tidyPolygons(polyclip.difference(sea2005, [NORTH]));
const west2005 = tidyPolygons(polyclip.intersection(south2005, [WEST]));
const east2005 = tidyPolygons(polyclip.difference(south2005, [WEST]));

// Natural Earth 5, ne_50m_lakes, "South Aral Sea" and "North Aral Sea".
const west2014 = tidyPolygons([[[
  [58.31208, 45.06201], [58.22101, 44.84671], [58.32114, 44.60302], [58.23678, 44.52446],
  [58.235, 44.46093], [58.26003, 44.43148], [58.36427, 44.42472], [58.48311, 44.50437],
  [58.52434, 44.56915], [58.56262, 44.77235], [58.62446, 44.818], [58.56704, 44.91518],
  [58.58802, 44.9899], [58.54679, 45.00757], [58.68226, 45.12979], [58.62925, 45.26378],
  [58.67195, 45.45961], [58.76618, 45.56268], [58.86944, 45.5961], [58.91416, 45.79478],
  [59.10485, 45.89675], [59.24399, 45.89233], [59.30289, 46.00239], [59.24031, 45.99393],
  [59.1792, 45.92583], [59.07908, 45.9435], [59.05994, 45.89454], [58.84938, 45.9181],
  [58.81367, 45.88165], [58.83833, 45.83417], [58.7117, 45.8349], [58.65271, 45.72198],
  [58.63836, 45.5902], [58.57403, 45.53213], [58.54937, 45.40771], [58.41701, 45.29068],
  [58.37249, 45.13052], [58.31208, 45.06201]]]]);
const north2014 = tidyPolygons([[[
  [60.78288, 46.08595], [60.86248, 46.09], [60.97669, 46.16988], [61.21706, 46.23688],
  [61.30026, 46.38486], [61.28346, 46.44751], [61.36981, 46.5275], [61.45045, 46.58438],
  [61.52849, 46.67714], [61.31498, 46.64769], [61.29658, 46.61088], [61.20256, 46.5775],
  [61.26528, 46.5125], [61.26392, 46.49978], [61.25574, 46.49251], [61.13387, 46.44965],
  [60.89239, 46.47321], [60.77607, 46.58143], [60.81077, 46.74715], [60.58005, 46.78389],
  [60.52483, 46.77727], [60.52557, 46.75076], [60.74535, 46.65339], [60.74581, 46.63885],
  [60.74081, 46.62703], [60.58005, 46.56303], [60.47062, 46.62249], [60.45926, 46.6234],
  [60.45335, 46.61794], [60.42017, 46.50841], [60.4104, 46.5041], [60.40108, 46.50932],
  [60.36765, 46.61695], [60.28666, 46.70015], [60.00166, 46.57186], [59.9884, 46.43787],
  [60.13344, 46.35652], [60.34842, 46.4029], [60.57959, 46.2932], [60.72242, 46.37418],
  [60.82481, 46.20105], [60.75234, 46.11772], [60.78288, 46.08595]]]]);

// ---- interpolation ----------------------------------------------------------------------------
const CELL = [0.008, 0.006];
const CORNER = [57.9, 43.2];
const N = [525, 640];
const KM = [CELL[0] * 111.32 * Math.cos((45.1 * Math.PI) / 180), CELL[1] * 111.13];

/** 1 inside the polygons, sampled at cell centres by scanline. */
function rasterize(polygons) {
  const grid = new Uint8Array(N[0] * N[1]);
  for (let j = 0; j < N[1]; j++) {
    const y = CORNER[1] + (j + 0.5) * CELL[1];
    const xs = [];
    for (const ring of polygons.flat()) {
      for (let i = 0; i < ring.length - 1; i++) {
        const [a, b] = [ring[i], ring[i + 1]];
        if (a[1] > y !== b[1] > y) xs.push(a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]));
      }
    }
    xs.sort((p, q) => p - q);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil((xs[k] - CORNER[0]) / CELL[0] - 0.5));
      const to = Math.min(N[0] - 1, Math.floor((xs[k + 1] - CORNER[0]) / CELL[0] - 0.5));
      for (let i = from; i <= to; i++) grid[j * N[0] + i] = 1;
    }
  }
  return grid;
}

/** Exact Euclidean distance in km to the nearest set cell (Felzenszwalb and Huttenlocher). */
function distance(grid) {
  const big = 1e12;
  const f = Float64Array.from(grid, (v) => (v ? 0 : big));
  const pass = (n, step, read, write2) => {
    const v = new Int32Array(n);
    const z = new Float64Array(n + 1);
    let k = 0;
    z[0] = -Infinity;
    z[1] = Infinity;
    const at = (q) => (q * step) ** 2 + read(q);
    for (let q = 1; q < n; q++) {
      let s = (at(q) - at(v[k])) / (2 * step * step * (q - v[k]));
      while (s <= z[k]) {
        k -= 1;
        s = (at(q) - at(v[k])) / (2 * step * step * (q - v[k]));
      }
      k += 1;
      v[k] = q;
      z[k] = s;
      z[k + 1] = Infinity;
    }
    k = 0;
    const result = new Float64Array(n);
    for (let q = 0; q < n; q++) {
      while (z[k + 1] < q) k += 1;
      result[q] = ((q - v[k]) * step) ** 2 + read(v[k]);
    }
    for (let q = 0; q < n; q++) write2(q, result[q]);
  };
  for (let i = 0; i < N[0]; i++) pass(N[1], KM[1], (q) => f[q * N[0] + i], (q, d) => { f[q * N[0] + i] = d; });
  for (let j = 0; j < N[1]; j++) pass(N[0], KM[0], (q) => f[j * N[0] + q], (q, d) => { f[j * N[0] + q] = d; });
  return f.map(Math.sqrt);
}

/** Share of the way from the older shore (0) to the younger (1); beyond both it goes on steadily. */
function shares(older, younger) {
  const a = rasterize(older);
  const b = rasterize(younger).map((v, i) => (v && a[i] ? 1 : 0));
  const toLand = distance(a.map((v) => 1 - v));
  const toOld = distance(a);
  const toYoung = distance(b);
  const intoYoung = distance(b.map((v) => 1 - v));
  return Float64Array.from(a, (v, i) => {
    if (!v) return -toOld[i] / 10;
    if (b[i]) return 1 + intoYoung[i] / 10;
    return toLand[i] / (toLand[i] + toYoung[i]);
  });
}

/** The contour of one share as tidied polygons, without pools and islets below the limit in km2. */
function contour(field, share, smallest) {
  const { coordinates } = contours().size(N).smooth(true).contour(field, share);
  const place = (ring) => simplify(ring.map(([x, y]) => [CORNER[0] + x * CELL[0], CORNER[1] + y * CELL[1]]), 0.004);
  return tidyPolygons(coordinates.map((rings) => rings.map(place).filter((r) => r.length >= 4)).filter((p) => p.length))
    .filter((p) => area([p]) >= smallest)
    .map((p) => p.filter((ring, i) => i === 0 || -area([[ring]]) >= 5));
}

/** The contour whose area is the wanted one, to 0.2 per cent. */
function shoreOf(field, wanted, smallest, within = null) {
  let low = 0;
  let high = 12;
  let best = null;
  for (let i = 0; i < 40; i++) {
    const share = (low + high) / 2;
    let polygons = contour(field, share, smallest);
    if (within) {
      polygons = tidyPolygons(polyclip.difference(polygons, within)).filter((p) => area([p]) >= smallest);
    }
    const km2 = area(polygons);
    best = polygons;
    if (Math.abs(km2 / wanted - 1) < 0.002) break;
    if (km2 > wanted) low = share;
    else high = share;
  }
  return best;
}

// ---- the outlines by year ---------------------------------------------------------------------
const ANNUAL = 'annual table named after Nachtnebel (INTAS)';
const UNESCO = 'UNESCO, The Aral Sea and the Aral Region';
const WDB = 'CIA World Data Bank II, as packaged in mapdata 2.3.1';
const NE4 = 'Natural Earth 4.0, 1:10 million, undated';
const NE5 = 'Natural Earth 5, 1:50 million, undated';
const BODIES = {
  'aral-sea': ['Aral Sea', 'Аральское море'],
  'north-aral': ['North Aral Sea', 'Северное Аральское море'],
  'south-aral': ['South Aral Sea', 'Южное Аральское море'],
  'south-aral-west': ['South Aral Sea, western basin', 'Западная часть Южного Аральского моря'],
  'south-aral-east': ['South Aral Sea, eastern basin', 'Восточная часть Южного Аральского моря'],
};
const DRAWN = {
  1960: 'outline before the retreat as drawn in the source, with the three largest islands cut out',
  2005: 'outline as drawn in the source; the year is the one whose published areas it meets',
  2014: 'outline as drawn in the source; the year is the one whose published areas it meets',
};
const between = (a, b) => `interpolated between the outlines of ${a} and ${b} so that the area is the published one; not observed`;
const inner = (a) => `schematic: drawn inside the outline of ${a}, at one distance from its shore, so that the area is the published one; the true shape could not be had`;

const to2005 = shares(whole1960, sea2005);
const to2014 = shares(west2005, west2014);
const eastInward = shares(east2005, east2005);
const westInward = shares(west2014, west2014);
const from1960 = (km2) => shoreOf(to2005, km2, 40);
const southFrom1960 = (km2) => shoreOf(to2005, km2, 40, [NORTH]);
const list = [
  // body, year, published km2, source, quality, method, coordinates, polygons
  ['aral-sea', 1960, 68028, ANNUAL, 'drawn', DRAWN[1960], WDB, whole1960],
  ...[[1970, 59358], [1977, 53257], [1982, 48126], [1985, 44066]].map(([year, km2]) =>
    ['aral-sea', year, km2, ANNUAL, 'interpolated', between(1960, 2005), `${WDB}; ${NE4}`, from1960(km2)]),
  ['north-aral', 1986, 2830, UNESCO, 'drawn',
    'the outline of 2005 as drawn in the source: in 1986-2005 the area stayed between 2,090 and 3,240 km2', NE4, north2005],
  ['north-aral', 2014, 3430, UNESCO, 'drawn',
    `${DRAWN[2014]}, and held from 2007 on, when the dam had refilled the sea`, NE5, north2014],
  ...[[1986, 38560], [1989, 35300], [1993, 31420], [1997, 26910], [2000, 22930], [2002, 18700]].map(([year, km2]) =>
    ['south-aral', year, km2, UNESCO, 'interpolated', between(1960, 2005), `${WDB}; ${NE4}`, southFrom1960(km2)]),
  ['south-aral', 2005, 15770, UNESCO, 'drawn', DRAWN[2005], NE4, south2005],
  ...[[2007, 4450], [2010, 3870]].map(([year, km2]) =>
    ['south-aral-west', year, km2, UNESCO, 'interpolated', between(2005, 2014), `${NE4}; ${NE5}`, shoreOf(to2014, km2, 40)]),
  ['south-aral-west', 2014, 3270, UNESCO, 'drawn', DRAWN[2014], NE5, west2014],
  ['south-aral-west', 2018, 2680, UNESCO, 'schematic', inner(2014), NE5, shoreOf(westInward, 2680, 40)],
  ...[[2007, 7030], [2009, 2780], [2014, 960], [2018, 1280]].map(([year, km2]) =>
    ['south-aral-east', year, km2, UNESCO, 'schematic', inner(2005), NE4, shoreOf(eastInward, km2, 20)]),
];
// From its date an outline holds until the next of its water body; the first from 1957 on.
const FROM = { 'aral-sea 1960': '1957-01-01', 'north-aral 2014': '2007-01-01' };
const UNTIL = { 'aral-sea': '1986-01-01', 'south-aral': '2007-01-01' };
const start = ([body, year]) => FROM[`${body} ${year}`] ?? `${year}-01-01`;
const features = list.map((item, i) => {
  const [body, year, published, publishedAreaSource, shape, method, coordinateSource, polygons] = item;
  const next = list[i + 1]?.[0] === body ? start(list[i + 1]) : (UNTIL[body] ?? null);
  const km2 = area(polygons);
  const deviationPercent = Number(((km2 / published - 1) * 100).toFixed(1));
  if (Math.abs(deviationPercent) > 10) throw new Error(`${body} ${year} is off by ${deviationPercent} %`);
  console.log(body, year, shape, `${km2.toFixed(0)} km2, published ${published}, ${deviationPercent} %,`,
    polygons.flat(2).length, 'points,', start(item), next);
  const [en, ru] = BODIES[body];
  return feature(`${body}-${year}`, { en: `${en}, shore of ${year}`, ru: `${ru}, берег ${year} года` },
    polygonGeometry(polygons), {
      validFrom: start(item),
      validTo: next,
      attributes: {
        waterBody: body, year, shape, method, areaKm2: Math.round(km2), publishedAreaKm2: published,
        publishedAreaSource, deviationPercent, coordinateSource,
      },
    });
});
for (const f of features) {
  if (!polygonsOf(f.geometry).length) throw new Error(`${f.id} is empty`);
}
write('shorelines.geojson', {
  source: 'CIA World Data Bank II as packaged in mapdata 2.3.1; Natural Earth 4.0 (1:10 million) and 5 (1:50 million)',
  sourceUrl: 'https://www.naturalearthdata.com/',
  licence: 'LicenseRef-NaturalEarth-PD',
  retrieved: '2026-11-24',
  note: 'Shores of the Aral Sea by year. attributes.shape: drawn = as in the source, given the year whose '
    + 'published areas it meets; interpolated = between two drawn outlines, with the published area; '
    + 'schematic = only the area is published, the shape is not known. A shore holds from its year until the next. '
    + 'Areas are computed on the ellipsoid and compared with the published ones in attributes.',
}, features);
