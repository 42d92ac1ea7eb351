/**
 * One series with uPlot: line or bars, marks for flags and limits, zoom, read-out; others of the same
 * property beside it as broken lines.
 */

import uPlot from '../../lib/uplot/uPlot.esm.js';
import { formatValue } from '../format.js';
import { valueRange } from './columns.js';
import { drawClassStrip, drawDateMark, drawMarks } from './marks.js';
import { timeTicks } from './ticks.js';
import { DASHES } from './paper.js';

const INK = '#1d2b30';
const GRID = '#e4e9ea';
const LINE = '#0b6b7a';

export class SeriesChart {
  #host;
  #plot = null;
  #on;
  #content = null;
  #full = null;

  /**
   * @param {HTMLElement} host gives the width; its height is the chart's
   * @param {{hover(row|null), zoom(fromMs, toMs), reset()}} on
   */
  constructor(host, on) {
    this.#host = host;
    this.#on = on;
    new ResizeObserver(() => this.#resize()).observe(host);
    host.addEventListener('touchstart', (event) => this.#touch(event), { passive: true });
    host.addEventListener('touchmove', (event) => this.#touch(event), { passive: true });
  }

  get width() {
    return this.#host.clientWidth;
  }

  /**
   * @param {{columns: object (joined), bars: boolean, timeZone: string, language: string,
   *   classes: object|null, date: number|null, interval: [number, number]|null}} content interval
   *   in ms is what the time axis shows; without it all there is
   */
  show(content) {
    this.#content = content;
    const { x, line } = content.columns;
    this.#plot?.destroy();
    this.#full = content.interval?.map((ms) => ms / 1000)
      ?? (x.length ? widened(x, content.columns.rows.filter(Boolean)) : [0, 1]);
    this.#plot = new uPlot(this.#options(content), [x, line, ...content.columns.others], this.#host);
  }

  setDate(date) {
    if (!this.#content) return;
    this.#content.date = date;
    this.#plot?.redraw(false);
  }

  clear() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#content = null;
  }

  #options({ columns, bars, timeZone, language, interval }) {
    const dense = columns.x.length > this.width / 6;
    const font = `11px ${getComputedStyle(document.body).fontFamily}`;
    const axis = { stroke: INK, font, ticks: { show: false }, grid: { stroke: GRID, width: 1 },
      border: { show: true, stroke: INK, width: 1 } };
    return {
      width: this.width,
      height: this.#host.clientHeight,
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), timeZone),
      padding: [10, lastLabelRoom(this.#full), 0, 0],
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false, dist: 6 }, y: false,
        points: { size: 8, width: 2, stroke: '#fff', fill: LINE },
        bind: { dblclick: () => () => { this.#on.reset(); return null; } } },
      scales: {
        x: { time: true, range: () => this.#full },
        y: { range: () => valueRange(columns.min, columns.max, bars) },
      },
      axes: [
        { ...axis, size: timeAxisSize(this.#full), gap: 6, grid: { show: false }, space: 64,
          ticks: { show: true, stroke: INK, size: 4 },
          values: (u, splits, i, space, step) => timeTicks(splits, step, language, timeZone) },
        { ...axis, size: axisSize(columns, language), gap: 8, space: 36,
          values: (u, splits) => splits.map((v) => formatValue(v, language)) },
      ],
      series: [{}, {
        stroke: LINE, width: bars ? 0 : 1.6, fill: bars ? '#0b6b7acc' : undefined,
        paths: bars ? uPlot.paths.bars({ size: [0.76, 48] }) : undefined, spanGaps: false,
        points: { show: !bars && !dense, size: 5, width: 0, fill: LINE },
      }, ...columns.others.map((_, i) => ({ stroke: '#39484d', width: 1.3, spanGaps: false,
        dash: DASHES[(i + 1) % DASHES.length].split(' ').map(Number),
        points: { show: !dense, size: 5, width: 1, stroke: '#39484d', fill: '#fff' } }))],
      hooks: {
        drawAxes: [(u) => drawClassStrip(u, this.#content.classes)],
        draw: [(u) => {
          drawDateMark(u, this.#content.date);
          drawMarks(u, this.#content.columns);
        }],
        setCursor: [(u) => this.#on.hover(u.cursor.idx === null || u.cursor.idx === undefined
          ? null : columns.rows[u.cursor.idx] ?? null)],
        setSelect: [(u) => this.#selected(u, interval)],
      },
    };
  }

  #selected(u) {
    const { left, width } = u.select;
    if (width < 6) return;
    const at = (px) => u.posToVal(px, 'x') * 1000;
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#on.zoom(at(left), at(left + width));
  }

  #resize() {
    if (!this.#plot || !this.width) return;
    this.#plot.setSize({ width: this.width, height: this.#host.clientHeight });
  }

  /** uPlot follows the mouse only; a finger reads the value too. */
  #touch(event) {
    if (!this.#plot || event.touches.length !== 1) return;
    const box = this.#plot.over.getBoundingClientRect();
    this.#plot.setCursor({ left: event.touches[0].clientX - box.left, top: box.height / 2 });
  }
}

/** From the first begin to the last end, in seconds, a little wider when they are one instant. */
function widened(x, rows) {
  const [from, to] = [Math.min(x[0], rows[0].begin / 1000), Math.max(x.at(-1), rows.at(-1).end / 1000)];
  return to > from ? [from, to] : [from - 43_200, to + 43_200];
}

/** One line of years, or two where months and days stand above them. */
const timeAxisSize = ([from, to]) => (to - from > 9 * 365 * 86_400 ? 28 : 42);

/** Half of the last tick's text, right of its tick: a year, or the whole date under a time of day. */
const lastLabelRoom = ([from, to]) => (to - from > 8 * 86_400 ? 22 : 38);

/** Room for the longest number of the value axis. */
function axisSize({ min, max }, language) {
  const longest = Math.max(...[min, max].filter(Number.isFinite)
    .map((v) => formatValue(v, language).length), 3);
  return 18 + longest * 6.4;
}
