/** Search for a station by name: a combobox with its list, by the server's own search. */

import * as api from '../api.js';
import { byId, h } from '../dom.js';
import { nameOf, t } from '../i18n.js';

const WAIT = 180;
const MOST = 8;

export class SearchBox {
  #on;
  #input = byId('search');
  #list = byId('search-list');
  #found = [];
  #active = -1;
  #timer = null;
  #abort = null;

  /** @param {{select(feature), layerName(id): string}} on */
  constructor(on) {
    this.#on = on;
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), WAIT);
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
    byId('search-open').addEventListener('click', () => {
      document.body.classList.add('is-searching');
      this.#input.focus();
    });
  }

  close() {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
    document.body.classList.remove('is-searching');
  }

  async #search() {
    const q = this.#input.value.trim();
    this.#abort?.abort();
    if (q.length < 2) {
      this.#list.hidden = true;
      return;
    }
    this.#abort = new AbortController();
    try {
      const answer = await api.stations({ q, limit: MOST }, { signal: this.#abort.signal });
      this.#found = answer.features;
      this.#render(t('search.nothing', { q }));
    } catch (error) {
      if (api.isAbort(error)) return;
      this.#found = [];
      this.#render(t('error.unreachable'));
    }
  }

  #render(nothing) {
    this.#active = -1;
    this.#list.replaceChildren(...this.#found.map((feature, i) => h('li', {
      id: `search-${i}`, role: 'option', 'aria-selected': 'false',
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#choose(i),
    }, h('span', {}, nameOf(feature.properties.name)),
    h('span', { class: 'muted' }, this.#on.layerName(feature.properties.layer)))));
    if (!this.#found.length) this.#list.append(h('li', { class: 'muted', role: 'status' }, nothing));
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#found.length && !this.#list.hidden) {
      event.preventDefault();
      this.#active = (this.#active + step + this.#found.length) % this.#found.length;
      [...this.#list.children].forEach((item, i) =>
        item.setAttribute('aria-selected', String(i === this.#active)));
      this.#input.setAttribute('aria-activedescendant', `search-${this.#active}`);
    } else if (event.key === 'Enter' && this.#found.length) {
      event.preventDefault();
      this.#choose(Math.max(0, this.#active));
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.#input.value = '';
      this.#input.blur();
      this.close();
    }
  }

  #choose(i) {
    const feature = this.#found[i];
    this.#input.value = '';
    this.#input.blur();
    this.close();
    this.#on.select(feature);
  }
}
