/** The legend: title with unit, date shown, classes, the entry without value, source. */

import { byId, h, svg, swatch } from '../dom.js';
import { currentLanguage, nameOf, t } from '../i18n.js';
import { classRanges, formatPeriod, formatStep } from '../format.js';

/** Titles of sources named in full; the rest is a number. */
const SOURCES = 2;

/**
 * @param {object} selection what is shown
 * @param {object[]|null} features the stations' values of the date, null while they are loading
 * @param {string[]} sources titles of where the values come from
 */
export function renderLegend({ theme, view, step, index }, features, sources) {
  const language = currentLanguage();
  const { classes } = view;
  const title = nameOf(classes.title) || nameOf(view.name);
  const unit = nameOf(view.unitSymbol);
  const ranges = classRanges(classes.upTo, language);
  const parts = [
    h('div', { class: 'legend-head' },
      h('h3', {}, title.includes(unit) ? title : `${title}, ${unit}`),
      h('span', { class: 'legend-date' },
        index === null ? t('legend.noDates') : formatStep(step, index, language))),
    // With labels the classes are a list; the pulled down sheet of a phone shows the bar instead.
    bar(classes, language),
    classes.labels && labelledClasses(classes, ranges),
    h('div', { class: 'legend-foot' },
      h('span', { class: 'legend-novalue' }, swatch(null), t('legend.noValue')),
      valueSpan(features, index === null ? '' : formatStep(step, index, language), language)),
  ];
  if (theme.note) parts.push(h('p', { class: 'legend-note' }, nameOf(theme.note)));
  if (sources.length) {
    const more = sources.length > SOURCES ? ` +\u00a0${sources.length - SOURCES}` : '';
    parts.push(h('p', { class: 'legend-source', title: sources.join('; ') },
      t('legend.data', { source: sources.slice(0, SOURCES).join('; ') + more })));
  }
  if (classes.source) {
    parts.push(h('p', { class: 'legend-source' }, nameOf(classes.source)));
  }
  byId('legend').replaceChildren(...parts.filter(Boolean));
}

/** From when the values shown are, when that is not the date itself. */
function valueSpan(features, date, language) {
  const spans = new Map();
  for (const { properties: p } of features ?? []) {
    if (p.value === null || p.value === undefined || !p.valueFrom) continue;
    spans.set(`${p.valueFrom}/${p.valueTo}`, [Date.parse(p.valueFrom), Date.parse(p.valueTo)]);
  }
  if (!spans.size) return null;
  const all = [...spans.values()];
  const first = all.reduce((a, b) => (b[0] < a[0] ? b : a));
  const last = all.reduce((a, b) => (b[1] > a[1] ? b : a));
  const [from, to] = [first, last]
    .map(([b, e]) => midSentence(formatPeriod(b, e, language), language));
  if (from === to && from === midSentence(date, language)) return null;
  return h('span', { class: 'muted' }, from === to ? t('legend.valuesOf', { date: from })
    : t('legend.valuesBetween', { from, to }));
}

/** Russian writes its months small but at the begin of a text. */
const midSentence = (date, language) => (language === 'ru'
  ? date.charAt(0).toLocaleLowerCase(language) + date.slice(1) : date);

/** One bar of colours with the limits written between them. */
function bar({ colours, upTo, labels }, language) {
  const width = 100 / colours.length;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const rects = colours.map((fill, i) => svg('rect', { x: `${i * width}%`, y: 0,
    width: `${width}%`, height: 14, fill }));
  const ticks = upTo.map((limit, i) => svg('g', {},
    svg('line', { x1: `${(i + 1) * width}%`, x2: `${(i + 1) * width}%`, y1: 14, y2: 18 }),
    svg('text', { x: `${(i + 1) * width}%`, y: 30, 'text-anchor': 'middle' }, number.format(limit))));
  return svg('svg', { class: `legend-bar${labels ? ' is-short' : ''}`, width: '100%', height: 34, role: 'img',
    'aria-label': classRanges(upTo, language).join('; ') }, ...rects, ...ticks);
}

function labelledClasses({ colours, labels }, ranges) {
  return h('ul', { class: 'legend-classes' }, colours.map((colour, i) => h('li', {},
    swatch(colour), h('span', { class: 'legend-range' }, ranges[i]),
    h('span', { class: 'muted' }, nameOf(labels[i])))));
}
