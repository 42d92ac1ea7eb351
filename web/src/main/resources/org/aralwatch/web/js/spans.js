/** From when the values of a map are: pure. */

import { formatPeriod } from './format.js';

const HALF_DAY = 43_200_000;

/** Russian writes its months small but at the begin of a text. */
export const midSentence = (date, language) => (language === 'ru'
  ? date.charAt(0).toLocaleLowerCase(language) + date.slice(1) : date);

/**
 * First and last period of the values shown.
 *
 * @param {object[]} features of a station list
 * @returns {{from: [number, number], to: [number, number]}|null} null without a value
 */
export function spanOf(features) {
  const periods = features.map(({ properties: p }) => p)
    .filter((p) => p.value !== null && p.value !== undefined && p.valueFrom)
    .map((p) => [Date.parse(p.valueFrom), Date.parse(p.valueTo)]);
  if (!periods.length) return null;
  return { from: periods.reduce((a, b) => (b[0] < a[0] ? b : a)),
    to: periods.reduce((a, b) => (b[1] > a[1] ? b : a)) };
}

/**
 * The span as two texts, equal when all values are of one period; years alone when they lie years
 * apart, for nobody asks at what minute an earthquake of 1885 was.
 */
export function spanTexts(span, language) {
  // Half a day inside, it is the same year in UTC as in the zone of the values.
  const inside = Math.min(HALF_DAY, (span.to[1] - span.from[0]) / 2);
  const years = [span.from[0] + inside, span.to[1] - inside].map((ms) => new Date(ms).getUTCFullYear());
  if (years[1] - years[0] > 4) return years.map(String);
  return [span.from, span.to].map(([begin, end]) => formatPeriod(begin, end, language));
}
