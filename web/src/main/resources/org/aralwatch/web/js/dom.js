/** Small builders for elements; every text goes in as a text node, never as markup. */

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

const ICONS = {
  theme: ['M12 3l9 5-9 5-9-5z', 'M3 13l9 5 9-5'],
  'aral-sea': ['M2 8c2.5-2 4.5-2 7 0s4.5 2 7 0 4-1.8 6-.6',
    'M2 13.5c2.5-2 4.5-2 7 0s4.5 2 7 0 4-1.8 6-.6',
    'M2 19c2.5-2 4.5-2 7 0s4.5 2 7 0 4-1.8 6-.6'],
  discharge: ['M12 3c3.5 4.3 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2.5-6.7 6-11z',
    'M9 14.5a3 3 0 0 0 3 3'],
  'air-quality': ['M3 9h11a3 3 0 1 0-3-3', 'M3 13h15a3 3 0 1 1-3 3', 'M3 17h7a2 2 0 1 1-2 2'],
  weather: ['M7 15a4 4 0 0 1 .5-8 5.5 5.5 0 0 1 10.4 1.6A3.3 3.3 0 0 1 17.5 15z', 'M8 18.5l-1 2.5',
    'M12.5 18.5l-1 2.5', 'M17 18.5l-1 2.5'],
  search: ['M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z', 'M15.5 15.5L21 21'],
  close: ['M5 5l14 14', 'M19 5L5 19'],
  play: ['M8 5l11 7-11 7z'],
  pause: ['M8 5v14', 'M16 5v14'],
  back: ['M15 5l-7 7 7 7'],
  forward: ['M9 5l7 7-7 7'],
  download: ['M12 4v11', 'M7 11l5 5 5-5', 'M4 20h16'],
  print: ['M7 9V3h10v6', 'M7 17H4V9h16v8h-3', 'M7 14h10v7H7z'],
  link: ['M14 4h6v6', 'M20 4l-9 9', 'M18 14v6H4V6h6'],
  up: ['M5 15l7-7 7 7'],
  warning: ['M12 4l9.5 16h-19z', 'M12 10v5', 'M12 17.4v.6'],
};
