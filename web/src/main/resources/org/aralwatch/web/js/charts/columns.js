/**
 * From an answer of observations to the columns of the chart: ascending times in seconds, null for
 * a gap, undefined where a series has no say.
 */

export const SUSPECT = 3;
export const BAD = 4;

/**
 * @param {object} answer of /datastreams/{id}/observations
 * @returns {{x: number[], line: (number|null|undefined)[], suspect: object[], bad: object[],
 *   censored: object[], rows: object[], min: number, max: number}} a point stands in the middle of
 *   its period; a bad value is a mark only and the line passes it by
 */
export function toColumns({ columns }) {
  const rows = columns.begin.map((begin, i) => ({
    begin: Date.parse(begin),
    end: Date.parse(columns.end[i] ?? begin),
    value: columns.value[i],
    qualifier: columns.qualifier?.[i] ?? null,
    flag: columns.flag?.[i] ?? null,
    n: columns.n?.[i] ?? null,
    coverage: columns.coverage?.[i] ?? null,
    below: columns.below?.[i] ?? 0,
    above: columns.above?.[i] ?? 0,
    refusal: columns.refusal?.[i] ?? null,
  }));
  const values = rows.map((row) => row.value).filter((v) => v !== null);
  const only = (test) => rows.map((row) => (row.value !== null && test(row) ? row.value : undefined));
  return {
    x: rows.map((row) => (row.begin + row.end) / 2000),
    line: rows.map((row) => (row.flag === BAD ? undefined : row.value)),
    suspect: only((row) => row.flag === SUSPECT),
    bad: only((row) => row.flag === BAD),
    censored: only((row) => row.qualifier !== null),
    rows,
    min: values.reduce((a, b) => Math.min(a, b), Infinity),
    max: values.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** The row that covers an instant (ms); null in a gap or outside. */
export function rowAt(rows, at) {
  return rows.find((row) => row.value !== null
    && row.begin <= at && (at < row.end || row.begin === row.end)) ?? null;
}

/**
 * Range of the value axis with some air. Starts at zero when all values are positive and the least
 * is small beside the largest, so that heights can be compared; bars always do.
 */
export function valueRange(min, max, bars = false) {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const fromZero = min >= 0 && (bars || min < max * 0.6);
  const low = fromZero ? 0 : min;
  const air = (max - low || Math.abs(max) || 1) * 0.06;
  return [fromZero ? 0 : low - air, max + air];
}

/** Whether the values are amounts of their period, best drawn as bars. */
export function areAmounts({ statistic, period, interpolation, property }) {
  if (statistic === 'count' && period !== 'raw') return true;
  if (period !== 'raw') return statistic === 'sum';
  return property.aggregation === 'sum' || /^total/.test(interpolation ?? '');
}

/**
 * Other series on the times of the main one and their own: uPlot wants one ascending column of times
 * for all. Where a series has no row at a time it has no say.
 *
 * @param {object} main columns of the main series
 * @param {object[]} others columns of series of the same property and unit
 * @returns {object} the main columns on all times, with `others`: a line each
 */
export function joinColumns(main, others) {
  if (!others.length) return { ...main, others: [] };
  const x = [...new Set([...main.x, ...others.flatMap((one) => one.x)])].sort((a, b) => a - b);
  const index = new Map(x.map((time, i) => [time, i]));
  const onAll = (columns, values) => {
    const all = new Array(x.length).fill(undefined);
    columns.x.forEach((time, i) => { all[index.get(time)] = values[i]; });
    return all;
  };
  const aligned = Object.fromEntries(['line', 'suspect', 'bad', 'censored', 'rows']
    .map((key) => [key, onAll(main, main[key])]));
  return { ...aligned, x, others: others.map((one) => onAll(one, one.line)),
    min: Math.min(main.min, ...others.map((one) => one.min)),
    max: Math.max(main.max, ...others.map((one) => one.max)) };
}
