/** The page around the map: static texts, progress line, room taken by panels, printing. */

import { onBusy } from './api.js';
import { byId } from './dom.js';
import { t } from './i18n.js';

/** Requests that are over sooner show no line, ms. */
const PATIENCE = 120;
/** Room for the map on an upright A4 page within its margins, with words and legend, CSS pixels. */
const PRINT_ROOM = { width: 695, height: 480 };

/** Fills the texts that stand in the page itself. */
export function translatePage(language) {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = t(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
    if (element.dataset.title !== undefined) element.title = t(element.dataset.label);
  }
  for (const element of document.querySelectorAll('[data-placeholder]')) {
    element.placeholder = t(element.dataset.placeholder);
  }
}

/** A thin line at the top while requests run. */
export function watchProgress() {
  let timer = null;
  onBusy((running) => {
    if (running && !timer) {
      timer = setTimeout(() => byId('progress').classList.add('is-busy'), PATIENCE);
    } else if (!running) {
      clearTimeout(timer);
      timer = null;
      byId('progress').classList.remove('is-busy');
    }
  });
}

/** Tells the style sheets how high the bottom panels are, so that what floats stays above them. */
export function watchSizes() {
  const publish = () => document.documentElement.style.setProperty('--dock-height',
    `${byId('dock').offsetHeight}px`);
  new ResizeObserver(publish).observe(byId('dock'));
  publish();
}

/** Pixels of the map covered at each edge by panel, slider and detail, and a little air. */
export function coveredEdges() {
  const size = { w: innerWidth, h: innerHeight };
  const box = (id) => byId(id).getBoundingClientRect();
  const phone = matchMedia('(max-width: 760px)').matches;
  const detailOpen = !byId('detail').hidden;
  const gap = 24;
  const sliderTop = byId('timebar').hidden ? size.h : box('timebar').top;
  if (phone) {
    const credit = box('attribution'); // of no height while the sheet is up
    const bottom = size.h - (detailOpen ? box('detail').top
      : Math.min(sliderTop, box('panel').top, credit.height ? credit.top : size.h));
    return { left: 16, right: 16, top: 16, bottom: bottom + 12 };
  }
  return { left: box('panel').right + gap, top: gap,
    right: detailOpen ? size.w - box('detail').left + gap : 64,
    bottom: size.h - sliderTop + gap };
}

/**
 * The map keeps its size in print, for its tiles are drawn for it: it is cut where the panel lies on
 * the screen, and scaled to the paper. Nothing is painted here: a canvas painted while the browser
 * prepares its pages makes Chromium print all the others empty.
 */
export function preparePrint(map) {
  addEventListener('beforeprint', () => {
    const { width, height } = map.getBoundingClientRect();
    const { left } = coveredEdges();
    const cut = left < width / 2 ? left - 24 : 0;
    const root = document.documentElement.style;
    root.setProperty('--print-map-width', `${width - cut}px`);
    root.setProperty('--print-map-height', `${height}px`);
    root.setProperty('--print-map-cut', `${-cut}px`);
    root.setProperty('--print-scale', String(Math.min(1, PRINT_ROOM.width / (width - cut),
      PRINT_ROOM.height / height)));
    for (const details of document.querySelectorAll('.legend details')) details.open = true;
  });
}

/**
 * Where the base map comes from: the sources of its layers, each once, without what package brought
 * them, which the API tells.
 */
export function baseSources(layers, million) {
  const texts = layers.filter((layer) => layer.kind === 'base' || layer.id === 'catchments')
    .flatMap((layer) => (layer.attribution ?? '').split(';'))
    .map((text) => text.replace(/,? as packaged in .*$/, '').trim()
      .replace(/([\d:]+) million/g, (_, n) => million(n)));
  return [...new Set(texts)].filter(Boolean);
}
