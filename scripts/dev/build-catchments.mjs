// Developer tool: builds catchments.geojson, the catchments of the two rivers and their tributaries.
//
//   cd "$(mktemp -d)" && npm install polyclip-ts@0.16.8 d3-contour@4.0.3 jpeg-js@0.4.4 h5wasm@0.10.3 shapefile@0.6.6
//   node <repository>/scripts/dev/build-catchments.mjs "$PWD/node_modules" WATERSHEDS RELIEF RIVERS
//
// WATERSHEDS is ALL_watersheds_wgs84.shp (MIT; repository aidos2/WaterHydro-Kazakhstan-Portal,
// input_data/ALL_watersheds_wgs84.zip): the outlines of whole river basins are taken from it.
// RELIEF is the directory .../maps/earth/srtm/3 of the Debian package marble-qt-data (SRTM30 of NASA,
// two minutes of arc, grey steps). RIVERS is binned_river_f.nc of the Debian package
// gmt-gshhg-full (CIA World Data Bank II).
//
// The catchments of tributaries are computed: rivers are cut into the relief, sinks are filled from
// the outlines inward, every cell hands on to the lowest neighbour on its way out, and all cells
// that pass an outlet form its catchment. Cells are 3 to 4 km wide; so good are the divides.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { riversOf } from './databank.mjs';
import {
  OTHER_NAMES,
  area, feature, inside, packages, polygonGeometry, polygonsOf, simplify, tidyPolygons, write,
} from './geometry.mjs';

const [modules, watersheds, relief, riverFile] = process.argv.slice(2);
if (!riverFile) {
  console.error('usage: build-catchments.mjs NODE_MODULES WATERSHEDS_SHP RELIEF RIVERS_NC');
  process.exit(2);
}
const require = packages(modules);
const jpeg = require('jpeg-js');
const shapefile = require('shapefile');
const polyclip = require('polyclip-ts');
const { contours } = await import(pathToFileURL(path.resolve(modules, 'd3-contour/dist/d3-contour.mjs')));

// ---- whole basins -----------------------------------------------------------------------------
const basins = new Map();
const source = await shapefile.open(watersheds, undefined, { encoding: 'utf-8' });
for (let r = await source.read(); !r.done; r = await source.read()) {
  if (!r.value.properties.WATERSHE_1.endsWith('-Aral')) continue;
  const polygons = polygonsOf(r.value.geometry).map((rings) => [simplify(rings[0].slice(0, -1), 0.008)])
    .filter(([ring]) => ring.length >= 4).map(([ring]) => [[...ring, ring[0]]]);
  basins.set(r.value.properties.WATERSHE_1, tidyPolygons(polyclip.union(polygons)).filter((p) => area([p]) > 20));
}

// ---- relief -----------------------------------------------------------------------------------
const STEP = 1 / 30;
const CORNER = [59, 33.5];
const N = [620, 470];
const tiles = new Map();
function grey(lon, lat) {
  const x = Math.floor((lon + 180) / STEP);
  const y = Math.floor((90 - lat) / STEP);
  const [column, row] = [Math.floor(x / 675), Math.floor(y / 675)];
  const key = `${row}/${column}`;
  if (!tiles.has(key)) {
    const name = (n) => String(n).padStart(6, '0');
    tiles.set(key, jpeg.decode(fs.readFileSync(path.join(relief, name(row), `${name(row)}_${name(column)}.jpg`)),
      { useTArray: true }));
  }
  const tile = tiles.get(key);
  return tile.data[4 * ((y - row * 675) * tile.width + (x - column * 675))];
}
const at = (i, j) => j * N[0] + i;
const centre = (i, j) => [CORNER[0] + (i + 0.5) * STEP, CORNER[1] + (j + 0.5) * STEP];
const height = new Float64Array(N[0] * N[1]);
for (let j = 0; j < N[1]; j++) for (let i = 0; i < N[0]; i++) height[at(i, j)] = grey(...centre(i, j));

// ---- rivers cut into it -----------------------------------------------------------------------
const rivers = await riversOf(modules, riverFile, [58, 33, 80, 49]);
// Rivers the data bank leaves out, along towns on their banks (GeoNames).
rivers.push(
  [[69.6, 38.87], [69.3, 38.73], [69.02, 38.56], [68.78, 38.4], [68.55, 38.1], [68.3, 37.6], [68.13, 37.26], [67.95, 36.98]],
  [[68.0, 38.52], [67.89, 38.27], [67.79, 38.0], [67.58, 37.83], [67.4, 37.45], [67.3, 37.22]],
  [[67.45, 39.2], [66.83, 39.05], [66.35, 38.98], [65.8, 38.86], [65.25, 39.0], [64.97, 39.3]],
  [[70.5, 41.35], [70.0, 41.1], [69.65, 40.92], [69.2, 40.8], [68.95, 40.75]],
);
const river = new Uint8Array(height.length);
for (const line of rivers) {
  for (let n = 0; n + 1 < line.length; n++) {
    const [a, b] = [line[n], line[n + 1]];
    const parts = Math.max(1, Math.ceil(Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])) / (STEP / 3)));
    for (let t = 0; t <= parts; t++) {
      const i = Math.floor((a[0] + ((b[0] - a[0]) * t) / parts - CORNER[0]) / STEP);
      const j = Math.floor((a[1] + ((b[1] - a[1]) * t) / parts - CORNER[1]) / STEP);
      if (i >= 0 && j >= 0 && i < N[0] && j < N[1]) river[at(i, j)] = 1;
    }
  }
}
// Smooth the grey steps a little, then let every river run far below its banks.
const smooth = Float64Array.from(height, (v, n) => {
  const [i, j] = [n % N[0], Math.floor(n / N[0])];
  let sum = 4 * v;
  let weight = 4;
  for (const [di, dj] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
    if (i + di < 0 || j + dj < 0 || i + di >= N[0] || j + dj >= N[1]) continue;
    sum += height[at(i + di, j + dj)];
    weight += 1;
  }
  return sum / weight;
});
const ground = smooth.map((v, n) => (river[n] ? v - 400 : v));

// ---- drainage ---------------------------------------------------------------------------------
/** A plain binary heap of [key, order, cell]. */
class Heap {
  items = [];

  push(item) {
    this.items.push(item);
    let n = this.items.length - 1;
    while (n > 0) {
      const up = (n - 1) >> 1;
      if (Heap.less(this.items[up], item)) break;
      this.items[n] = this.items[up];
      n = up;
    }
    this.items[n] = item;
  }

  pop() {
    const top = this.items[0];
    const item = this.items.pop();
    if (this.items.length === 0) return top;
    let n = 0;
    for (;;) {
      let down = 2 * n + 1;
      if (down >= this.items.length) break;
      if (down + 1 < this.items.length && Heap.less(this.items[down + 1], this.items[down])) down += 1;
      if (Heap.less(item, this.items[down])) break;
      this.items[n] = this.items[down];
      n = down;
    }
    this.items[n] = item;
    return top;
  }

  static less(a, b) {
    return a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
  }
}

/** For every cell of the domain the cell it hands on to; the seeds keep their water (priority flood). */
function drain(domain, seeds) {
  const next = new Int32Array(height.length).fill(-2);
  const heap = new Heap();
  let order = 0;
  for (const s of seeds) {
    next[s] = -1;
    heap.push([ground[s], order++, s]);
  }
  while (heap.items.length) {
    const [level, , cell] = heap.pop();
    const [i, j] = [cell % N[0], Math.floor(cell / N[0])];
    for (let dj = -1; dj <= 1; dj++) {
      for (let di = -1; di <= 1; di++) {
        const [x, y] = [i + di, j + dj];
        if (x < 0 || y < 0 || x >= N[0] || y >= N[1]) continue;
        const n = at(x, y);
        if (next[n] !== -2 || !domain[n]) continue;
        next[n] = cell;
        heap.push([Math.max(level, ground[n]), order++, n]);
      }
    }
  }
  return next;
}

const mask = (polygons) => Uint8Array.from(height, (_, n) => {
  const c = centre(n % N[0], Math.floor(n / N[0]));
  return polygons.some((p) => inside(c, p[0])) ? 1 : 0;
});
const cellOf = ([x, y]) => at(Math.floor((x - CORNER[0]) / STEP), Math.floor((y - CORNER[1]) / STEP));

/** The cells that pass an outlet, moved to the strongest stream within its reach in cells. */
function catchment(next, outlet, reach = 1) {
  const into = new Map();
  next.forEach((to, from) => {
    if (to < 0) return;
    if (!into.has(to)) into.set(to, []);
    into.get(to).push(from);
  });
  const wanted = cellOf(outlet);
  const count = (cell) => {
    const stack = [cell];
    const cells = [];
    while (stack.length) {
      const c = stack.pop();
      cells.push(c);
      for (const from of into.get(c) ?? []) stack.push(from);
    }
    return cells;
  };
  let best = [];
  for (let dj = -reach; dj <= reach; dj++) for (let di = -reach; di <= reach; di++) {
    const cells = count(wanted + dj * N[0] + di);
    if (cells.length > best.length) best = cells;
  }
  const upstream = new Float64Array(next.length);
  for (const c of best) upstream[c] = 1;
  return upstream;
}

/** Cells as polygons with rounded corners, inside the given outline. */
function outline(cells, within) {
  const { coordinates } = contours().size(N).smooth(true).contour(cells, 0.5);
  const polygons = tidyPolygons(coordinates.map((rings) => [rings[0].map(([x, y]) => [CORNER[0] + x * STEP, CORNER[1] + y * STEP])]));
  // Where the divide is that of the whole basin, its finer line is kept.
  const grown = within ? polyclip.intersection(polygons, within) : polygons;
  return tidyPolygons(grown.map((rings) => [simplify(rings[0], 0.012)])).filter((p) => area([p]) > 60);
}


// ---- the catchments ---------------------------------------------------------------------------
const amu = basins.get('Amu Darya-Aral');
const syr = basins.get('Syr Darya-Aral');
const [inAmu, inSyr] = [mask(amu), mask(syr)];
const edge = [];
for (let i = 0; i < N[0]; i++) edge.push(at(i, 0), at(i, N[1] - 1));
for (let j = 1; j < N[1] - 1; j++) edge.push(at(0, j), at(N[0] - 1, j));
const outsideAmu = inAmu.map((v, n) => (v || inSyr[n] ? 0 : 1));
const flow = {
  'amu-darya': drain(inAmu, edge.filter((n) => inAmu[n])),
  'syr-darya': drain(inSyr, [cellOf([61.2, 46.05])]),
  // Both end in the desert; the edge of the map takes what flows elsewhere, but no cut-in river.
  none: drain(outsideAmu, [...edge.filter((n) => outsideAmu[n] && !river[n]), cellOf([60.35, 37.55]), cellOf([61.85, 37.75])]),
};
const within = { 'amu-darya': amu, 'syr-darya': syr, none: null };
const BSE = 'Great Soviet Encyclopedia';
// code, river, parent, root, level, outlet, published km2 and where, names
const LIST = [
  ['amu-darya-upper', 'Amu Darya', 'amu-darya', 'amu-darya', 2, [66.6, 37.34], 226800,
    'catchment below the mouth of the Sherabad; USSR Surface Water Resources, 1971, in doi 10.1201/9781482272130',
    'Upper Amu Darya (to below the Surkhandarya)', 'Верхняя Амударья (до устья Сурхандарьи и ниже)', ['Oxus']],
  ['panj', 'Panj', 'amu-darya-upper', 'amu-darya', 3, [68.5, 37.15], 114000, `${BSE}, Pyandzh`, 'Panj', 'Пяндж', ['Pyanj']],
  ['kokcha', 'Kokcha', 'panj', 'amu-darya', 4, [69.5, 37.1], 22367, 'Wikipedia (bg), Kokcha', 'Kokcha', 'Кокча', []],
  ['vakhsh', 'Vakhsh', 'amu-darya-upper', 'amu-darya', 3, [68.34, 37.2], 39100, `${BSE}, Vakhsh`, 'Vakhsh', 'Вахш', ['Surkhob']],
  ['kafirnigan', 'Kafirnigan', 'amu-darya-upper', 'amu-darya', 3, [68.02, 37.08], 11600, 'Encyclopedic Dictionary, Kafirnigan', 'Kafirnigan', 'Кафирниган', ['Kofarnihon']],
  ['surkhandarya', 'Surkhandarya', 'amu-darya-upper', 'amu-darya', 3, [67.34, 37.32], 13500, 'Wikipedia (bg), Surkhandarya', 'Surkhandarya', 'Сурхандарья', ['Surxondaryo']],
  ['kunduz', 'Kunduz', 'amu-darya-upper', 'amu-darya', 3, [68.3, 36.95], 31300, 'Wikipedia (ru), Kunduz', 'Kunduz', 'Кундуз', ['Surkhab']],
  ['zeravshan', 'Zeravshan', 'amu-darya', 'amu-darya', 2, [66.3, 39.95, 3], 17700, 'Wikipedia (be), Zeravshan', 'Zeravshan (to Kattakurgan)', 'Зеравшан (до Каттакургана)', ['Zarafshon']],
  ['kashkadarya', 'Kashkadarya', 'amu-darya', 'amu-darya', 2, [65.85, 38.87], 12000, 'National Encyclopedia of Uzbekistan, Kashkadarya', 'Kashkadarya (to Karshi)', 'Кашкадарья (до Карши)', ['Qashqadaryo']],
  ['fergana-valley', 'Syr Darya', 'syr-darya', 'syr-darya', 2, [69.64, 40.29], null, null, 'Fergana valley (Syr Darya to Khujand)', 'Ферганская долина (Сырдарья до Худжанда)', []],
  ['naryn', 'Naryn', 'fergana-valley', 'syr-darya', 3, [72.0, 41.1], 59100, 'Geographical Encyclopedic Dictionary, 1983, Naryn', 'Naryn', 'Нарын', []],
  ['kara-darya', 'Kara Darya', 'fergana-valley', 'syr-darya', 3, [72.0, 40.82, 2], 28630, 'Wikipedia (it), Kara Darya', 'Kara Darya', 'Карадарья', ['Qoradaryo']],
  ['chirchik', 'Chirchik', 'syr-darya', 'syr-darya', 2, [68.78, 40.93], 14900, `${BSE}, Chirchik`, 'Chirchik', 'Чирчик', ['Chirchiq']],
  ['akhangaran', 'Akhangaran', 'syr-darya', 'syr-darya', 2, [69.0, 40.77], 7710, 'Wikipedia (uk), Akhangaran', 'Akhangaran', 'Ахангаран', ['Angren', 'Ohangaron']],
  ['arys', 'Arys', 'syr-darya', 'syr-darya', 2, [68.75, 42.45, 2], 14900, `${BSE}, Arys`, 'Arys (to the town of Arys)', 'Арысь (до города Арысь)', []],
  ['murghab', 'Murghab', null, 'none', 1, [62.5, 37.1, 2], 46900, `${BSE}, Murghab`, 'Murghab (to the oasis of Merv)', 'Мургаб (до Мервского оазиса)', ['Murgap']],
  ['tejen', 'Tejen', null, 'none', 1, [60.8, 37.0, 6], 70600, 'Belarusian Encyclopedia, Tejen', 'Tejen (Hari Rud)', 'Теджен (Герируд)', ['Harirud', 'Hari Rud']],
];
const WHOLE = [
  ['amu-darya', 'Amu Darya', amu, 1023610, 'FAO AQUASTAT, Irrigation in Central Asia in figures, 2012; it counts deserts without flow as well',
    'Amu Darya basin', 'Бассейн Амударьи'],
  ['syr-darya', 'Syr Darya', syr, 531650, 'FAO AQUASTAT, Irrigation in Central Asia in figures, 2012; it counts deserts without flow as well',
    'Syr Darya basin', 'Бассейн Сырдарьи'],
];
function described(code, names, polygons, validAliases, attributes, published) {
  const km2 = area(polygons);
  const deviationPercent = published === null ? null : Number(((km2 / published - 1) * 100).toFixed(1));
  console.log(code, `${km2.toFixed(0)} km2, published ${published},`, deviationPercent, '%,', polygons.flat(2).length, 'points');
  return feature(code, names, polygonGeometry(polygons), {
    aliases: validAliases,
    attributes: {
      ...attributes, areaKm2: Math.round(km2),
      ...(published === null ? {} : { publishedAreaKm2: published, publishedAreaSource: attributes.publishedAreaSource, deviationPercent }),
    },
  });
}
const features = WHOLE.map(([code, river2, polygons, published, publishedAreaSource, en, ru]) =>
  described(code, { en, ru }, polygons, [], {
    parent: null, river: river2, level: 1, publishedAreaSource,
    method: 'outline of the source', coordinateSource: 'WaterHydro-Kazakhstan-Portal, ALL_watersheds_wgs84 (MIT)',
  }, published));
for (const [code, river2, parent, root, level, outlet, published, publishedAreaSource, en, ru, aliases] of LIST) {
  const cells = catchment(flow[root], outlet, outlet[2]);
  const polygons = outline(cells, within[root]);
  features.push(described(code, { en, ru }, polygons, aliases, {
    parent, river: river2, level, ...(published === null ? {} : { publishedAreaSource }),
    method: 'computed from relief of 2 minutes of arc with the rivers cut in; divides good to about 5 km',
    coordinateSource: 'SRTM30 (NASA) as packaged in marble-qt-data; CIA World Data Bank II',
  }, published));
}
write('catchments.geojson', {
  source: 'Outlines of the basins: WaterHydro-Kazakhstan-Portal (A. Makhanov and others); tributaries: computed from SRTM30 (NASA) and CIA World Data Bank II',
  sourceUrl: 'https://github.com/aidos2/WaterHydro-Kazakhstan-Portal',
  licence: 'MIT',
  retrieved: '2026-11-24',
  note: 'Surface catchments. attributes.parent is the catchment around it. Areas are computed on the ellipsoid and compared with '
    + 'the published ones, which end at gauges or in deserts of their own choice; see method and deviationPercent of each.'
    + `${OTHER_NAMES}.`,
}, features);
