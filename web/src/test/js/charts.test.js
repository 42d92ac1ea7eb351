import { test } from 'node:test';
import assert from 'node:assert/strict';
import { areAmounts, rowAt, toColumns, valueRange } from '../../main/resources/org/aralwatch/web/js/charts/columns.js';
import { chosenPeriod, chosenStatistic, offeredPeriods } from '../../main/resources/org/aralwatch/web/js/charts/periods.js';
import { timeTicks } from '../../main/resources/org/aralwatch/web/js/charts/ticks.js';

const DAY = 86_400;
const iso = (day) => new Date(day * DAY * 1000).toISOString();

function answer(rows) {
  const column = (i, otherwise) => rows.map((row) => row[i] ?? otherwise);
  return { columns: { begin: rows.map(([b]) => iso(b)), end: rows.map(([, e]) => iso(e)),
    value: column(2, null), flag: column(3, 2), qualifier: column(4, null) } };
}

test('a point stands in the middle of its period and a gap is null', () => {
  const { x, line } = toColumns(answer([[0, 2, 5], [2, 8, null], [8, 10, 7]]));
  assert.deepEqual(x, [DAY, 5 * DAY, 9 * DAY]);
  assert.deepEqual(line, [5, null, 7]);
});

test('a bad value is a mark, passed by the line and no gap in it', () => {
  const columns = toColumns(answer([[0, 1, 5], [1, 2, 900, 4], [2, 3, 6, 3]]));
  assert.deepEqual(columns.line, [5, undefined, 6]);
  assert.deepEqual(columns.bad, [undefined, 900, undefined]);
  assert.deepEqual(columns.suspect, [undefined, undefined, 6]);
});

test('a censored value keeps its sign and is marked', () => {
  const columns = toColumns(answer([[0, 1, 0.01, 1, '<'], [1, 2, 3]]));
  assert.deepEqual(columns.censored, [0.01, undefined]);
  assert.equal(columns.rows[0].qualifier, '<');
});

test('no rows are no columns', () => {
  const columns = toColumns(answer([]));
  assert.deepEqual(columns.x, []);
  assert.deepEqual(valueRange(columns.min, columns.max), [0, 1]);
});

test('the row of a date covers it; a gap covers nothing', () => {
  const { rows } = toColumns(answer([[0, 2, 5], [2, 8, null], [8, 10, 7]]));
  assert.equal(rowAt(rows, 1.5 * DAY * 1000).value, 5);
  assert.equal(rowAt(rows, 4 * DAY * 1000), null);
  assert.equal(rowAt(rows, 10 * DAY * 1000), null);
});

test('the value axis starts at zero where heights can be compared', () => {
  assert.equal(valueRange(10, 100)[0], 0);
  assert.ok(valueRange(40, 42)[0] > 39);
  assert.equal(valueRange(40, 42, true)[0], 0);
  assert.ok(valueRange(-5, 100)[0] < -5);
  assert.ok(valueRange(7, 7)[1] > 7);
});

test('sums and counts are bars, states are lines', () => {
  const level = { aggregation: 'mean' };
  const rain = { aggregation: 'sum' };
  assert.equal(areAmounts({ statistic: null, period: 'raw', property: rain }), true);
  assert.equal(areAmounts({ statistic: 'max', period: 'month', property: rain }), false);
  assert.equal(areAmounts({ statistic: null, period: 'raw', property: level }), false);
  assert.equal(areAmounts({ statistic: 'count', period: 'year', property: level }), true);
});

test('no period finer than the support is offered', () => {
  assert.deepEqual(offeredPeriods('year'), ['raw']);
  assert.deepEqual(offeredPeriods('month'), ['raw', 'season', 'hydrological-year', 'year']);
  assert.deepEqual(offeredPeriods('dekad'), ['raw', 'month', 'season', 'hydrological-year', 'year']);
  assert.equal(offeredPeriods('hour')[1], 'day');
  assert.equal(offeredPeriods('instant').length, 8);
});

test('the period wanted first and offered is shown', () => {
  assert.equal(chosenPeriod(['raw', 'year'], 'hour'), 'raw');
  assert.equal(chosenPeriod([null, 'year'], 'hour'), 'year');
  assert.equal(chosenPeriod(['day', null], 'month'), 'raw');
});

test('the statistic is the one asked for, else the property’s own', () => {
  assert.equal(chosenStatistic('max', { aggregation: 'sum' }), 'max');
  assert.equal(chosenStatistic(null, { aggregation: 'sum' }), 'sum');
  assert.equal(chosenStatistic('nonsense', { aggregation: 'percentile' }), 'mean');
});

test('the coarse part of a tick is written where it changes', () => {
  const at = (text) => Date.parse(text) / 1000;
  assert.deepEqual(timeTicks([at('2019-11-01'), at('2019-12-01'), at('2020-01-01')], 30 * DAY, 'en', 'UTC'),
    ['Nov\n2019', 'Dec', 'Jan\n2020']);
  assert.deepEqual(timeTicks([at('2019-01-01'), at('2020-01-01')], 365 * DAY, 'ru', 'UTC'), ['2019', '2020']);
});
