import { test } from 'node:test';
import assert from 'node:assert/strict';
import { areAmounts, joinColumns, rowAt, toColumns, valueRange } from '../../main/resources/org/aralwatch/web/js/charts/columns.js';
import { chosenPeriod, chosenRule, chosenStatistic, offeredPeriods, RULES } from '../../main/resources/org/aralwatch/web/js/charts/periods.js';
import { offeredCompositions, shortNames, stack } from '../../main/resources/org/aralwatch/web/js/charts/composition.js';
import { limitMark } from '../../main/resources/org/aralwatch/web/js/charts/marks.js';
import { fileName } from '../../main/resources/org/aralwatch/web/js/charts/picture.js';
import { niceTicks, spread, timeTicksOf, wrapText } from '../../main/resources/org/aralwatch/web/js/charts/scale.js';
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

test('an aggregate tells how much of it is censored, and why it has no value', () => {
  const { columns } = answer([[0, 1, null], [1, 2, 3]]);
  const { rows } = toColumns({ columns: { ...columns, below: [3, 0], above: [0, 1],
    refusal: ['too-censored', null] } });
  assert.deepEqual(rows.map(({ below, above, refusal }) => [below, above, refusal]),
    [[3, 0, 'too-censored'], [0, 1, null]]);
  assert.equal(toColumns(answer([[0, 1, 5]])).rows[0].refusal, null);
});

test('the mark of a limit lies on it and points to where the value is', () => {
  const [left, right, down] = limitMark(10, 100, '<');
  assert.equal(left[1], 100);
  assert.equal(right[1], 100);
  assert.ok(down[1] > 100, 'down on a screen is a greater y');
  assert.ok(limitMark(10, 100, '>')[2][1] < 100);
});

test('a rule is asked for means and sums only', () => {
  assert.equal(chosenRule('half', 'mean'), 'half');
  assert.equal(chosenRule('half', 'max'), null);
  assert.equal(chosenRule('lod', 'mean'), null);
  assert.equal(chosenRule(null, 'sum'), null);
  assert.deepEqual(RULES.filter((rule) => !chosenRule(rule, 'sum')), []);
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

test('a second series is put on the times of both and says nothing where it has no value', () => {
  const main = toColumns(answer([[0, 2, 5], [4, 6, 7]]));
  const joined = joinColumns(main, [toColumns(answer([[0, 2, 6], [2, 4, 8]]))]);
  assert.deepEqual(joined.x, [DAY, 3 * DAY, 5 * DAY]);
  assert.deepEqual(joined.line, [5, undefined, 7]);
  assert.deepEqual(joined.others, [[6, 8, undefined]]);
  assert.equal(joined.rows[2].value, 7);
  assert.equal(joined.max, 8);
});

test('an axis has round values only', () => {
  assert.deepEqual(niceTicks(0, 100, 5), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(niceTicks(89.8, 95.8), [90, 91, 92, 93, 94, 95]);
  assert.deepEqual(niceTicks(-1.2, 0.4, 4), [-1, -0.5, 0]);
});

test('a time axis counts in round years, or in months and days of a short series', () => {
  const years = ({ ticks }) => ticks.map((tick) => new Date(tick).getUTCFullYear());
  assert.deepEqual(years(timeTicksOf(Date.UTC(1986, 0), Date.UTC(2019, 0))), [1990, 1995, 2000, 2005, 2010, 2015]);
  assert.equal(timeTicksOf(Date.UTC(2020, 0), Date.UTC(2020, 6)).grain, 'month');
  assert.equal(timeTicksOf(Date.UTC(2020, 0, 1), Date.UTC(2020, 0, 20)).grain, 'day');
});

test('labels beside a chart do not lie on one another and keep their order', () => {
  const placed = spread([10, 11, 12, 80], 10, 12, 100);
  assert.deepEqual(placed, [12, 22, 32, 80]);
  assert.deepEqual(spread([99, 100], 10, 0, 100), [90, 100]);
});

test('a long text is broken between words', () => {
  assert.deepEqual(wrapText('one two three', 7), ['one two', 'three']);
});

test('a stack has a column for each period in which any part is known', () => {
  const row = (begin, value) => ({ begin, end: begin + 1, value });
  const parts = [{ property: 'a', name: { en: 'Water: a' } }, { property: 'b' }, { property: 'c' }];
  const rows = new Map([['a', [row(1, 60), row(2, 70)]], ['b', [row(2, 30), row(3, null)]]]);
  const stacked = stack(parts, rows);
  assert.deepEqual(stacked.begins, [1, 2]);
  assert.deepEqual(stacked.parts.map((part) => part.values), [[60, 70], [null, 30]]);
});

test('a composition is offered where two of its parts have a series', () => {
  const composition = { id: 'x', parts: [{ property: 'a' }, { property: 'b' }] };
  const have = (...ids) => ids.map((id) => ({ property: { id } }));
  assert.deepEqual(offeredCompositions([composition], have('a', 'b')), [composition]);
  assert.deepEqual(offeredCompositions([composition], have('a', 'z')), []);
  assert.deepEqual(offeredCompositions(undefined, have('a')), []);
});

test('parts are named without the word they share, and files by plain words', () => {
  assert.deepEqual(shortNames(['Water: basic', 'Water: none']), ['basic', 'none']);
  assert.deepEqual(shortNames(['Water: basic', 'Other']), ['Water: basic', 'Other']);
  assert.equal(fileName('South (Large) Aral Sea, km²'), 'south-large-aral-sea-km²');
});
