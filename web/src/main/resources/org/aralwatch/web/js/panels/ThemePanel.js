/** Themes, the theme's sentence, its views, the legend and the list of stations. */

import { byId, h, icon, keepFocus } from '../dom.js';
import { nameOf, t } from '../i18n.js';

export class ThemePanel {
  #on;

  /** @param {{theme(id), view(id)}} on */
  constructor(on) {
    this.#on = on;
  }

  render(themes, { theme, view }) {
    keepFocus(() => {
      byId('themes').replaceChildren(...themes.map((one) => h('button', {
        type: 'button', class: 'theme', 'aria-pressed': String(one === theme),
        dataset: { key: `theme-${one.id}` }, onclick: () => this.#on.theme(one.id),
      }, icon(one.id), h('span', {}, nameOf(one.name)))));
      byId('theme-name').textContent = nameOf(theme.name);
      byId('theme-summary').textContent = nameOf(theme.summary);
      const several = theme.views.length > 1;
      byId('views').hidden = !several;
      byId('views').setAttribute('aria-label', t('panel.views'));
      byId('views').replaceChildren(...theme.views.map((one) => h('button', {
        type: 'button', class: 'segment', 'aria-pressed': String(one === view),
        dataset: { key: `view-${one.id}` }, onclick: () => this.#on.view(one.id),
      }, viewName(one, theme.views))));
    });
    document.querySelector('.theme[aria-pressed="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  renderNone() {
    byId('themes').replaceChildren();
    byId('views').hidden = true;
    byId('theme-name').textContent = t('none.title');
    byId('theme-summary').textContent = t('none.text');
    byId('legend').replaceChildren();
    byId('station-section').hidden = true;
  }
}

/** Views of one property are told apart by their period; the period alone when all are. */
function viewName(view, views) {
  const name = nameOf(view.name);
  const same = views.filter((one) => nameOf(one.name) === name).length;
  if (same === 1 || !view.period) return name;
  const period = t(`period.${view.period}`);
  return same === views.length ? period : `${name}, ${period.toLocaleLowerCase()}`;
}
