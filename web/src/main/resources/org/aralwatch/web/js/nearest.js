/** Where the nearest date with a value lies, when the chosen one has none. */

import * as api from './api.js';
import { nearestInstant } from './time.js';

/** Series looked at; more would only make the reader wait. */
const SERIES = 8;
const POINTS = 1000;

/**
 * @param {object} selection as resolved
 * @param {object[]} datastreams of the view that have values
 * @returns {Promise<number|null>} instant in ms, null when there are no datastreams
 */
export async function nearestWithValues({ view, datetime }, datastreams, options) {
  const at = Date.parse(datetime);
  const known = [...datastreams].sort((a, b) => distance(a, at) - distance(b, at)).slice(0, SERIES);
  const outside = known.filter((d) => distance(d, at) > 0)
    .map((d) => (at < Date.parse(d.from) ? d.from : d.to));
  const inside = await Promise.all(known.filter((d) => distance(d, at) === 0).map((d) =>
    api.observations(d.id, { period: view.period ?? 'raw', maxPoints: POINTS, flags: '1,2,3' },
      options)));
  const rows = [
    ...inside.flatMap(({ columns }) => columns.begin
      .map((begin, i) => ({ begin: Date.parse(begin), end: Date.parse(columns.end[i]),
        value: columns.value[i] })).filter((row) => row.value !== null)),
    ...outside.map((time) => ({ begin: Date.parse(time), end: Date.parse(time) })),
  ];
  return nearestInstant(rows, at);
}

/** How far an instant lies outside of a datastream's values, ms; 0 inside. */
function distance({ from, to }, at) {
  return Math.max(0, Date.parse(from) - at, at - Date.parse(to));
}
