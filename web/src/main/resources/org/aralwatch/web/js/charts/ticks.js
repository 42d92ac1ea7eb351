/** Texts of the time axis: the fine part on each tick, the coarse one where it changes. */

import { dateLocale } from '../format.js';

const DAY = 86_400;

/**
 * @param {number[]} splits seconds
 * @param {number} step distance of the ticks in seconds
 * @returns {string[]} one text a tick, with a line break before the coarse part
 */
export function timeTicks(splits, step, language, timeZone) {
  const format = (options) => {
    const f = new Intl.DateTimeFormat(dateLocale(language), { timeZone, ...options });
    return (s) => f.format(s * 1000).replace(/\s*г\.?$/, '');
  };
  const year = format({ year: 'numeric' });
  if (step >= 360 * DAY) return splits.map(year);
  const [fine, coarse] = step >= 28 * DAY ? [format({ month: 'short' }), year]
    : step >= DAY ? [format({ day: 'numeric', month: 'short' }), year]
      : [format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
        format({ day: 'numeric', month: 'short', year: 'numeric' })];
  let before = null;
  return splits.map((s) => {
    const now = coarse(s);
    const text = now === before ? fine(s) : `${fine(s)}\n${now}`;
    before = now;
    return text;
  });
}
