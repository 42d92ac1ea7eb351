/** Numbers, dates and periods as text, by Intl in the current language. */

import { describePeriod, stepInstant, stepStart } from './time.js';

/** English dates as most of the world writes them: 11 Oct 2020. */
const DATE_LOCALE = { en: 'en-GB' };

/** The locale in which dates are written. */
export const dateLocale = (language) => DATE_LOCALE[language] ?? language;

const numbers = new Map();
const dates = new Map();

function numberFormat(language, options) {
  const key = language + JSON.stringify(options);
  if (!numbers.has(key)) numbers.set(key, new Intl.NumberFormat(language, options));
  return numbers.get(key);
}

function dateFormat(language, options) {
  const key = language + JSON.stringify(options);
  if (!dates.has(key)) {
    dates.set(key, new Intl.DateTimeFormat(dateLocale(language), options));
  }
  return dates.get(key);
}

/** How a property is rounded by the vocabulary: {decimals, significantDigits} by its code. */
const rounding = new Map();

/** Takes over how the server says a property is rounded. */
export function learnRounding(property, { decimals, significantDigits }) {
  if (Number.isInteger(decimals)) {
    // The last digit of a level tells how exactly it was read; of other values it is noise.
    rounding.set(property, { maximumFractionDigits: decimals,
      minimumFractionDigits: property.endsWith('-level') ? decimals : 0 });
  } else if (Number.isInteger(significantDigits)) rounding.set(property, { significantDigits });
}

/** Properties given with three significant digits, as is the rule in the region. */
const THREE_DIGITS = new Set(['pm2-5', 'pm10', 'no2', 'so2', 'co', 'o3', 'salinity']);

/**
 * A measured value as its property is given by the vocabulary; of one not learnt: levels with two decimals, temperatures with one, discharge and concentrations
 * with three significant digits, discharge below 1 m³/s with three decimals. Any other is whole
 * from 1,000 on and has four significant digits from 10 on, three below.
 */
export function formatValue(value, language, property = null) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return numberFormat(language, digitsOf(Math.abs(value), property)).format(value)
    .replace('-', '\u2212');
}

function digitsOf(size, property) {
  const known = rounding.get(property);
  if (known?.significantDigits) {
    return size >= 10 ** known.significantDigits ? { maximumFractionDigits: 0 }
      : { maximumSignificantDigits: known.significantDigits };
  }
  if (known) return known;
  if (property?.endsWith('-level')) return { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  if (property?.endsWith('-temperature')) return { maximumFractionDigits: 1 };
  if (property === 'discharge' && size < 1) return { maximumFractionDigits: 3 };
  if (property === 'discharge' || THREE_DIGITS.has(property)) return { maximumSignificantDigits: 3 };
  if (size >= 1000) return { maximumFractionDigits: 0 };
  return { maximumSignificantDigits: size >= 10 ? 4 : 3 };
}

export function formatCount(value, language) {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** A unit as it is written: the unit of a bare number is not. */
export const unitText = (unit) => (unit === '1' ? '' : unit ?? '');

/** Value with its qualifier and unit, parted by a no-break space; property is its code. */
export function formatMeasure(value, unit, language, { qualifier = null, property = null } = {}) {
  if (value === null || value === undefined) return '–';
  const number = formatValue(value, language, property);
  const written = unitText(unit);
  return `${qualifier ? `${qualifier}\u00a0` : ''}${number}${written ? `\u00a0${written}` : ''}`;
}

const UTC = { timeZone: 'UTC' };
const DAY_MONTH_YEAR = { ...UTC, day: 'numeric', month: 'short', year: 'numeric' };

/** The Russian short form writes "г." after a year; a chart has no room for it. */
const trimYearMark = (text) => text.replace(/(\d)\sг\.?/g, '$1');

const monthName = (ms, language) => {
  const text = trimYearMark(
    dateFormat(language, { ...UTC, month: 'long', year: 'numeric' }).format(ms));
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
};

/** 2019/20 for the year that ends in 2020. */
export const hydrologicalYear = (year) =>
  `${year - 1}/${String(((year % 100) + 100) % 100).padStart(2, '0')}`;

/** One day, in UTC unless a time zone is given. */
export function formatDay(ms, language, timeZone = 'UTC') {
  return trimYearMark(dateFormat(language, { ...DAY_MONTH_YEAR, timeZone }).format(ms));
}

/** Day and time of day in a time zone. */
export function formatMoment(ms, language, timeZone = 'UTC') {
  return dateFormat(language, { ...DAY_MONTH_YEAR, timeZone, hour: '2-digit', minute: '2-digit',
    hourCycle: 'h23' }).format(ms).replace(/\s*г\.,?/, ',').replace(',,', ',');
}

/** The label of a slider's step. */
export function formatStep(step, index, language) {
  const start = stepStart(step, index);
  switch (step) {
    case 'hour': return formatMoment(start, language, 'Asia/Tashkent');
    case 'day': return formatDay(start, language);
    case 'pentad':
    case 'dekad': return formatDays(start, stepStart(step, index + 1), language);
    case 'month': return monthName(start, language);
    case 'growing-season':
    case 'non-growing-season':
      return formatDays(start, stepInstant(step, index) + 91 * 86_400_000, language);
    case 'hydrological-year': return hydrologicalYear(index);
    default: return String(index);
  }
}

/**
 * Whole days of [begin, end), both ends named: 1–10 Oct 2020. Periods of days begin at a midnight
 * somewhere; half a day further in it is the same day in UTC and in any zone of the basin.
 */
export function formatDays(begin, end, language) {
  const half = Math.min(43_200_000, (end - begin) / 2);
  return trimYearMark(dateFormat(language, DAY_MONTH_YEAR).formatRange(begin + half, end - half));
}

/** A period of support [begin, end) in ms: 2005, 2019/20, October 2020, 1 – 10 Oct 2020, ... */
export function formatPeriod(begin, end, language, timeZone = 'UTC') {
  const period = describePeriod(begin, end);
  switch (period.kind) {
    case 'instant': return formatMoment(begin, language, timeZone);
    case 'hours': {
      const until = dateFormat(language, { timeZone, hour: '2-digit', minute: '2-digit',
        hourCycle: 'h23' }).format(end);
      return `${formatMoment(begin, language, timeZone)}–${until}`;
    }
    case 'day': return formatDay(Date.UTC(period.year, period.month, period.day), language);
    case 'month': return monthName(Date.UTC(period.year, period.month, 15), language);
    case 'year': return String(period.year);
    case 'hydrological-year': return hydrologicalYear(period.year);
    default: return formatDays(begin, end, language);
  }
}

/** Texts of the classes of a legend: up to the first limit, between, above the last. */
export function classRanges(upTo, language) {
  const text = (v) => numberFormat(language, { maximumFractionDigits: 3 }).format(v)
    .replace('-', '\u2212');
  if (!upTo.length) return [''];
  return [`≤\u202f${text(upTo[0])}`,
    ...upTo.slice(1).map((limit, i) => `${text(upTo[i])}–${text(limit)}`),
    `>\u202f${text(upTo.at(-1))}`];
}

/** Latitude and longitude as people write them: 44.85° N, 60.02° E. */
export function formatPosition([lon, lat], language) {
  const text = (v) => numberFormat(language, { minimumFractionDigits: 2,
    maximumFractionDigits: 2 }).format(Math.abs(v));
  const sides = language === 'ru' ? ['с. ш.', 'ю. ш.', 'в. д.', 'з. д.'] : ['N', 'S', 'E', 'W'];
  return `${text(lat)}° ${sides[lat < 0 ? 1 : 0]}, ${text(lon)}° ${sides[lon < 0 ? 3 : 2]}`;
}
