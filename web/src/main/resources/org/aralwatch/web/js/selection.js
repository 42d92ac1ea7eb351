/** From the URL's state and the themes to what is shown: pure. */

import { dateKey, parseDate, stepIndex, stepInstant, stepOf, stepRange } from './time.js';

/**
 * @param {object} state of the URL
 * @param {object[]} themes of the API
 * @returns {{theme, view, step, range: {first, last}|null, index: number|null,
 *   datetime: string|null, key: string|null, moved: boolean}|null} null when there are no themes;
 *   range and index are null when the view has no values at all; moved when the date lies outside
 */
export function resolve(state, themes) {
  const theme = themes.find((one) => one.id === state.theme)
    ?? themes.find((one) => !one.empty) ?? themes[0];
  if (!theme) return null;
  const view = theme.views.find((one) => one.id === state.view)
    ?? theme.views.find((one) => one.id === theme.defaultView) ?? theme.views[0];
  const step = stepOf(view);
  const range = stepRange(step, view.extent);
  const fallback = Date.parse(view.defaultDatetime ?? theme.defaultDatetime ?? '') || null;
  const wanted = parseDate(state.date) ?? fallback;
  if (!range) {
    const datetime = wanted === null ? null : new Date(wanted).toISOString();
    return { theme, view, step, range, index: null, datetime, key: null, moved: false };
  }
  const asked = wanted === null ? range.last : stepIndex(step, wanted);
  const index = Math.min(range.last, Math.max(range.first, asked));
  return { theme, view, step, range, index, key: dateKey(step, index), moved: index !== asked,
    datetime: new Date(stepInstant(step, index)).toISOString() };
}

/** Parameters of tiles and station lists for a selection; revision only breaks caches. */
export const valueParameters = ({ view, datetime }, revision) =>
  ({ property: view.property, period: view.period, datetime, v: revision });

/** The theme a feature of this layer belongs to: the current one when it fits. */
export const themeOfLayer = (layer, themes, current) =>
  (current?.layers.includes(layer) ? current
    : themes.find((theme) => theme.layers.includes(layer)) ?? null);

/** So many values make a line worth looking at. */
const WORTH_A_CHART = 3;

/**
 * Which datastream to show first: the one asked for; of those of the view's property the one that
 * gave the map's value, or is of the view's period, unless it is all but empty; else the longest.
 *
 * @param {number|null} onMap id of the datastream that gave the map's value
 */
export function chosenDatastream(datastreams, asked, view, onMap = null) {
  const exact = datastreams.find((d) => d.id === asked);
  if (exact) return exact;
  const property = datastreams.some((d) => d.property.id === view?.property) ? view.property
    : datastreams[0]?.property.id;
  const longestFirst = datastreams.filter((d) => d.property.id === property)
    .sort((a, b) => b.count - a.count);
  const worthwhile = longestFirst.filter((d) => d.count >= WORTH_A_CHART);
  return worthwhile.find((d) => d.id === onMap)
    ?? worthwhile.find((d) => d.support === view?.period)
    ?? longestFirst[0] ?? null;
}
