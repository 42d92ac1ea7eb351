import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readTile } from '../../main/resources/org/aralwatch/web/js/layers/mvt.js';
import { boundsOf, insideRings, labelPoint, lineStretches, ringArea, unionOf } from '../../main/resources/org/aralwatch/web/js/layers/geometry.js';
import { classColour, classRadius, groundStyles, oldShoreStyle, riverRank, valueStyle, waterStyles } from '../../main/resources/org/aralwatch/web/js/layers/styles.js';
import { placeZoom } from '../../main/resources/org/aralwatch/web/js/layers/labels.js';
import { encodeTile } from '../mock/mvt-encode.mjs';
import { cut } from '../mock/tiles.mjs';

const SQUARE = [[0, 0], [100, 0], [100, 100], [0, 100]];
const HOLE = [[40, 40], [40, 60], [60, 60], [60, 40]];

test('a tile is read with geometry, ids and values of each kind', () => {
  const bytes = encodeTile('stations', [
    { id: 2 ** 40 + 1, type: 'point', parts: [[[-5, 4100]]],
      properties: { code: '16279', name_ru: 'Нукус', value: 12.34, class: -1, flag: 2, open: true } },
    { id: 2, type: 'polygon', parts: [SQUARE, HOLE], properties: { class: 3 } },
    { id: 3, type: 'line', parts: [[[0, 0], [10, -10]], [[7, 7], [8, 8]]], properties: {} },
  ]);
  const tile = readTile(bytes.buffer);
  assert.equal(tile.name, 'stations');
  assert.equal(tile.extent, 4096);
  const [point, area, line] = tile.features;
  assert.deepEqual(point, { id: 2 ** 40 + 1, type: 'point', parts: [[-5, 4100]],
    properties: { code: '16279', name_ru: 'Нукус', value: 12.34, class: -1, flag: 2, open: true } });
  assert.deepEqual(area.parts, [SQUARE.flat(), HOLE.flat()]);
  assert.deepEqual(line.parts, [[0, 0, 10, -10], [7, 7, 8, 8]]);
});

test('an empty tile has no features', () => {
  assert.deepEqual(readTile(null).features, []);
  assert.deepEqual(readTile(new ArrayBuffer(0)).features, []);
});

test('a tile cut off in the middle is refused', () => {
  const bytes = encodeTile('a', [{ id: 1, type: 'polygon', parts: [SQUARE], properties: { value: 1.5 } }]);
  assert.throws(() => readTile(bytes.slice(0, bytes.length - 7).buffer), RangeError);
});

test('a negative int64 and a float are read as they are', () => {
  // layer 1 { version 2, name "a", feature { tags [0,0,1,1], point 0 0 }, keys a b, values }
  const minusOne = [0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
  const float = [0x15, 0x00, 0x00, 0xc0, 0x3f];
  const layer = [0x78, 2, 0x0a, 1, 0x61, 0x12, 13, 0x12, 4, 0, 0, 1, 1, 0x18, 1, 0x22, 3, 9, 2, 2,
    0x1a, 1, 0x61, 0x1a, 1, 0x62, 0x22, minusOne.length, ...minusOne, 0x22, float.length, ...float];
  const tile = readTile(Uint8Array.from([0x1a, layer.length, ...layer]).buffer);
  assert.deepEqual(tile.features[0].properties, { a: -1, b: 1.5 });
});

test('a hole is not inside', () => {
  const rings = [SQUARE.flat(), HOLE.flat()];
  assert.equal(insideRings(rings, 10, 10), true);
  assert.equal(insideRings(rings, 50, 50), false);
  assert.equal(insideRings(rings, 150, 50), false);
});

test('the area of a ring has the sign of its direction', () => {
  assert.equal(ringArea(SQUARE.flat()), 20000);
  assert.equal(ringArea([...SQUARE].reverse().flat()), -20000);
});

test('a label stands inside of its polygon, also when that is bent', () => {
  const bent = [[60, 40], [66, 40], [66, 41], [61, 41], [61, 46], [60, 46], [60, 40]];
  const place = labelPoint({ type: 'Polygon', coordinates: [bent] });
  assert.ok(insideRings([bent.flat()], place.lon, place.lat));
  assert.ok(place.radius > 0.3);
});

test('of several parts the largest is labelled', () => {
  const small = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]];
  const large = [[10, 0], [20, 0], [20, 9], [10, 9], [10, 0]];
  const place = labelPoint({ type: 'MultiPolygon', coordinates: [[small], [large]] });
  assert.ok(place.lon > 12 && place.lon < 18);
});

test('a text along a river starts with its middle and needs a bend to follow', () => {
  const line = Array.from({ length: 21 }, (_, i) => [i, 0]);
  assert.equal(lineStretches({ type: 'LineString', coordinates: line })[0].lon, 10);
  assert.deepEqual(lineStretches({ type: 'LineString', coordinates: [[0, 0], [1, 1]] }), []);
});

test('boxes are found and joined', () => {
  assert.deepEqual(boundsOf({ type: 'MultiPoint', coordinates: [[1, 2], [-3, 5]] }), [-3, 2, 1, 5]);
  assert.deepEqual(unionOf([null, [0, 0, 1, 1], [2, -1, 3, 0]]), [0, -1, 3, 1]);
  assert.equal(unionOf([null]), null);
});

test('only a value with a class has a colour', () => {
  const classes = { upTo: [1], colours: ['#aaa', '#bbb'] };
  assert.equal(classColour(classes, { value: 0, class: 0 }), '#aaa');
  assert.equal(classColour(classes, { value: 3, class: 1 }), '#bbb');
  assert.equal(classColour(classes, { value: null, class: -1 }), null);
  assert.equal(classColour(classes, {}), null);
});

const VIEW = { property: 'water-area', classes: { upTo: [1], colours: ['#aaa', '#bbb'] } };
const at = (type, properties) => ({ id: 7, type, properties });

test('a feature without a value is hatched or a broken ring, one that cannot have one is not drawn', () => {
  const style = valueStyle(VIEW, { kind: 'area' }, () => 'empty');
  assert.ok(style(at('polygon', { class: -1 }), 6, {}).hatch);
  assert.ok(style(at('point', { class: -1 }), 6, {}).dash);
  assert.equal(style(at('point', { value: 2, class: 1 }), 6, {}).fill, '#bbb');
  const hiding = valueStyle(VIEW, { kind: 'area' }, () => 'hidden');
  assert.equal(hiding(at('polygon', { class: -1 }), 6, {}), null);
  assert.equal(hiding(at('polygon', { value: 0.5, class: 0 }), 6, {}).fill, '#aaa');
});

test('circles grow with the class where size is what is looked for, and only there', () => {
  const classes = { upTo: [1, 2], colours: ['#a', '#b', '#c'] };
  const radius = (property, i) => valueStyle({ property, classes }, { kind: 'event' }, () => 'hidden')(
    at('point', { value: i, class: i }), 6, {}).radius;
  assert.ok(radius('earthquake-magnitude', 2) > radius('earthquake-magnitude', 1));
  assert.equal(radius('pm2-5', 2), radius('pm2-5', 0));
  assert.equal(radius('earthquake-magnitude', 2), classRadius(2, 3, 6));
});

test('the two rivers of the sea come first, those of other basins last and paler', () => {
  assert.equal(riverRank({ code: 'syr-darya', attributes: { inBasin: true, scalerank: 5 } }), 1);
  assert.equal(riverRank({ code: 'naryn', attributes: { inBasin: true, scalerank: 5 } }), 2);
  assert.equal(riverRank({ code: 'irtysh', attributes: { inBasin: false, scalerank: 2 } }), 4);
  const { rivers } = waterStyles((feature) => feature.properties, () => true);
  const width = (code) => rivers({ properties: { code, attributes: {} } }, 6).width;
  assert.ok(width('amu-darya') > width('naryn'));
  assert.equal(rivers({ properties: { code: 'chenab', attributes: { inBasin: false, scalerank: 7 } } }, 5), null);
});

test('only the basins of the two rivers stand out from the muted land', () => {
  const { catchments, countries } = groundStyles(true, (feature) => feature.properties, () => false);
  assert.ok(catchments({ properties: { code: 'amu-darya' } }));
  assert.equal(catchments({ properties: { code: 'panj' } }), null);
  assert.notEqual(countries().fill, groundStyles(false, () => null, () => false).countries().fill);
});

test('of the old shores only that of 1960 is drawn', () => {
  assert.ok(oldShoreStyle({ properties: { code: 'aral-sea-1960' } }).dash);
  assert.equal(oldShoreStyle({ properties: { code: 'south-aral-1997' } }), null);
});

test('large places are named from afar, small ones from near', () => {
  assert.deepEqual([4_400_000, 900_000, 200_000, 25_000, 10].map(placeZoom), [4, 5, 6, 8, 10]);
});

test('the mock cuts a polygon to its tile', () => {
  const world = { type: 'Polygon', coordinates: [[[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]] };
  const piece = cut(world, 3, 4, 3);
  assert.equal(piece.type, 'polygon');
  assert.ok(piece.parts[0].flat().every((v) => v >= -64 && v <= 4160));
  assert.equal(cut({ type: 'Point', coordinates: [60, 45] }, 3, 0, 0), null);
});
