/** From when the values of a map are: pure. */

import { formatPeriod } from './format.js';

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
  const years = [span.from[0], span.to[1] - 1].map((ms) => new Date(ms + 43_200_000).getUTCFullYear());
  if (years[1] - years[0] > 4) return years.map(String);
  return [span.from, span.to].map(([begin, end]) => formatPeriod(begin, end, language));
}
