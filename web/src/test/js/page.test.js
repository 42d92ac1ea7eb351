/** The page as files: its texts are complete, it asks no other host, nothing is inline. */

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, NAME_LANGUAGES, OWN_NAMES, currentLanguage, nameOf, pickLanguage, t, textOf, useTexts } from '../../main/resources/org/aralwatch/web/js/i18n.js';
import { formatHash, emptyState } from '../../main/resources/org/aralwatch/web/js/state.js';
import { query } from '../../main/resources/org/aralwatch/web/js/api.js';
import { STEPS } from '../../main/resources/org/aralwatch/web/js/time.js';
import { PERIODS, RULES, STATISTICS } from '../../main/resources/org/aralwatch/web/js/charts/periods.js';

import { ICONS } from '../../main/resources/org/aralwatch/web/js/icons.js';

/** As the description of the API lists them. */
const REFUSALS = ['all-censored', 'too-censored', 'too-few', 'both-sides', 'no-sum', 'not-positive'];

const root = new URL('../../main/resources/org/aralwatch/web/', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const files = readdirSync(root, { recursive: true }).map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(js|css|html|json|svg)$/.test(path) && !path.startsWith('lib/'));
const scripts = files.filter((path) => path.endsWith('.js'));
const english = JSON.parse(read('i18n/en.json'));
const russian = JSON.parse(read('i18n/ru.json'));

test('both languages have the same texts', () => {
  assert.deepEqual(Object.keys(russian), Object.keys(english));
});

test('a text takes the same values in both languages', () => {
  const places = (text) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort();
  for (const key of Object.keys(english)) assert.deepEqual(places(russian[key]), places(english[key]), key);
});

test('Russian texts are Russian', () => {
  for (const [key, text] of Object.entries(russian)) {
    if (!['detail.csv', 'detail.png', 'detail.api', 'sentence.few'].includes(key)) assert.match(JSON.stringify(text), /[а-яё]/i, key);
  }
});

test('every text that is used exists', () => {
  const used = new Set();
  for (const path of scripts) {
    for (const [, key] of read(path).matchAll(/\bt\('([\w.-]+)'/g)) used.add(key);
    for (const [, key] of read(path).matchAll(/\['(facts\.[\w]+)'/g)) used.add(key);
    for (const [, key] of read(path).matchAll(/'(error\.[\w]+)'/g)) used.add(key);
  }
  for (const [, key] of read('index.html').matchAll(/data-(?:text|label|placeholder)="([\w.-]+)"/g)) used.add(key);
  PERIODS.forEach((period) => used.add(`period.${period}`));
  STATISTICS.forEach((statistic) => used.add(`stat.${statistic}`));
  STEPS.forEach((step) => used.add(`step.${step}`));
  RULES.forEach((rule) => used.add(`censored.name.${rule}`).add(`censored.rule.${rule}`));
  REFUSALS.forEach((reason) => used.add(`censored.refused.${reason}`));
  assert.deepEqual([...used].filter((key) => !(key in english)), []);
});

test('numbers take the right form in Russian', () => {
  useTexts('ru', russian, english);
  assert.equal(t('stations.title', { n: 1 }), '1 объект');
  assert.equal(t('stations.title', { n: 3 }), '3 объекта');
  assert.equal(t('stations.title', { n: 11 }), '11 объектов');
  useTexts('en', english);
  assert.equal(t('stations.title', { n: 1 }), '1 place');
});

test('the language is that of the URL, else the one chosen before, else the browser’s', () => {
  assert.equal(pickLanguage('ru', 'en', ['en-GB']), 'ru');
  assert.equal(pickLanguage(null, 'ru', ['en-GB']), 'ru');
  assert.equal(pickLanguage(null, null, ['kk-KZ', 'ru-KZ', 'en']), 'ru');
  assert.equal(pickLanguage('xx', null, ['fr']), 'en');
  assert.equal(pickLanguage('uz', null, ['en']), 'uz');
});

test('a language of names only names places and themes, and all other texts are Russian', () => {
  useTexts('uz', russian, english);
  assert.equal(currentLanguage(), 'ru');
  assert.equal(nameOf({ en: 'Aral Sea', ru: 'Аральское море', uz: 'Orol dengizi' }), 'Orol dengizi');
  assert.equal(nameOf({ en: 'Naryn', ru: 'Нарын' }), 'Нарын');
  assert.equal(textOf({ en: 'Long', ru: 'Длинный', uz: 'Uzun' }), 'Длинный');
  assert.equal(t('close'), russian.close);
  useTexts('en', english);
});

const reference = (file) => JSON.parse(readFileSync(
  new URL(`../../../../geodata/src/main/resources/reference/${file}`, import.meta.url), 'utf8'));

test('the menu has the languages of the vocabulary, with what they are complete in', () => {
  const { languages } = reference('languages.json');
  const of = (completeness) => languages.filter((one) => one.completeness === completeness);
  assert.deepEqual([...LANGUAGES].sort(), of('complete').map((one) => one.id).sort());
  assert.deepEqual(Object.keys(NAME_LANGUAGES).sort(), of('names').map((one) => one.id).sort());
  assert.deepEqual(Object.keys(OWN_NAMES).sort(), languages.map((one) => one.id).sort());
});

test('every theme has an icon and a short name of its own', () => {
  for (const { id } of reference('themes.json').themes) {
    assert.ok(ICONS[id], `icon of ${id}`);
    assert.ok(english[`theme.${id}`] && russian[`theme.${id}`], `short name of ${id}`);
  }
});

test('no file of ours names another host to fetch from', () => {
  for (const path of files) {
    const hosts = [...read(path).matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host)
      .filter((host) => host !== 'www.w3.org'); // the name of a namespace, never fetched
    assert.deepEqual(hosts, [], path);
    assert.doesNotMatch(read(path), /url\(\s*['"]?\/\//, path);
  }
});

test('only api.js fetches', () => {
  for (const path of scripts.filter((name) => name !== 'js/api.js')) {
    assert.doesNotMatch(read(path), /\bfetch\(|XMLHttpRequest|sendBeacon|new WebSocket/, path);
  }
});

test('the page asks for its modules at once, but for the chart’s, which come with a chart', () => {
  const preloaded = [...read('index.html').matchAll(/modulepreload" href="([^"]+)"/g)].map(([, path]) => path);
  const later = ['js/main.js', 'js/charts/SeriesChart.js', 'js/charts/marks.js', 'js/charts/ticks.js'];
  assert.deepEqual(preloaded.sort(), scripts.filter((path) => !later.includes(path)).sort());
});

test('the page has no inline script and no inline style', () => {
  const page = read('index.html');
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/);
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)/);
  for (const path of scripts) assert.doesNotMatch(read(path), /innerHTML|insertAdjacentHTML|eval\(/, path);
});

test('no file of ours is too long to read', () => {
  for (const path of files) assert.ok(read(path).split('\n').length < 450, path);
});

test('parameters that are not set are left out of an address', () => {
  assert.equal(query({ property: 'pm2-5', period: null, q: '', limit: 0 }), '?property=pm2-5&limit=0');
  assert.equal(query({}), '');
  assert.equal(formatHash(emptyState()), '#');
});
