/** Small builders for elements; every text goes in as a text node, never as markup. */

import { ICONS } from './icons.js';

const SVG = 'http://www.w3.org/2000/svg';

function apply(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** An HTML element: {@code h('button', {class: 'x', onclick: f}, 'Text')}. */
export function h(tag, properties, ...children) {
  return apply(document.createElement(tag), properties, children);
}

/** An SVG element, for swatches and icons. */
export function svg(tag, properties, ...children) {
  return apply(document.createElementNS(SVG, tag), properties, children);
}

/** An icon of 24 units, drawn with the text's colour. */
export function icon(name, className = 'icon') {
  const paths = (ICONS[name] ?? ICONS.theme).map((d) => svg('path', { d }));
  return svg('svg', { class: className, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, ...paths);
}

/** A coloured dot, as an SVG so that no inline style is needed; null gives the no-value ring. */
export function swatch(colour, className = 'swatch') {
  const circle = colour
    ? svg('circle', { cx: 6, cy: 6, r: 5, fill: colour, stroke: '#3c5960', 'stroke-width': 1 })
    : svg('circle', { cx: 6, cy: 6, r: 4.75, fill: '#fff', stroke: '#7b8a8e',
      'stroke-width': 1.5, 'stroke-dasharray': '2.4 1.6' });
  return svg('svg', { class: className, viewBox: '0 0 12 12', 'aria-hidden': 'true' }, circle);
}

/** Draws anew, with the focus on the element of the same data-key as before. */
export function keepFocus(redraw) {
  const key = document.activeElement?.dataset?.key;
  redraw();
  if (key) focusKey(key);
}

/** Gives the focus to the element with this data-key; false when there is none in sight. */
export function focusKey(key) {
  const element = document.querySelector(`[data-key="${key}"]`);
  element?.focus({ preventScroll: true });
  return Boolean(element) && document.activeElement === element;
}

export const byId = (id) => document.getElementById(id);
