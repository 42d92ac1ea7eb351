// Developer tool: builds glaciated-areas.geojson, decoration of the base map.
//
//   cd "$(mktemp -d)" && npm install polyclip-ts@0.16.8
//   node <repository>/scripts/dev/build-glaciers.mjs "$PWD/node_modules" PN2
//
// PN2 is ne_50m_glaciated_areas.pn2 of the Debian package marble-qt-data: Natural Earth 1:50 million in
// the form of the Marble globe, rounded there to half a minute of arc.
import fs from 'node:fs';
import {
  area, boxPolygon, feature, packages, polygonGeometry, tidyPolygons, write,
} from './geometry.mjs';

const [modules, file] = process.argv.slice(2);
if (!file) {
  console.error('usage: build-glaciers.mjs NODE_MODULES PN2');
  process.exit(2);
}
const polyclip = packages(modules)('polyclip-ts');
const bytes = fs.readFileSync(file);
// Big-endian: version, number of figures, one flag; then per figure its kind, number, corner points, and
// after each of these the points relative to it.
const count = bytes.readUInt32BE(1);
let at = 6;
const figures = [];
for (let k = 0; k < count; k++) {
  const kind = bytes.readUInt8(at);
  const corners = bytes.readUInt32BE(at + 5);
  at += 9;
  const points = [];
  for (let c = 0; c < corners; c++) {
    const [lat, lon] = [bytes.readInt16BE(at), bytes.readInt16BE(at + 2)];
    const others = bytes.readUInt16BE(at + 4);
    at += 6;
    points.push([lon / 120, lat / 120]);
    for (let n = 0; n < others; n++, at += 2) {
      points.push([(lon + bytes.readInt8(at + 1)) / 120, (lat + bytes.readInt8(at)) / 120]);
    }
  }
  figures.push({ kind, points });
}
if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left over`);
// Kind 2 is an outer ring, 3 a hole in the ring before it.
const areas = [];
for (const { kind, points } of figures) {
  const ring = [...points, points[0]];
  if (kind === 2) areas.push([ring]);
  else if (kind === 3) areas[areas.length - 1].push(ring);
}
const REGIONS = [
  ['tien-shan', 'Tien Shan, glaciated areas', 'Тянь-Шань, оледенение', (x, y) => y >= 40.4],
  ['pamir-alay', 'Pamir and Alay, glaciated areas', 'Памиро-Алай, оледенение', (x, y) => y >= 37.2 && x <= 75.5],
  ['hindu-kush', 'Hindu Kush, glaciated areas', 'Гиндукуш, оледенение', (x, y) => x <= 72.9],
  ['karakoram', 'Karakoram, Kunlun and western Himalaya, glaciated areas',
    'Каракорум, Куньлунь и Западные Гималаи, оледенение', () => true],
];
const parts = new Map(REGIONS.map(([code]) => [code, []]));
for (const rings of areas) {
  if (rings[0].length < 4) continue;
  for (const p of tidyPolygons(polyclip.intersection([rings], [boxPolygon]))) {
    const [x, y] = p[0].slice(1).reduce((sum, q) => [sum[0] + q[0], sum[1] + q[1]], [0, 0])
      .map((v) => v / (p[0].length - 1));
    parts.get(REGIONS.find(([, , , holds]) => holds(x, y))[0]).push(p);
  }
}
const features = REGIONS.map(([code, en, ru]) => {
  const [first, ...others] = parts.get(code).map((p) => [p]);
  const polygons = tidyPolygons(polyclip.union(first, ...others));
  console.log(code, polygons.length, 'areas', area(polygons).toFixed(0), 'km2');
  return feature(`glaciated-${code}`, { en, ru }, polygonGeometry(polygons), {
    attributes: { generalised: true, areas: polygons.length },
  });
});
write('glaciated-areas.geojson', {
  source: 'Natural Earth 1:50 million, glaciated areas, as packaged in marble-qt-data 22.12.3',
  sourceUrl: 'https://www.naturalearthdata.com/',
  licence: 'LicenseRef-NaturalEarth-PD',
  retrieved: '2026-11-24',
  note: 'Strongly generalised: a sign on the base map for where there are glaciers, no inventory. The outlines hold rock '
    + 'and snow between the glaciers; their area is several times that of the ice and is not given. Grouped by '
    + 'mountain system here.',
}, features);
