import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readTile } from '../../main/resources/org/aralwatch/web/js/layers/mvt.js';
import { boundsOf, insideRings, labelPoint, lineStretches, ringArea, unionOf } from '../../main/resources/org/aralwatch/web/js/layers/geometry.js';
import { classColour, valueStyle } from '../../main/resources/org/aralwatch/web/js/layers/styles.js';
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

test('a feature without a value is drawn hollow', () => {
  const style = valueStyle({ upTo: [1], colours: ['#aaa', '#bbb'] });
  assert.ok(style({ type: 'polygon', properties: { class: -1 } }, 6, {}).dash);
  assert.equal(style({ type: 'point', properties: { value: 2, class: 1 } }, 6, {}).fill, '#bbb');
});

test('the mock cuts a polygon to its tile', () => {
  const world = { type: 'Polygon', coordinates: [[[-170, -80], [170, -80], [170, 80], [-170, 80], [-170, -80]]] };
  const piece = cut(world, 3, 4, 3);
  assert.equal(piece.type, 'polygon');
  assert.ok(piece.parts[0].flat().every((v) => v >= -64 && v <= 4160));
  assert.equal(cut({ type: 'Point', coordinates: [60, 45] }, 3, 0, 0), null);
});
