/** The legend: title with unit, date shown, classes, the entry without value, note, all sources. */

import { byId, h, svg, swatch } from '../dom.js';
import { currentLanguage, nameOf, t, textOf } from '../i18n.js';
import { classRanges, formatDay, formatStep, unitText } from '../format.js';
import { classRadius, COLOURS, isSized } from '../layers/styles.js';
import { midSentence, spanOf, spanTexts } from '../spans.js';

/** Sources named at once; all of them stand in the list below. */
const NAMED = 1;

/**
 * @param {object} selection what is shown
 * @param {object[]|null} features the stations' values of the date, null while they are loading
 * @param {object[]} sources of the values: {title, url, read, licence, count}
 * @param {object[]} layers of the catalogue that carry values
 * @param {string} base where the base map comes from
 */
export function renderLegend({ theme, view, step, index }, features, sources, layers = [],
  base = '') {
  const language = currentLanguage();
  const { classes } = view;
  const title = nameOf(classes.title) || nameOf(view.name);
  const unit = unitText(nameOf(view.unitSymbol));
  const ranges = classRanges(classes.upTo, language);
  const points = layers.some((layer) => layer.geometryType === 'point');
  const sized = points && isSized(view.property);
  const date = index === null ? t('legend.noDates') : formatStep(step, index, language);
  // Events add up: what is shown is all that had happened by then.
  const events = index !== null && layers.length && layers.every(({ kind }) => kind === 'event');
  const open = byId('legend').querySelector('details')?.open ?? false;
  byId('legend').replaceChildren(...[
    h('div', { class: 'legend-head' },
      h('h3', {}, !unit || title.includes(unit) ? title : `${title}, ${unit}`),
      h('span', { class: 'legend-date' },
        events ? t('legend.upTo', { date: midSentence(date, language) }) : date)),
    // With labels the classes are a list; the pulled down sheet of a phone shows the bar instead.
    sized ? sizedClasses(classes, ranges) : bar(classes, language),
    classes.labels && !sized && labelledClasses(classes, ranges),
    h('div', { class: 'legend-foot' }, noValue(features, layers),
      valueSpan(features, index === null ? '' : date, language)),
    layers.some((layer) => layer.id === 'water-bodies') && oldShore(),
    theme.note && h('p', { class: 'legend-note' }, textOf(theme.note)),
    sourceList(sources, open, base, language),
    classes.source && h('p', { class: 'legend-source' }, textOf(classes.source)),
  ].filter(Boolean));
}

/** How a place without a value looks: hatched areas, hollow circles; events have none. */
function noValue(features, layers) {
  const polygons = layers.some((layer) => layer.geometryType === 'polygon');
  const points = layers.some((layer) => layer.geometryType === 'point' && layer.kind !== 'event');
  if (!polygons && !points) return null;
  return h('span', { class: 'legend-novalue' }, polygons && hatchSwatch(), points && swatch(null),
    t('legend.noValue'));
}

const hatchSwatch = () => svg('svg', { class: 'swatch swatch-area', viewBox: '0 0 20 12',
  'aria-hidden': 'true' },
svg('rect', { x: 0.5, y: 0.5, width: 19, height: 11, fill: '#fff', stroke: '#8b9a9e' }),
...[-4, 2, 8, 14].map((x) => svg('path', { d: `M${x} 12L${x + 12} 0`, stroke: '#8b9a9e',
  'stroke-width': 1 })));

/** The sea of 1960 under the sea of the date. */
const oldShore = () => h('div', { class: 'legend-foot' }, h('span', { class: 'legend-novalue' },
  svg('svg', { class: 'swatch swatch-area', viewBox: '0 0 20 12', 'aria-hidden': 'true' },
    svg('rect', { x: 0.5, y: 0.5, width: 19, height: 11, fill: COLOURS.seabed,
      stroke: COLOURS.oldShore, 'stroke-dasharray': '3 2' })), t('legend.oldShore')));

/** From when the values shown are, when that is not the date itself. */
function valueSpan(features, date, language) {
  const span = spanOf(features ?? []);
  if (!span) return null;
  const [from, to] = spanTexts(span, language).map((text) => midSentence(text, language));
  if (from === to && from === midSentence(date, language)) return null;
  return h('span', { class: 'muted' }, from === to ? t('legend.valuesOf', { date: from })
    : t('legend.valuesBetween', { from, to }));
}

/** The first source by name, and every one of them with its licence one click away. */
function sourceList(sources, open, base, language) {
  if (!sources.length) return null;
  const link = (text, url) => (url && /^https?:\/\//.test(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text) : text);
  const rows = sources.map(({ title, url, licence, read }) => h('li', {}, link(title, url),
    licence && h('span', { class: 'muted' }, ' · ', link(licence.name ?? licence.id, licence.url)),
    read && h('span', { class: 'muted' },
      ` · ${t('legend.read', { date: formatDay(Date.parse(read), language) })}`)));
  if (rows.length <= NAMED) {
    return h('div', { class: 'legend-sources' }, h('h4', {}, t('legend.source')), h('ul', {}, rows));
  }
  return h('details', { class: 'legend-sources', open },
    h('summary', {}, t('legend.sources', { n: rows.length })),
    h('ul', {}, rows), base && h('p', { class: 'muted' }, t('legend.base', { sources: base })));
}

/** One bar of colours with the limits written between them. */
function bar({ colours, upTo, labels }, language) {
  const width = 100 / colours.length;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const rects = colours.map((fill, i) => svg('rect', { x: `${i * width}%`, y: 0,
    width: `${width}%`, height: 14, fill }));
  const ticks = upTo.map((limit, i) => svg('g', {},
    svg('line', { x1: `${(i + 1) * width}%`, x2: `${(i + 1) * width}%`, y1: 14, y2: 18 }),
    svg('text', { x: `${(i + 1) * width}%`, y: 30, 'text-anchor': 'middle' },
      number.format(limit).replace('-', '\u2212'))));
  return svg('svg', { class: `legend-bar${labels ? ' is-short' : ''}`, width: '100%', height: 34, role: 'img',
    'aria-label': classRanges(upTo, language).join('; ') }, ...rects, ...ticks);
}

/** Circles as large as on the map, with their limits under them. */
function sizedClasses({ colours, labels }, ranges) {
  return h('ul', { class: 'legend-circles' }, colours.map((fill, i) => {
    const r = classRadius(i, colours.length);
    return h('li', {}, svg('svg', { width: 36, height: 36, viewBox: '-18 -18 36 36',
      'aria-hidden': 'true' }, svg('circle', { r, fill, 'fill-opacity': 0.82, stroke: '#23454d',
      'stroke-width': 0.9 })), h('span', {}, labels ? nameOf(labels[i]) : ranges[i]));
  }));
}

function labelledClasses({ colours, labels }, ranges) {
  return h('ul', { class: 'legend-classes' }, colours.map((colour, i) => h('li', {},
    swatch(colour), h('span', { class: 'legend-range' }, ranges[i]),
    h('span', { class: 'muted' }, nameOf(labels[i])))));
}
