/** Selection, aggregation and thinning of the mock's rows; UTC calendar only. */

const DAY = 86_400_000;

const KEY = {
  day: (d) => Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()),
  pentad: (d) =>
    Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), Math.min(25, Math.floor((d.getUTCDate() - 1) / 5) * 5) + 1),
  dekad: (d) =>
    Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), Math.min(20, Math.floor((d.getUTCDate() - 1) / 10) * 10) + 1),
  month: (d) => Date.UTC(d.getUTCFullYear(), d.getUTCMonth()),
  season: (d) => {
    const m = d.getUTCMonth();
    if (m >= 3 && m < 9) return Date.UTC(d.getUTCFullYear(), 3);
    return Date.UTC(d.getUTCFullYear() - (m < 3 ? 1 : 0), 9);
  },
  'hydrological-year': (d) => Date.UTC(d.getUTCFullYear() - (d.getUTCMonth() < 9 ? 1 : 0), 9),
  year: (d) => Date.UTC(d.getUTCFullYear(), 0),
};

function periodEnd(period, begin) {
  const d = new Date(begin);
  const [y, m, day] = [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()];
  if (period === 'day') return begin + DAY;
  if (period === 'month') return Date.UTC(y, m + 1);
  if (period === 'season') return Date.UTC(y, m + 6);
  if (period === 'year' || period === 'hydrological-year') return Date.UTC(y + 1, m);
  const step = period === 'dekad' ? 10 : 5;
  return day + step > (period === 'dekad' ? 21 : 26) ? Date.UTC(y, m + 1) : Date.UTC(y, m, day + step);
}

const STATISTIC = {
  mean: (v) => v.reduce((a, b) => a + b, 0) / v.length,
  sum: (v) => v.reduce((a, b) => a + b, 0),
  min: (v) => Math.min(...v),
  max: (v) => Math.max(...v),
  first: (v) => v[0],
  last: (v) => v.at(-1),
  count: (v) => v.length,
};

export function aggregate(rows, period, statistic) {
  const groups = new Map();
  for (const row of rows) {
    if (row.flag === 4 || row.value === null) continue;
    const key = KEY[period](new Date(row.begin));
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return [...groups].map(([begin, values]) => ({
    begin, end: periodEnd(period, begin), qualifier: null, flag: 2, n: values.length,
    below: values.filter((row) => row.qualifier === '<').length,
    value: Number(STATISTIC[statistic](values.map((row) => row.value)).toPrecision(5)),
  }));
}

/** As the server says it, of rows with values below limits. */
export function censoringOf(rows, rule) {
  const below = rows.reduce((sum, row) => sum + (row.below ?? 0), 0);
  const of = rows.reduce((sum, row) => sum + row.n, 0);
  return below ? { rule, values: below, below, above: 0, of, share: below / of, refused: [] } : null;
}

/** Least and greatest value of each of maxPoints / 2 buckets. */
export function thin(rows, maxPoints) {
  if (rows.length <= maxPoints) return rows;
  const size = Math.ceil((rows.length * 2) / maxPoints);
  const out = [];
  for (let i = 0; i < rows.length; i += size) {
    const bucket = rows.slice(i, i + size).sort((a, b) => a.value - b.value);
    const ends = bucket.length > 1 ? [bucket[0], bucket.at(-1)] : bucket;
    out.push(...ends.sort((a, b) => a.begin - b.begin));
  }
  return out;
}

/** A row with value null where a hole is longer than the support allows. */
export function withGaps(rows, toleranceMs) {
  const out = [];
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    if (before && row.begin - before.end > toleranceMs) {
      out.push({ begin: before.end, end: row.begin, value: null, qualifier: null, flag: 9, n: 0 });
    }
    out.push(row);
  });
  return out;
}

/** The row shown at an instant: it covers it, or ended at most persistence before. */
export function rowAt(rows, at, persistenceMs) {
  let low = 0;
  let high = rows.length - 1;
  let found = null;
  while (low <= high) {
    const mid = (low + high) >> 1;
    if (rows[mid].begin <= at) {
      found = rows[mid];
      low = mid + 1;
    } else high = mid - 1;
  }
  return found && (found.end > at || at - found.end <= persistenceMs) ? found : null;
}
