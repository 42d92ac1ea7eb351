/** The stations and areas of a theme as a list: the map for those who cannot use the map. */

import { byId, h, keepFocus, swatch } from '../dom.js';
import { currentLanguage, nameOf, t } from '../i18n.js';
import { formatMeasure } from '../format.js';
import { classColour } from '../layers/styles.js';
import { hasValue } from '../layers/labels.js';

export class StationList {
  #on;

  /** @param {{select(id)}} on */
  constructor(on) {
    this.#on = on;
  }

  /** Largest value first, those without a value at the end by name. */
  render(features, view, selected) {
    const language = currentLanguage();
    const rows = [...features].sort((a, b) => compare(a.properties, b.properties, language));
    byId('station-section').hidden = !rows.length;
    byId('station-count').textContent = title(rows);
    keepFocus(() => byId('stations').replaceChildren(...rows.map(({ id, properties }) => h('li', {},
      h('button', { type: 'button', class: 'station', 'aria-current': String(id === selected),
        dataset: { key: `station-${id}` }, onclick: () => this.#on.select(id) },
      swatch(classColour(view.classes, properties)),
      h('span', { class: 'station-name' }, nameOf(properties.name)),
      h('span', { class: 'station-value' }, hasValue(properties)
        ? formatMeasure(properties.value, nameOf(properties.unitSymbol ?? view.unitSymbol), language,
          { qualifier: properties.qualifier, property: view.property })
        : h('span', { class: 'muted' }, t('stations.noValue'))))))));
  }
}

/** How many there are, and of how many there is a value when not of all. */
function title(rows) {
  const valued = rows.filter(({ properties }) => hasValue(properties)).length;
  return valued === rows.length ? t('stations.title', { n: rows.length })
    : t('stations.some', { n: valued, count: rows.length });
}

function compare(a, b, language) {
  if (hasValue(a) && hasValue(b)) return b.value - a.value;
  if (hasValue(a) !== hasValue(b)) return hasValue(a) ? -1 : 1;
  return nameOf(a.name).localeCompare(nameOf(b.name), language);
}
