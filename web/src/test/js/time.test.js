import { test } from 'node:test';
import assert from 'node:assert/strict';
import { dateKey, describePeriod, durationDays, nearestInstant, parseDate, stepIndex, stepInstant,
  stepOf, stepRange, stepStart, STEPS, tickYears } from '../../main/resources/org/aralwatch/web/js/time.js';

const ms = (text) => Date.parse(text);

test('a duration is read as days', () => {
  const cases = [['P2Y', 730], ['P1M', 30], ['P10D', 10], ['P1D', 1], ['PT1H', 1 / 24], ['PT0S', 0],
    [null, 0], ['nonsense', 0]];
  for (const [text, days] of cases) assert.equal(durationDays(text), days, text);
});

test('the step of a view is its period, else told by its persistence', () => {
  const cases = [[{ period: 'month', persistence: 'P2Y' }, 'month'],
    [{ period: null, persistence: 'P2Y' }, 'year'], [{ period: null, persistence: 'P1M' }, 'month'],
    [{ period: null, persistence: 'P10D' }, 'dekad'], [{ period: null, persistence: 'P1D' }, 'day'],
    [{ period: null, persistence: 'PT1H' }, 'hour'], [{ period: null, persistence: 'PT0S' }, 'day'],
    [{ period: 'hydrological-year' }, 'hydrological-year']];
  for (const [view, step] of cases) assert.equal(stepOf(view), step);
});

test('every instant lies in the step of its index, in every grain', () => {
  for (const step of STEPS) {
    for (const text of ['1960-01-01T00:00:00Z', '2020-02-29T23:59:59Z', '2024-12-31T12:00:00Z']) {
      const index = stepIndex(step, ms(text));
      if (step === 'growing-season' || step === 'non-growing-season') continue;
      assert.ok(stepStart(step, index) <= ms(text), `${step} ${text}`);
      assert.ok(stepStart(step, index + 1) > ms(text), `${step} ${text}`);
      assert.equal(stepIndex(step, stepInstant(step, index)), index, `${step} ${text}`);
    }
  }
});

test('the instant of a step lies in the same local day anywhere in the basin', () => {
  const index = stepIndex('day', ms('2024-01-15T00:00:00Z'));
  for (const offset of [4, 5, 6]) {
    const local = new Date(stepInstant('day', index) + offset * 3_600_000);
    assert.equal(local.toISOString().slice(0, 10), '2024-01-15');
  }
});

test('the third dekad ends with the month', () => {
  const index = stepIndex('dekad', ms('2024-02-29T10:00:00Z'));
  assert.equal(stepStart('dekad', index), ms('2024-02-21T00:00:00Z'));
  assert.equal(stepStart('dekad', index + 1), ms('2024-03-01T00:00:00Z'));
});

test('a hydrological year is numbered by the year in which it ends', () => {
  assert.equal(stepIndex('hydrological-year', ms('2019-10-01T00:00:00Z')), 2020);
  assert.equal(stepIndex('hydrological-year', ms('2020-09-30T23:00:00Z')), 2020);
});

test('an extent in UTC and one of local midnights give the same steps', () => {
  const utc = stepRange('year', { from: '1960-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' });
  const tashkent = stepRange('year', { from: '1959-12-31T19:00:00Z', to: '2024-12-31T19:00:00Z' });
  assert.deepEqual(utc, { first: 1960, last: 2024 });
  assert.deepEqual(tashkent, utc);
});

test('no extent is no range, and one instant is one step', () => {
  assert.equal(stepRange('year', null), null);
  const range = stepRange('day', { from: '2020-05-01T10:00:00Z', to: '2020-05-01T10:00:00Z' });
  assert.equal(range.first, range.last);
});

test('a date of the URL comes back as the same step', () => {
  for (const [step, key] of [['year', '2005'], ['month', '2020-10'], ['dekad', '2020-10-11'],
    ['day', '2024-02-29'], ['hour', '2024-02-29T05Z']]) {
    assert.equal(dateKey(step, stepIndex(step, parseDate(key))), key);
  }
});

test('what is no date is null', () => {
  for (const text of [null, '', 'x', '2020-13', '2020-01-40', '20', '2020-10-11T99Z']) {
    assert.equal(parseDate(text), null, text);
  }
});

test('a period is named by length and middle whatever its time zone', () => {
  const cases = [
    ['2004-12-31T19:00:00Z', '2005-12-31T19:00:00Z', 'year'],
    ['2005-01-01T00:00:00Z', '2006-01-01T00:00:00Z', 'year'],
    ['2019-09-30T19:00:00Z', '2020-09-30T19:00:00Z', 'hydrological-year'],
    ['2020-01-31T19:00:00Z', '2020-02-29T19:00:00Z', 'month'],
    ['2020-10-10T19:00:00Z', '2020-10-20T19:00:00Z', 'span'],
    ['2020-10-10T19:00:00Z', '2020-10-11T19:00:00Z', 'day'],
    ['2020-10-10T19:00:00Z', '2020-10-10T20:00:00Z', 'hours'],
    ['2020-10-10T19:00:00Z', '2020-10-10T19:00:00Z', 'instant'],
  ];
  for (const [begin, end, kind] of cases) assert.equal(describePeriod(ms(begin), ms(end)).kind, kind);
});

test('ticks are at round years and no more than asked for', () => {
  assert.deepEqual(tickYears(1960, 2024, 8), [1960, 1970, 1980, 1990, 2000, 2010, 2020]);
  assert.deepEqual(tickYears(2022, 2024, 8), [2022, 2023, 2024]);
});

test('the nearest row may lie before or after, or there is none', () => {
  const rows = [{ begin: 0, end: 10 }, { begin: 100, end: 110 }];
  assert.equal(nearestInstant(rows, 20), 5);
  assert.equal(nearestInstant(rows, 90), 105);
  assert.equal(nearestInstant([], 90), null);
});
