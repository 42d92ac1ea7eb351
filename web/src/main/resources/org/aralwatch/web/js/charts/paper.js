/**
 * A chart for paper, as an SVG: title with unit and period, black axes, thin lines, series named
 * where they end and told apart by their dashes, source and definition below. Sharp at any size,
 * readable without colour; also what a picture for download is made of.
 */

import { svg } from '../dom.js';
import { dateLocale, formatValue } from '../format.js';
import { valueRange } from './columns.js';
import { limitMark } from './marks.js';
import { niceTicks, spread, timeTicksOf, wrapText } from './scale.js';

export const DASHES = [null, '7 4', '2 3', '9 3 2 3'];

const FONT = 'Liberation Sans, Noto Sans, Arial, Helvetica, sans-serif';
const INK = '#000000';
const GREY = '#d9d9d9';
const WIDTH = 760;
const PLOT_HEIGHT = 300;
/** Width of a letter of 12 units, on the safe side. */
const LETTER = 5.9;
const LEFT = 64;
const RIGHT = 18;

/**
 * @param {{title: string, subtitle: string, notes: string[], language: string, bars: boolean,
 *   property: string, series: {name: string, rows: object[]}[]}} content rows are {begin, end,
 *   value, flag, qualifier} in ms; the first series is the main one
 * @returns {SVGElement}
 */
export function paperChart(content) {
  const { series, language, bars, property } = content;
  const rows = series.flatMap((one) => one.rows).filter((row) => row.value !== null);
  const [from, to] = [Math.min(...rows.map((row) => row.begin)), Math.max(...rows.map((row) => row.end))];
  const values = rows.filter((row) => row.flag !== 4).map((row) => row.value);
  const [low, high] = valueRange(Math.min(...values), Math.max(...values), bars);
  const named = series.length > 1;
  const plot = frame(content, named ? 150 : RIGHT);
  const span = Math.max(to - from, 86_400_000);
  const x = (ms) => plot.left + ((ms - from) / span) * plot.width;
  const y = (v) => plot.bottom - ((v - low) / (high - low)) * plot.height;
  valueAxis(plot, niceTicks(low, high), y, language, property);
  timeAxis(plot, from, from + span, x, language);
  series.forEach((one, i) => (bars && !i ? drawBars(plot, one.rows, x, y, low)
    : drawLine(plot, one.rows, x, y, DASHES[i % DASHES.length])));
  marks(plot, series[0].rows, x, y);
  if (named) names(plot, series.map((one) => ({ name: one.name, row: lastOf(one.rows) })), y, x);
  return finish(plot, content);
}

/**
 * Stacked bars, a bar for each period.
 *
 * @param {{title, subtitle, notes, language, width, bare, labels: string[], parts: {name: string, colour: string,
 *   values: (number|null)[]}[], most: number, property: string}} content `most`: top of the axis;
 *   `width`: other than that of paper; `bare`: the title stands elsewhere
 */
export function paperStack(content) {
  const { labels, parts, language, most } = content;
  const plot = frame(content, 24 + LETTER * Math.max(...parts.map(({ name }) => name.length + 6)));
  const y = (v) => plot.bottom - (v / most) * plot.height;
  valueAxis(plot, niceTicks(0, most, 5), y, language, content.property);
  const step = plot.width / labels.length;
  const every = Math.ceil((labels.length * 46) / plot.width);
  labels.forEach((label, i) => {
    const left = plot.left + i * step + step * 0.1;
    let sum = 0;
    parts.forEach(({ name, colour, values }) => {
      const value = values[i];
      if (value === null || value === undefined) return;
      const bar = svg('rect', { x: left, y: y(sum + value), width: step * 0.8,
        height: Math.max(0, y(sum) - y(sum + value)), fill: colour, stroke: '#ffffff',
        'stroke-width': 0.7 });
      bar.append(svg('title', {}, `${label}: ${name} ${formatValue(value, language, content.property)} %`));
      plot.root.append(bar);
      sum += value;
    });
    if (i % every === 0) {
      plot.root.append(text(plot.left + (i + 0.5) * step, plot.bottom + 18, label, { anchor: 'middle' }));
    }
  });
  line(plot.root, plot.left, plot.bottom, plot.left + plot.width, plot.bottom, INK, 1.2);
  let sum = 0;
  const last = labels.length - 1;
  const shown = parts.filter(({ values }) => values[last] !== null && values[last] !== undefined);
  const middles = shown.map(({ values }) => { sum += values[last]; return y(sum - values[last] / 2); });
  const right = plot.left + plot.width;
  spread(middles, 15, plot.top + 6, plot.bottom - 4).forEach((at, i) => {
    line(plot.root, right - step * 0.1, middles[i], right + 10, at, '#555555', 0.7);
    plot.root.append(svg('rect', { x: right + 12, y: at - 4.5, width: 9, height: 9, fill: shown[i].colour,
      stroke: '#333333', 'stroke-width': 0.5 }));
    plot.root.append(text(right + 25, at + 4, `${shown[i].name} ${formatValue(shown[i].values[last],
      language, content.property)}`, { size: 11.5 }));
  });
  return finish(plot, content);
}

/** Root with title; where the plot lies. */
function frame({ title, subtitle, width = WIDTH, bare = false }, rightRoom) {
  const root = svg('svg', { class: 'paper-chart', xmlns: 'http://www.w3.org/2000/svg',
    'font-family': FONT, role: 'img', 'aria-label': `${title}. ${subtitle}` });
  root.append(svg('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  let top = 22;
  if (bare) {
    return { root, top: 8, left: 40, width: width - 40 - rightRoom, height: 220, bottom: 228,
      whole: width };
  }
  for (const part of wrapText(title, 78)) {
    root.append(text(0, top, part, { size: 17, weight: 700 }));
    top += 21;
  }
  root.append(text(0, top, subtitle, { size: 13 }));
  top += 20;
  return { root, top, left: LEFT, width: width - LEFT - rightRoom, height: PLOT_HEIGHT,
    bottom: top + PLOT_HEIGHT, whole: width };
}

/** Notes below; the size is known only now. */
function finish({ root, bottom, whole }, { notes }) {
  let at = bottom + (notes.length ? 44 : 28);
  for (const note of notes.filter(Boolean)) {
    for (const part of wrapText(note, Math.floor(whole / LETTER))) {
      root.append(text(0, at, part, { size: 11 }));
      at += 14.5;
    }
  }
  root.setAttribute('viewBox', `0 0 ${whole} ${Math.round(at)}`);
  root.setAttribute('width', whole);
  root.setAttribute('height', Math.round(at));
  return root;
}

function valueAxis({ root, left, top, bottom, width }, ticks, y, language, property) {
  for (const value of ticks) {
    if (y(value) < top - 1) continue;
    line(root, left, y(value), left + width, y(value), GREY, 0.7);
    line(root, left - 5, y(value), left, y(value), INK, 1);
    root.append(text(left - 9, y(value) + 4, formatValue(value, language, property?.endsWith('-level')
      ? null : property), { anchor: 'end' }));
  }
  line(root, left, top, left, bottom, INK, 1.2);
}

function timeAxis({ root, left, bottom, width }, from, to, x, language) {
  line(root, left, bottom, left + width, bottom, INK, 1.2);
  const { grain, ticks } = timeTicksOf(from, to);
  const options = { year: { year: 'numeric' }, month: { month: 'short', year: 'numeric' },
    day: { day: 'numeric', month: 'short' } }[grain];
  const format = new Intl.DateTimeFormat(dateLocale(language), { timeZone: 'UTC', ...options });
  for (const tick of ticks) {
    line(root, x(tick), bottom, x(tick), bottom + 5, INK, 1);
    // Half a day on, for the day at a zone's midnight is the one before in UTC.
    root.append(text(x(tick), bottom + 18, format.format(tick + 43_200_000).replace(/\s*г\.?$/, ''),
      { anchor: 'middle' }));
  }
}

function drawLine({ root }, rows, x, y, dash) {
  let d = '';
  let pen = false;
  for (const { begin, end, value, flag } of rows) {
    if (flag === 4) continue;
    if (value === null) pen = false;
    else {
      d += `${pen ? 'L' : 'M'}${x((begin + end) / 2).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = true;
    }
  }
  root.append(svg('path', { d, fill: 'none', stroke: INK, 'stroke-width': 1.4, 'stroke-linejoin': 'round',
    'stroke-dasharray': dash }));
  if (rows.length > 90) return;
  for (const { begin, end, value, flag } of rows) {
    if (value === null || flag >= 3) continue;
    root.append(svg('circle', { cx: x((begin + end) / 2).toFixed(1), cy: y(value).toFixed(1), r: 2.2,
      fill: dash ? '#ffffff' : INK, stroke: INK, 'stroke-width': 1 }));
  }
}

function drawBars({ root }, rows, x, y, low) {
  for (const { begin, end, value, flag } of rows) {
    if (value === null || flag === 4) continue;
    const full = x(end) - x(begin);
    const width = Math.min(46, Math.max(1, full * 0.76));
    const foot = y(Math.max(0, low));
    root.append(svg('rect', { x: (x(begin) + (full - width) / 2).toFixed(1), width: width.toFixed(1),
      y: Math.min(y(value), foot).toFixed(1), height: Math.abs(foot - y(value)).toFixed(1),
      fill: '#6f7f85' }));
  }
}

/** Suspect values as rings, bad ones as crosses, limits as triangles that point to the value. */
function marks({ root, top }, rows, x, y) {
  for (const { begin, end, value, flag, qualifier } of rows) {
    if (value === null) continue;
    const [cx, cy] = [x((begin + end) / 2), Math.max(top, y(value))];
    if (flag === 3) {
      root.append(svg('circle', { cx, cy, r: 3.6, fill: '#ffffff', stroke: INK, 'stroke-width': 1.3 }));
    } else if (flag === 4) {
      root.append(svg('path', { d: `M${cx - 3.5} ${cy - 3.5}l7 7m0 -7l-7 7`, stroke: INK,
        'stroke-width': 1.3 }));
    }
    if (qualifier) {
      const corners = limitMark(cx, cy, qualifier, 4).map((at) => at.map((v) => v.toFixed(1)));
      root.append(svg('path', { d: `M${corners.map((at) => at.join(' ')).join('L')}Z`,
        fill: '#ffffff', stroke: INK, 'stroke-width': 1.2, 'data-limit': qualifier }));
    }
  }
}

const lastOf = (rows) => rows.findLast((row) => row.value !== null && row.flag !== 4);

function names({ root, top, bottom, left, width }, series, y, x) {
  const shown = series.filter((one) => one.row);
  const wanted = shown.map(({ row }) => y(row.value));
  spread(wanted, 14, top + 6, bottom - 4).forEach((at, i) => {
    const { row, name } = shown[i];
    line(root, x((row.begin + row.end) / 2), wanted[i], left + width + 8, at, '#555555', 0.6);
    const short = name.length > 24 ? `${name.slice(0, 23)}…` : name;
    root.append(text(left + width + 11, at + 4, short, { size: 11 }));
  });
}

function line(root, x1, y1, x2, y2, stroke, width) {
  root.append(svg('line', { x1, y1, x2, y2, stroke, 'stroke-width': width }));
}

function text(x, y, content, { size = 12, anchor = 'start', weight = 400 } = {}) {
  return svg('text', { x, y, 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, fill: INK },
    content);
}
