/** What stands beside the pointer over a feature of the theme: name, value, date, flag. */

import { currentLanguage, nameOf, t } from '../i18n.js';
import { formatMeasure, formatPeriod } from '../format.js';
import { h, swatch } from '../dom.js';
import { classColour } from './styles.js';

export class Tooltip {
  #box = h('div', { class: 'map-tooltip', hidden: true, role: 'status' });
  #container;

  constructor(container) {
    this.#container = container;
    container.append(this.#box);
  }

  hide() {
    this.#box.hidden = true;
  }

  /**
   * @param {object} feature of a tile
   * @param {object|undefined} full the same of the station list, with all its names
   */
  show(feature, full, layer, view, { x, y }) {
    this.#box.hidden = false;
    this.#box.replaceChildren(...lines(feature.properties, full?.properties, layer, view));
    const box = this.#box.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.#container;
    const left = x + 16 + box.width > clientWidth ? x - box.width - 12 : x + 16;
    const top = Math.max(8, Math.min(y - box.height / 2, clientHeight - box.height - 8));
    this.#box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}

function lines(properties, full, layer, view) {
  const language = currentLanguage();
  const names = full?.name ?? { en: properties.name, ru: properties.name_ru };
  const { value, from, to, flag } = properties;
  const qualifier = full?.qualifier ?? null;
  const shown = [h('strong', {}, nameOf(names)), h('span', { class: 'muted' }, nameOf(layer?.name))];
  if (value === undefined || value === null) {
    return [...shown, h('span', {}, t('map.noValue'))];
  }
  shown.push(h('span', { class: 'map-tooltip-value' }, swatch(classColour(view.classes, properties)),
    formatMeasure(value, nameOf(view.unitSymbol), language,
      { qualifier, property: view.property })));
  const label = view.classes.labels?.[properties.class];
  if (label) shown.push(h('span', {}, nameOf(label)));
  if (from && to) {
    shown.push(h('span', { class: 'muted' },
      formatPeriod(Date.parse(from), Date.parse(to), language)));
  }
  if (flag >= 3) shown.push(h('span', { class: 'flag-text' }, t(`flag.${flag}`)));
  return shown;
}
