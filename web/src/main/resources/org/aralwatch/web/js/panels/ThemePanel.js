/** The themes, the name and summary of the one shown, and its views. */

import { byId, h, icon, keepFocus } from '../dom.js';
import { currentLanguage, currentNames, hasText, nameOf, t, textOf } from '../i18n.js';

/** From so many views on they stand in a list, for buttons would fill the panel. */
const MANY_VIEWS = 6;

export class ThemePanel {
  #on;

  /** @param {{theme(id), view(id)}} on */
  constructor(on) {
    this.#on = on;
  }

  render(themes, { theme, view }) {
    keepFocus(() => {
      byId('themes').replaceChildren(...themes.map((one) => h('button', {
        type: 'button', class: `theme${one.empty ? ' is-empty' : ''}`,
        'aria-pressed': String(one === theme), title: nameOf(one.name),
        dataset: { key: `theme-${one.id}` }, onclick: () => this.#on.theme(one.id),
      }, icon(one.id), h('span', {}, shortName(one)))));
      byId('theme-name').textContent = nameOf(theme.name);
      byId('theme-summary').textContent = textOf(theme.summary);
      this.#renderViews(theme.views, view);
    });
  }

  #renderViews(views, view) {
    const host = byId('views');
    host.hidden = views.length < 2;
    host.setAttribute('aria-label', t('panel.views'));
    host.classList.toggle('is-list', views.length >= MANY_VIEWS);
    if (views.length >= MANY_VIEWS) {
      host.replaceChildren(h('select', { 'aria-label': t('panel.views'), dataset: { key: 'views' },
        onchange: (event) => this.#on.view(event.target.value) },
      views.map((one) => h('option', { value: one.id, selected: one === view },
        viewName(one, views)))));
      return;
    }
    host.replaceChildren(...views.map((one) => h('button', {
      type: 'button', class: 'segment', 'aria-pressed': String(one === view),
      dataset: { key: `view-${one.id}` }, onclick: () => this.#on.view(one.id),
    }, viewName(one, views))));
  }

  renderNone() {
    byId('themes').replaceChildren();
    byId('views').hidden = true;
    byId('theme-name').textContent = t('none.title');
    byId('sentence').textContent = '';
    byId('theme-summary').textContent = t('none.text');
    byId('legend').replaceChildren();
    byId('station-section').hidden = true;
  }
}

/** One or two words for the switcher; a theme we have no short word for keeps its name. */
function shortName(theme) {
  const key = `theme.${theme.id}`;
  return hasText(key) && currentNames() === currentLanguage() ? t(key) : nameOf(theme.name);
}

/** Views of one property are told apart by their period; the period alone when all are. */
function viewName(view, views) {
  const name = nameOf(view.name);
  const same = views.filter((one) => nameOf(one.name) === name).length;
  if (same === 1 || !view.period) return name;
  const period = t(`period.${view.period}`);
  return same === views.length ? period : `${name}, ${period.toLocaleLowerCase()}`;
}
