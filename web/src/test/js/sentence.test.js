import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { useTexts } from '../../main/resources/org/aralwatch/web/js/i18n.js';
import { sentence } from '../../main/resources/org/aralwatch/web/js/sentence.js';
import { spanOf, spanTexts } from '../../main/resources/org/aralwatch/web/js/spans.js';
import { sourcesOf } from '../../main/resources/org/aralwatch/web/js/series.js';
import { isValid } from '../../main/resources/org/aralwatch/web/js/layers/validity.js';

const texts = (language) => JSON.parse(readFileSync(
  new URL(`../../main/resources/org/aralwatch/web/i18n/${language}.json`, import.meta.url), 'utf8'));
const english = texts('en');
const plain = (text) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

const VIEW = { property: 'x', name: { en: 'At least basic', ru: 'Не ниже базового' },
  unitSymbol: { en: '%', ru: '%' }, classes: { title: { en: 'Basic water, %', ru: 'Вода, %' }, labels: null } };
const YEAR = { view: VIEW, step: 'year', index: 2020 };
const COUNTRIES = [{ id: 'countries', kind: 'base' }];

function place(en, ru, value, more = {}) {
  return { properties: { name: { en, ru }, layer: 'countries', value,
    valueFrom: '2019-12-31T19:00:00Z', valueTo: '2020-12-31T19:00:00Z', ...more } };
}

const FIVE = [place('Tajikistan', 'Таджикистан', 81.9), place('Kyrgyzstan', 'Кыргызстан', 91.7),
  place('Kazakhstan', 'Казахстан', 95.4), place('Uzbekistan', 'Узбекистан', 97.8),
  place('Turkmenistan', 'Туркменистан', 100)];

test('many values are told by the least and the greatest, with names and date', () => {
  useTexts('en', english);
  assert.equal(plain(sentence(YEAR, FIVE, COUNTRIES)),
    '2020. Basic water: 5 countries, from 81.9 % (Tajikistan) to 100 % (Turkmenistan).');
});

test('in Russian the number takes the right form of the noun', () => {
  useTexts('ru', texts('ru'), english);
  assert.equal(plain(sentence(YEAR, FIVE, COUNTRIES)),
    '2020. Вода: 5 стран, от 81,9 % (Таджикистан) до 100 % (Туркменистан).');
  assert.match(plain(sentence(YEAR, FIVE.slice(0, 3), COUNTRIES)), /: 3 страны, от/);
  useTexts('en', english);
});

test('one or two values are named each, and never summed', () => {
  const two = [place('North (Small) Aral Sea', '', 2860), place('South Aral Sea (large)', '', 15770)];
  const view = { ...VIEW, unitSymbol: { en: 'km²' }, classes: { title: { en: 'Water area, km²' } } };
  assert.equal(plain(sentence({ ...YEAR, view }, two, COUNTRIES)),
    '2020. Water area: South Aral Sea 15,770 km², North (Small) Aral Sea 2,860 km².');
});

test('values of other years than the chosen one are told with their years', () => {
  const old = FIVE.map((one) => place('A', 'А', one.properties.value,
    { valueFrom: '2014-12-31T19:00:00Z', valueTo: '2015-12-31T19:00:00Z' }));
  assert.match(sentence(YEAR, old, COUNTRIES), /^2015\. /);
  assert.match(sentence(YEAR, [...old, FIVE[0]], COUNTRIES), /^2015–2020\. /);
});

test('events are counted and the greatest is named with its year', () => {
  const quake = (value, year) => place(`Place, ${year}-01-03`, '', value, { layer: 'earthquakes',
    valueFrom: `${year}-01-03T00:00:00Z`, valueTo: `${year}-01-03T00:00:00Z` });
  const view = { ...VIEW, unitSymbol: { en: '1' }, classes: { title: { en: 'Magnitude' } } };
  assert.equal(sentence({ ...YEAR, view }, [quake(7.7, 1911), quake(6, 2008)],
    [{ id: 'earthquakes', kind: 'event' }]),
  '1911–2008. Magnitude: 2 earthquakes, the greatest is 7.7 (Place, 1911).');
});

test('the year of an event is told once in Russian, too', () => {
  useTexts('ru', texts('ru'), english);
  const quake = place('Chilik, 1889-07-11', 'Чилик, 11.07.1889', 8.3, { layer: 'earthquakes',
    valueFrom: '1889-07-11T00:00:00Z', valueTo: '1889-07-11T00:00:00Z' });
  assert.match(sentence(YEAR, [quake], [{ id: 'earthquakes', kind: 'event' }]), /\(Чилик, 1889\)\.$/);
  useTexts('en', english);
});

test('a part does not pass for the whole: what has no value is named', () => {
  const basins = [place('West', '', 2300), place('East', '', null), place('North', '', null)];
  assert.match(sentence(YEAR, basins, COUNTRIES), /West .*\. No value: East; North\.$/);
});

test('classes that mean something say in which most places are', () => {
  const view = { ...VIEW, classes: { ...VIEW.classes, labels: [{ en: 'low' }, { en: 'high' }] } };
  const classed = (n) => Array.from({ length: n }, (_, i) => place('P', '', 80 + i, { class: i ? 1 : 0 }));
  assert.match(sentence({ ...YEAR, view }, classed(10), COUNTRIES), /; most often “high” \(9 of 10\)\.$/);
  assert.doesNotMatch(sentence({ ...YEAR, view }, classed(5), COUNTRIES), /most often/);
});

test('without a value there is nothing to tell', () => {
  assert.equal(sentence(YEAR, [place('A', '', null)], COUNTRIES), '');
  assert.equal(sentence({ ...YEAR, index: null }, FIVE, COUNTRIES), '');
  assert.equal(spanOf([place('A', '', null)]), null);
});

test('years far apart are told without their days', () => {
  const at = (iso) => [Date.parse(iso), Date.parse(iso)];
  assert.deepEqual(spanTexts({ from: at('1885-08-02T21:20:00Z'), to: at('2018-05-09T10:41:00Z') }, 'en'),
    ['1885', '2018']);
});

test('each source is listed once, that of most values first, with its licence', () => {
  const d = (title, count) => ({ source: { title, url: 'https://example.org/' }, licence: { id: 'CC0' }, count });
  const sources = sourcesOf([d('A', 3), d('B', 9), d('A', 2), { source: null, count: 99 }]);
  assert.deepEqual(sources.map((one) => [one.title, one.count, one.licence.id]), [['B', 9, 'CC0'], ['A', 5, 'CC0']]);
});

test('a water body is there from its first day to the day before its last', () => {
  const body = { validFrom: '1986-01-01', validTo: '2007-01-01' };
  assert.ok(isValid(body, '1986-01-01T06:00:00Z'));
  assert.ok(!isValid(body, '2007-01-01T00:00:00Z'));
  assert.ok(isValid({ validFrom: null, validTo: null }, '1950-01-01T00:00:00Z'));
  assert.ok(isValid(body, null));
});
