/**
 * The view state: what the URL's hash holds, and who is told when it changes.
 *
 * {theme, view, date, z, c: [lat, lon], f, ds, per, stat, cens, lang}; a key that is not set is null.
 */

const KEYS = ['theme', 'view', 'date', 'z', 'c', 'f', 'ds', 'per', 'stat', 'cens', 'lang'];
const NUMBERS = ['z', 'f', 'ds'];

export const emptyState = () => Object.fromEntries(KEYS.map((key) => [key, null]));

/** State of a hash such as {@code #theme=aral-sea&date=2005&z=6&c=44.9,60.1}; bad parts dropped. */
export function parseHash(hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const state = emptyState();
  for (const key of KEYS) {
    const text = parameters.get(key);
    if (!text) continue;
    if (key === 'c') {
      const place = text.split(',').map(Number);
      const valid = place.length === 2 && place.every(Number.isFinite)
        && Math.abs(place[0]) <= 90 && Math.abs(place[1]) <= 180;
      if (valid) state.c = place;
    } else if (NUMBERS.includes(key)) {
      if (/^\d{1,15}$/.test(text)) state[key] = Number(text);
    } else if (/^[\w.:-]{1,80}$/.test(text)) state[key] = text;
  }
  return state;
}

/** The hash of a state, keys in a fixed order, so that equal states have equal addresses. */
export function formatHash(state) {
  const parts = KEYS.filter((key) => state[key] !== null && state[key] !== undefined)
    .map((key) => `${key}=${key === 'c' ? state.c.map((v) => +v.toFixed(4)).join(',')
      : encodeURIComponent(state[key])}`);
  return `#${parts.join('&')}`;
}

/** Keys in which two states differ. */
export function changedKeys(before, after) {
  return KEYS.filter((key) => String(before[key]) !== String(after[key]));
}

/**
 * Holds the state and keeps it equal to the window's hash. A push makes an entry to go back to; a
 * replace (moving the map, sliding the date) does not fill the history.
 */
export class Store {
  #state;
  #listeners = [];
  #window;

  constructor(target) {
    this.#window = target;
    this.#state = parseHash(target.location.hash);
    target.addEventListener('popstate', () => this.#read());
    target.addEventListener('hashchange', () => this.#read());
  }

  get state() {
    return this.#state;
  }

  /** @param {(state: object, changed: string[], cause: 'page'|'history') => void} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  push(patch) {
    this.#set(patch, 'pushState');
  }

  replace(patch) {
    this.#set(patch, 'replaceState');
  }

  #set(patch, method) {
    const next = { ...this.#state, ...patch };
    const changed = changedKeys(this.#state, next);
    if (!changed.length) return;
    this.#state = next;
    this.#window.history[method](null, '', formatHash(next));
    this.#tell(changed, 'page');
  }

  #read() {
    const next = parseHash(this.#window.location.hash);
    next.lang ??= this.#state.lang;
    const changed = changedKeys(this.#state, next);
    if (!changed.length) return;
    this.#state = next;
    this.#tell(changed, 'history');
  }

  #tell(changed, cause) {
    for (const listener of this.#listeners) listener(this.#state, changed, cause);
  }
}
