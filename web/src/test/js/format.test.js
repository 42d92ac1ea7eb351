import { test } from 'node:test';
import assert from 'node:assert/strict';
import { classRanges, formatMeasure, formatPeriod, formatPosition, formatStep, formatValue,
  hydrologicalYear, learnRounding } from '../../main/resources/org/aralwatch/web/js/format.js';
import { stepIndex } from '../../main/resources/org/aralwatch/web/js/time.js';

const ms = (text) => Date.parse(text);
const plain = (text) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

test('numbers keep what they say and no more, in the language’s way', () => {
  const cases = [[68000, 'en', '68,000'], [68000, 'ru', '68 000'], [531.27, 'ru', '531,3'],
    [42.05, 'en', '42.05'], [9.7268, 'en', '9.73'], [0.00123, 'en', '0.00123'], [0, 'en', '0'],
    [-12.5, 'en', '\u221212.5'], [null, 'en', '–'], [NaN, 'en', '–']];
  for (const [value, language, text] of cases) assert.equal(plain(formatValue(value, language)), text);
});

test('levels have two decimals, discharge and concentrations three digits', () => {
  const cases = [['water-level', 42, '42.00'], ['water-level', 28.346, '28.35'],
    ['discharge', 1234.5, '1,230'], ['discharge', 76.54, '76.5'], ['discharge', 0.12345, '0.123'],
    ['pm2-5', 104.26, '104'], ['salinity', 9.876, '9.88'], ['water-area', 531.27, '531.3']];
  for (const [property, value, text] of cases) assert.equal(formatValue(value, 'en', property), text);
});

test('a censored value keeps its sign', () => {
  assert.equal(plain(formatMeasure(0.01, 'mg/L', 'en', { qualifier: '<' })), '< 0.01 mg/L');
});

test('periods are written as people call them', () => {
  const cases = [
    ['2004-12-31T19:00:00Z', '2005-12-31T19:00:00Z', 'en', '2005'],
    ['2019-09-30T19:00:00Z', '2020-09-30T19:00:00Z', 'en', '2019/20'],
    ['2020-09-30T19:00:00Z', '2020-10-31T19:00:00Z', 'en', 'October 2020'],
    ['2020-09-30T19:00:00Z', '2020-10-31T19:00:00Z', 'ru', 'Октябрь 2020'],
    ['2020-10-10T19:00:00Z', '2020-10-11T19:00:00Z', 'en', '11 Oct 2020'],
  ];
  for (const [begin, end, language, text] of cases) {
    assert.equal(plain(formatPeriod(ms(begin), ms(end), language)), text);
  }
});

test('a dekad names its own days in UTC and in local time', () => {
  for (const [begin, end] of [['2020-10-11T00:00:00Z', '2020-10-21T00:00:00Z'],
    ['2020-10-10T19:00:00Z', '2020-10-20T19:00:00Z']]) {
    assert.match(plain(formatPeriod(ms(begin), ms(end), 'en')), /^11 ?– ?20 Oct 2020$/);
    assert.match(plain(formatPeriod(ms(begin), ms(end), 'ru')), /^11 ?– ?20 окт\. 2020$/);
  }
});

test('hours are written in the station’s time zone', () => {
  const text = formatPeriod(ms('2024-01-15T00:00:00Z'), ms('2024-01-15T01:00:00Z'), 'en', 'Asia/Tashkent');
  assert.equal(text, '15 Jan 2024, 05:00–06:00');
});

test('the turn of a century keeps two digits', () => {
  assert.equal(hydrologicalYear(2000), '1999/00');
  assert.equal(hydrologicalYear(2026), '2025/26');
});

test('each step of the slider has a label', () => {
  const at = ms('2020-10-15T06:00:00Z');
  const label = (step) => plain(formatStep(step, stepIndex(step, at), 'en'));
  assert.equal(label('year'), '2020');
  assert.equal(label('month'), 'October 2020');
  assert.match(label('dekad'), /^11 ?– ?20 Oct 2020$/);
  assert.equal(label('day'), '15 Oct 2020');
  assert.equal(label('hydrological-year'), '2020/21');
});

test('there is one range more than there are limits', () => {
  assert.deepEqual(classRanges([5, 37.5], 'en').map(plain), ['≤ 5', '5–37.5', '> 37.5']);
});

test('a position names its hemispheres', () => {
  assert.equal(formatPosition([60.02, 44.85], 'en'), '44.85° N, 60.02° E');
  assert.equal(formatPosition([60.02, 44.85], 'ru'), '44,85° с. ш., 60,02° в. д.');
});

test('a property is rounded as the vocabulary says', () => {
  learnRounding('share', { decimals: 1, significantDigits: null });
  learnRounding('flow', { decimals: null, significantDigits: 3 });
  learnRounding('lake-level', { decimals: 2 });
  assert.equal(formatValue(97.8312, 'en', 'share'), '97.8');
  assert.equal(formatValue(100, 'en', 'share'), '100');
  assert.equal(formatValue(12.345, 'en', 'flow'), '12.3');
  assert.equal(formatValue(12345, 'en', 'flow'), '12,345');
  assert.equal(formatValue(40.4, 'en', 'lake-level'), '40.40');
});
