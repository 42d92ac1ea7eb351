import { test } from 'node:test';
import assert from 'node:assert/strict';
import { changedKeys, emptyState, formatHash, parseHash, Store } from '../../main/resources/org/aralwatch/web/js/state.js';
import { chosenDatastream, resolve, themeOfLayer } from '../../main/resources/org/aralwatch/web/js/selection.js';

const HASH = '#theme=aral-sea&view=water-area&date=2005&z=6&c=44.9,60.1&f=72&ds=3&lang=ru';

test('a hash comes back as it was', () => {
  assert.equal(formatHash(parseHash(HASH)), HASH);
  assert.deepEqual(parseHash(''), emptyState());
});

test('what makes no sense in a hash is dropped', () => {
  const state = parseHash('#theme=<script>&z=x&c=1&f=-4&date=2005&other=1&c=91,0');
  assert.deepEqual(state, { ...emptyState(), date: '2005' });
});

test('only what differs counts as changed', () => {
  const before = parseHash(HASH);
  assert.deepEqual(changedKeys(before, { ...before, c: [44.9, 60.1] }), []);
  assert.deepEqual(changedKeys(before, { ...before, f: null, date: '2006' }), ['date', 'f']);
});

/** As much of a window as the store uses. */
class TestWindow extends EventTarget {
  entries = [''];
  location = { hash: '' };
  history = {
    pushState: (_, __, hash) => { this.entries.push(hash); this.location.hash = hash; },
    replaceState: (_, __, hash) => { this.entries[this.entries.length - 1] = hash; this.location.hash = hash; },
  };
  back() {
    this.entries.pop();
    this.location.hash = this.entries.at(-1);
    this.dispatchEvent(new Event('popstate'));
  }
}

test('going back gives the state before', () => {
  const target = new TestWindow();
  const store = new Store(target);
  const heard = [];
  store.subscribe((state, changed, cause) => heard.push([changed.join(), cause]));
  store.push({ theme: 'aral-sea' });
  store.replace({ date: '2005' });
  store.push({ f: 7 });
  target.back();
  assert.equal(store.state.f, null);
  assert.equal(store.state.date, '2005');
  assert.deepEqual(heard, [['theme', 'page'], ['date', 'page'], ['f', 'page'], ['f', 'history']]);
});

const view = (id, extent, extra = {}) => ({ id, property: id, period: null, persistence: 'P2Y', extent, ...extra });
const THEMES = [
  { id: 'empty', empty: true, layers: ['x'], views: [view('a', null)], defaultView: 'a' },
  { id: 'sea', layers: ['water-bodies'], defaultView: 'area', defaultDatetime: '2005-07-01T00:00:00Z',
    views: [view('level', { from: '1960-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' }),
      view('area', { from: '1960-01-01T00:00:00Z', to: '2025-01-01T00:00:00Z' })] },
];

test('without a wish the first theme with values and its defaults are shown', () => {
  const shown = resolve(emptyState(), THEMES);
  assert.equal(shown.theme.id, 'sea');
  assert.equal(shown.view.id, 'area');
  assert.equal(shown.key, '2005');
  assert.equal(shown.datetime, '2005-07-01T06:00:00.000Z');
});

test('a date outside of the extent is moved to its end', () => {
  assert.equal(resolve({ ...emptyState(), theme: 'sea', view: 'level', date: '2030' }, THEMES).index, 2019);
  assert.equal(resolve({ ...emptyState(), theme: 'sea', date: '1900' }, THEMES).index, 1960);
});

test('a view without values has no date to slide to', () => {
  const shown = resolve({ ...emptyState(), theme: 'empty' }, THEMES);
  assert.equal(shown.range, null);
  assert.equal(shown.index, null);
});

test('without themes there is nothing to show', () => {
  assert.equal(resolve(emptyState(), []), null);
});

test('a feature belongs to the current theme when it can', () => {
  assert.equal(themeOfLayer('water-bodies', THEMES, THEMES[1]).id, 'sea');
  assert.equal(themeOfLayer('x', THEMES, THEMES[1]).id, 'empty');
  assert.equal(themeOfLayer('nowhere', THEMES, THEMES[1]), null);
});

test('the datastream asked for comes first, then the one of the view', () => {
  const all = [{ id: 1, property: { id: 'level' } }, { id: 2, property: { id: 'area' } }];
  assert.equal(chosenDatastream(all, 1, { property: 'area' }).id, 1);
  assert.equal(chosenDatastream(all, null, { property: 'area' }).id, 2);
  assert.equal(chosenDatastream(all, 99, { property: 'other' }).id, 1);
  assert.equal(chosenDatastream([], null, null), null);
});

test('a series that gave the map’s value is opened unless it is all but empty', () => {
  const all = [[1, 1, 'day'], [2, 30, 'day'], [3, 5, 'month']].map(([id, count, support]) =>
    ({ id, count, support, property: { id: 'volume' } }));
  const chosen = (view, onMap) => chosenDatastream(all, null, view, onMap).id;
  assert.equal(chosen({ property: 'volume', period: null }, 1), 2);
  assert.equal(chosen({ property: 'volume', period: null }, 3), 3);
  assert.equal(chosen({ property: 'volume', period: 'month' }, null), 3);
  assert.equal(chosenDatastream([all[0]], null, { property: 'volume' }, 1).id, 1);
});

test('a view’s own date goes before that of its theme, and the one asked for before both', () => {
  const themes = structuredClone(THEMES);
  const sea = themes.find((one) => one.id === 'sea');
  sea.views.find((one) => one.id === 'area').defaultDatetime = '1990-07-01T00:00:00Z';
  assert.equal(resolve({ ...emptyState(), theme: 'sea', view: 'area' }, themes).key, '1990');
  assert.equal(resolve({ ...emptyState(), theme: 'sea', view: 'area', date: '2001' }, themes).key, '2001');
});
