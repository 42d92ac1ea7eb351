/**
 * Calendar arithmetic of the time slider: pure, UTC in and out.
 *
 * A step is the grain in which a view is walked through (year, month, dekad, ...). Steps are
 * numbered by an integer index. The instant asked for lies some hours inside the step, so that it is in
 * the same local day, month and year anywhere in the basin (UTC+4 to UTC+6).
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** About noon in the basin, hours UTC. */
const NOON_UTC = 6;

/** Steps from fine to coarse. */
export const STEPS = ['hour', 'day', 'pentad', 'dekad', 'month', 'growing-season',
  'non-growing-season', 'hydrological-year', 'year'];

/** Rough length in days of an ISO 8601 duration such as P2Y, P10D or PT1H; 0 when unreadable. */
export function durationDays(text) {
  const m = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/
    .exec(text ?? '');
  if (!m) return 0;
  const [years, months, weeks, days, hours, minutes] = m.slice(1).map((n) => Number(n ?? 0));
  return years * 365 + months * 30 + weeks * 7 + days + hours / 24 + minutes / 1440;
}

/** The step of a view: its period, else what its persistence suggests. */
export function stepOf(view) {
  if (STEPS.includes(view.period)) return view.period;
  if (view.period === 'season') return 'hydrological-year';
  const days = durationDays(view.persistence);
  if (days >= 360) return 'year';
  if (days >= 28) return 'month';
  if (days >= 9) return 'dekad';
  if (days > 0 && days < 1) return 'hour';
  return 'day';
}

/** First instant (ms) of the step with this index. */
export function stepStart(step, index) {
  switch (step) {
    case 'hour': return index * HOUR;
    case 'day': return index * DAY;
    case 'pentad': return partOfMonth(index, 6, 5);
    case 'dekad': return partOfMonth(index, 3, 10);
    case 'month': return Date.UTC(Math.floor(index / 12), mod(index, 12));
    case 'growing-season': return Date.UTC(index, 3);
    case 'non-growing-season': return Date.UTC(index - 1, 9);
    case 'hydrological-year': return Date.UTC(index - 1, 9);
    default: return Date.UTC(index, 0);
  }
}

const mod = (a, n) => ((a % n) + n) % n;

function partOfMonth(index, parts, days) {
  const month = Math.floor(index / parts);
  return Date.UTC(Math.floor(month / 12), mod(month, 12), mod(index, parts) * days + 1);
}

/** Index of the step an instant (ms) lies in. */
export function stepIndex(step, ms) {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  const month = year * 12 + date.getUTCMonth();
  const day = date.getUTCDate();
  switch (step) {
    case 'hour': return Math.floor(ms / HOUR);
    case 'day': return Math.floor(ms / DAY);
    case 'pentad': return month * 6 + Math.min(5, Math.floor((day - 1) / 5));
    case 'dekad': return month * 3 + Math.min(2, Math.floor((day - 1) / 10));
    case 'month': return month;
    case 'non-growing-season':
    case 'hydrological-year': return year + (date.getUTCMonth() >= 9 ? 1 : 0);
    default: return year;
  }
}

/** The instant (ms) asked for when the step with this index is shown. */
export function stepInstant(step, index) {
  const start = stepStart(step, index);
  switch (step) {
    case 'hour': return start + HOUR / 2;
    case 'day': return start + NOON_UTC * HOUR;
    case 'pentad': return start + 2 * DAY + NOON_UTC * HOUR;
    case 'dekad': return start + 4 * DAY + NOON_UTC * HOUR;
    // Its last day: values of single days are held for a month, so each is seen in its own month.
    case 'month': return stepStart(step, index + 1) - DAY + NOON_UTC * HOUR;
    case 'growing-season':
    case 'non-growing-season': return start + 91 * DAY;
    case 'hydrological-year': return Date.UTC(index, 3, 1, NOON_UTC);
    default: return Date.UTC(index, 6, 1, NOON_UTC);
  }
}

/**
 * First and last step index of an extent {from, to} of ISO instants, half-open; null without one.
 * A local midnight in the basin lies up to six hours before midnight UTC, so the ends are read
 * six hours later and the last moment before `to` counts.
 */
export function stepRange(step, extent) {
  if (!extent?.from || !extent?.to) return null;
  const shift = step === 'hour' ? 0 : NOON_UTC * HOUR;
  const first = stepIndex(step, Date.parse(extent.from) + shift);
  const last = stepIndex(step, Date.parse(extent.to) - 1);
  return { first, last: Math.max(first, last) };
}

/** Short text of a step for the URL: 2005, 2020-10, 2020-10-11 or 2020-10-11T05Z. */
export function dateKey(step, index) {
  const iso = new Date(stepInstant(step, index)).toISOString();
  switch (step) {
    case 'hour': return `${iso.slice(0, 13)}Z`;
    case 'day': return iso.slice(0, 10);
    case 'pentad':
    case 'dekad': return new Date(stepStart(step, index)).toISOString().slice(0, 10);
    case 'month': return iso.slice(0, 7);
    default: return String(index);
  }
}

/** Instant (ms) meant by a date of the URL, or null: 2005, 2020-10, 2020-10-11, or an instant. */
export function parseDate(text) {
  const m = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2}).*)?Z?)?)?)?$/.exec(text ?? '');
  if (!m) return null;
  const [year, month, day, hour] = m.slice(1, 5).map((n) => (n === undefined ? null : Number(n)));
  if (month === null) return Date.UTC(year, 6, 1, NOON_UTC);
  if (month < 1 || month > 12 || day > 31 || hour > 23) return null;
  return Date.UTC(year, month - 1, day ?? 15, hour ?? NOON_UTC);
}

/**
 * What kind of period [begin, end) is, told by length and middle, so that it is right in any time
 * zone of the basin: {kind, year, month?, day?, lastDay?} with month from 0.
 */
export function describePeriod(begin, end) {
  const days = (end - begin) / DAY;
  const middle = new Date((begin + end) / 2);
  const at = { year: middle.getUTCFullYear(), month: middle.getUTCMonth(),
    day: middle.getUTCDate() };
  if (days <= 0) return { kind: 'instant' };
  if (days < 0.9) return { kind: 'hours' };
  if (days < 1.1) return { kind: 'day', ...at };
  if (days >= 364 && days < 367) {
    const first = new Date(begin + DAY / 2).getUTCMonth();
    if (first === 9) return { kind: 'hydrological-year', year: at.year };
    return first === 0 ? { kind: 'year', year: at.year } : { kind: 'span' };
  }
  if (days >= 27.9 && days < 31.1 && new Date(begin + DAY / 2).getUTCDate() === 1) {
    return { kind: 'month', ...at };
  }
  return { kind: 'span' };
}

/** Years to write beside the slider: at most `most`, at round distances, ends not crowded. */
export function tickYears(first, last, most) {
  const span = last - first;
  const distance = [1, 2, 5, 10, 20, 50].find((d) => span / d <= most) ?? 100;
  const years = [];
  for (let y = Math.ceil(first / distance) * distance; y <= last; y += distance) years.push(y);
  return years;
}

/** Where the nearest of half-open [begin, end) rows (ms) lies as seen from an instant; or null. */
export function nearestInstant(rows, at) {
  let best = null;
  let bestGap = Infinity;
  for (const { begin, end } of rows) {
    const gap = at < begin ? begin - at : Math.max(0, at - end);
    if (gap < bestGap) {
      bestGap = gap;
      best = (begin + Math.max(begin, end)) / 2;
    }
  }
  return best;
}
