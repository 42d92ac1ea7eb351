/** Starts the page and wires its parts: state of the URL -> selection -> map, panel, slider. */

import * as api from './api.js';
import { byId, focusKey, h, icon } from './dom.js';
import { Store } from './state.js';
import { LANGUAGES, NAME_LANGUAGES, OWN_NAMES, nameOf, pickLanguage, storeLanguage,
  storedLanguage, t, textLanguage, useTexts } from './i18n.js';
import { resolve, themeOfLayer, valueParameters } from './selection.js';
import { nearestWithValues } from './nearest.js';
import { sentence } from './sentence.js';
import { seriesOf } from './series.js';
import { dateKey, stepIndex } from './time.js';
import { formatStep, learnRounding } from './format.js';
import { boundsOf, unionOf } from './layers/geometry.js';
import { hasValue } from './layers/labels.js';
import { MapView } from './layers/MapView.js';
import { ThemePanel } from './panels/ThemePanel.js';
import { renderLegend } from './panels/Legend.js';
import { StationList } from './panels/StationList.js';
import { TimeBar } from './panels/TimeBar.js';
import { DetailPanel } from './panels/DetailPanel.js';
import { SearchBox } from './panels/SearchBox.js';
import { Sheet } from './panels/Sheet.js';
import { clearError, clearNote, showError, showNote } from './panels/Banner.js';
import { baseSources, coveredEdges, preparePrint, translatePage, watchProgress,
  watchSizes } from './page.js';

/** How often the page asks whether the record has changed, ms. */
const POLL = 10_000;
/** Sliding over many dates asks for the one where the slider rests, ms. */
const REST = 60;

/** Where the countries of the basin are seen, [w, s, e, n]. */
const BASIN = [55, 35, 79, 49.5];

class Page {
  #store = new Store(window);
  #themes = [];
  #layers = [];
  #revision = 0;
  #selection = null;
  #values = null;
  #series = null;
  #seriesKey = null;
  #valuesAbort = null;
  #timer = null;
  #settled = Promise.resolve();
  #english = null;
  #lost = false;
  #shownFeature = null;
  /** The map is to move to the values of a theme when it is known where they are. */
  #fits = null;
  /** A view has just been chosen, and its values have not come yet. */
  #viewChosen = false;

  #map = new MapView(byId('map'), {
    select: (id) => this.#select(id),
    move: (position) => this.#store.replace(position),
    covered: coveredEdges,
    tileError: (error) => showError('error.tiles', error, () => this.#map.reload()),
  });
  #panel = new ThemePanel({
    theme: (id) => this.#store.push({ theme: id, view: null, date: null }),
    view: (id) => {
      this.#viewChosen = true;
      this.#store.push({ view: id, ds: null, per: null, stat: null });
    },
  });
  #list = new StationList({ select: (id) => this.#select(id) });
  #timeBar = new TimeBar({
    change: (index) => this.#store.replace({ date: dateKey(this.#selection.step, index) }),
    settled: () => this.#settled,
  });
  #detail = new DetailPanel({
    close: () => this.#select(null),
    choose: (patch) => this.#store.push('ds' in patch
      ? { ds: Number(patch.ds), per: null, stat: null } : patch),
    loaded: (feature) => this.#featureLoaded(feature),
    layerName: (id) => this.#layerName(id),
    failed: (error, again) => showError('error.chart', error, again),
  });
  #search = new SearchBox({
    select: (feature) => this.#openFound(feature),
    layerName: (id) => this.#layerName(id),
  });
  #sheet = new Sheet(byId('panel'), byId('sheet-handle'));

  async start() {
    watchProgress();
    watchSizes();
    preparePrint(byId('map'));
    this.#store.subscribe((state, changed, cause) => this.#changed(changed, cause));
    byId('languages').addEventListener('change', (event) =>
      this.#store.push({ lang: event.target.value }));
    byId('zoom-in').addEventListener('click', () => this.#map.zoomBy(1));
    byId('zoom-out').addEventListener('click', () => this.#map.zoomBy(-1));
    document.addEventListener('keydown', (event) => this.#key(event));
    await this.#load();
  }

  /** Everything the page needs once; tried again from the banner. */
  async #load() {
    try {
      await this.#loadLanguage();
      const [themes, layers, revision] = await Promise.all([api.themes(), api.layers(),
        api.revision()]);
      [this.#themes, this.#layers, this.#revision] = [themes, layers, revision];
      themes.flatMap((theme) => theme.views).forEach((view) => learnRounding(view.property, view));
    } catch (error) {
      byId('panel').classList.add('is-waiting');
      showError(reason(error), error, () => this.#load());
      return;
    }
    byId('panel').classList.remove('is-waiting');
    clearError();
    this.#map.setBase(this.#layers);
    this.#renderAttribution();
    const { z, c } = this.#store.state;
    if (z !== null && c) this.#map.setPosition({ z, c });
    this.#show({ fit: z === null || !c, animate: false });
    if (this.#store.state.f !== null) this.#showDetail();
    setInterval(() => this.#poll(), POLL);
  }

  async #loadLanguage() {
    const code = pickLanguage(this.#store.state.lang, storedLanguage(), navigator.languages ?? []);
    this.#english ??= await api.dictionary('en');
    const texts = textLanguage(code);
    useTexts(code, texts === 'en' ? this.#english : await api.dictionary(texts), this.#english);
    translatePage(texts);
    this.#renderLanguages(code);
    this.#sheet.render();
  }

  /** Languages of the whole page, then, under a line that says so, those of names only. */
  #renderLanguages(chosen) {
    const option = (code) => h('option', { value: code, lang: code, selected: code === chosen },
      OWN_NAMES[code]);
    byId('languages').replaceChildren(...LANGUAGES.map(option),
      h('optgroup', { label: t('top.namesOnly') }, Object.keys(NAME_LANGUAGES).map(option)));
  }

  async #changed(changed, cause) {
    const any = (...keys) => keys.some((key) => changed.includes(key));
    if (any('lang')) {
      if (this.#store.state.lang) storeLanguage(this.#store.state.lang);
      await this.#loadLanguage();
      this.#map.relabel();
      this.#renderAttribution();
      this.#renderValues();
    }
    if (!this.#themes.length) return;
    const { z, c } = this.#store.state;
    if (cause === 'history' && any('z', 'c') && z !== null && c) this.#map.setPosition({ z, c });
    if (any('theme', 'view', 'date', 'lang')) {
      const onlyDate = changed.every((key) => ['date', 'z', 'c'].includes(key));
      this.#show({ fit: cause === 'page' && any('theme'), later: onlyDate, animate: true });
    }
    const open = this.#store.state.f !== null;
    if (any('f', 'ds', 'per', 'stat', 'cens', 'lang') || (open && any('theme', 'view'))) this.#showDetail();
  }

  /** Shows what the state says: panel and slider at once, map and values from the server. */
  #show({ fit, animate, later = false }) {
    const before = this.#selection?.view;
    this.#selection = resolve(this.#store.state, this.#themes);
    if (this.#selection?.view !== before) this.#values = null;
    if (!this.#selection) {
      this.#panel.renderNone();
      byId('timebar').hidden = true;
      return;
    }
    const { theme } = this.#selection;
    byId('timebar').hidden = false;
    this.#panel.render(this.#themes, this.#selection);
    this.#timeBar.render(this.#selection);
    renderLegend(this.#selection, null, [], this.#themeLayers());
    byId('sentence').textContent = '';
    clearNote();
    document.title = `${nameOf(theme.name)} · AralWatch`;
    this.#fits = fit ? { animate } : null;
    clearTimeout(this.#timer);
    if (later) this.#timer = setTimeout(() => this.#request(), REST);
    else this.#request();
  }

  #themeLayers() {
    return this.#layers.filter((layer) => this.#selection.theme.layers.includes(layer.id))
      .sort((a, b) => a.order - b.order);
  }

  /** Shows where the values of a theme just chosen are: the basin, or its stations. */
  #fit() {
    if (!this.#fits) return;
    const layers = this.#usedLayers().length ? this.#usedLayers() : this.#themeLayers();
    const box = layers.some((layer) => layer.kind === 'base') ? BASIN
      : unionOf(layers.map((layer) => layer.bbox));
    const { animate } = this.#fits;
    this.#fits = null;
    if (box) this.#map.fit(box, animate);
  }

  /** A layer without a single series of the view's property has nothing to show. */
  #usedLayers() {
    return this.#themeLayers().filter((layer) => this.#series?.layers.has(layer.id));
  }

  #request() {
    this.#valuesAbort?.abort();
    this.#valuesAbort = new AbortController();
    this.#settled = this.#showValues(this.#valuesAbort.signal).catch((error) => {
      if (api.isAbort(error)) return;
      this.#forgetValues();
      showError('error.values', error, () => this.#request());
    });
  }

  /** The values of another date must not stand under this one. */
  #forgetValues() {
    document.body.classList.add('has-no-values');
    this.#values = null;
    this.#map.setValues([]);
    this.#list.render([], this.#selection.view, this.#store.state.f);
  }

  async #showValues(signal) {
    const selection = this.#selection;
    const key = [selection.theme.id, selection.view.property, this.#revision].join();
    if (key !== this.#seriesKey) {
      this.#series = await seriesOf(selection, { signal });
      this.#seriesKey = key;
    }
    this.#fit();
    const parameters = valueParameters(selection, this.#revision);
    await Promise.all([
      this.#map.show(this.#usedLayers(), selection.view, parameters, this.#series.features),
      this.#loadValues(selection, parameters, signal),
    ]);
  }

  async #loadValues(selection, { property, period, datetime }, signal) {
    const { features } = await api.stations({ theme: selection.theme.id, property, period, datetime,
      limit: 1000 }, { signal });
    const { features: known } = this.#series;
    this.#values = known ? features.filter((one) => known.has(one.id)) : features;
    this.#renderValues();
    const chosen = this.#viewChosen;
    this.#viewChosen = false;
    const none = !this.#values.some((one) => hasValue(one.properties));
    if (chosen && (none || selection.moved) && this.#goToDefault()) return;
    if (none) await this.#offerNearest(signal);
  }

  #renderValues() {
    if (!this.#selection || !this.#values) return;
    const { view } = this.#selection;
    document.body.classList.remove('has-no-values');
    this.#map.setValues(this.#values);
    this.#list.render(this.#values, view, this.#store.state.f);
    const layers = this.#usedLayers();
    renderLegend(this.#selection, this.#values, this.#series?.sources ?? [], layers, this.#baseSources());
    // A unit such as µg/m³ does not break after its stroke.
    byId('sentence').textContent = sentence(this.#selection, this.#values, layers)
      .replaceAll('/', '/\u2060');
    this.#detail.update(this.#shown());
  }

  /** The chosen view has nothing on the date shown: to its own date; false when it has none. */
  #goToDefault() {
    const { view, step, range, index } = this.#selection;
    if (!range || !view.defaultDatetime) return false;
    const there = stepIndex(step, Date.parse(view.defaultDatetime));
    if (there === index || there < range.first || there > range.last) return false;
    this.#store.replace({ date: dateKey(step, there) });
    return true;
  }

  /** Nothing to see on this date: say so, and where there is something. */
  async #offerNearest(signal) {
    const { step, range, index } = this.#selection;
    if (!range) {
      showNote(t('empty.view'));
      return;
    }
    const date = formatStep(step, index, document.documentElement.lang);
    showNote(t('empty.date', { date }));
    const nearest = await nearestWithValues(this.#selection, this.#series.datastreams,
      { signal });
    if (signal.aborted || nearest === null) return;
    const there = Math.min(range.last, Math.max(range.first, stepIndex(step, nearest)));
    if (there === index) return;
    showNote(t('empty.date', { date }), {
      label: t('empty.go', { date: formatStep(step, there, document.documentElement.lang) }),
      run: () => this.#store.push({ date: dateKey(step, there) }),
    });
  }

  #select(id) {
    this.#store.push({ f: id, ds: null, per: null, stat: null });
  }

  #showDetail() {
    const { state } = this.#store;
    const before = this.#shownFeature;
    this.#shownFeature = state.f;
    this.#map.select(state.f);
    this.#list.render(this.#values ?? [], this.#selection.view, state.f);
    if (state.f === null) {
      this.#detail.close();
      if (before !== null && !focusKey(`station-${before}`)) byId('map').focus();
      return;
    }
    this.#sheet.open(false);
    this.#detail.show(state, this.#shown());
  }

  /** What the map shows, as far as the open detail has to know. */
  #shown() {
    const { theme, view, datetime } = this.#selection;
    return { view, datetime, values: this.#values, compositions: theme.compositions };
  }

  #featureLoaded(feature) {
    const theme = themeOfLayer(feature.properties.layer, this.#themes, this.#selection.theme);
    if (theme && theme !== this.#selection.theme) {
      this.#store.replace({ theme: theme.id, view: null, date: null });
    }
    this.#map.select(feature.id);
    if (feature.geometry) this.#map.reveal(boundsOf(feature.geometry));
  }

  #openFound(feature) {
    const theme = themeOfLayer(feature.properties.layer, this.#themes, this.#selection?.theme);
    const patch = { f: feature.id, ds: null, per: null, stat: null };
    if (theme && theme !== this.#selection.theme) {
      Object.assign(patch, { theme: theme.id, view: null, date: null });
    }
    this.#store.push(patch);
    if (feature.geometry) {
      const [w, s, e, n] = boundsOf(feature.geometry);
      this.#map.fit([w - 0.8, s - 0.8, e + 0.8, n + 0.8]);
    }
  }

  #layerName(id) {
    return nameOf(this.#layers.find((layer) => layer.id === id)?.name) || id;
  }

  #renderAttribution() {
    const text = t('map.attribution', { sources: this.#baseSources() });
    byId('attribution').textContent = text;
    byId('attribution').title = text;
  }

  #baseSources() {
    return baseSources(this.#layers, (n) => t('map.million', { n })).join('; ');
  }

  #key(event) {
    if (event.key === 'Escape') {
      if (this.#store.state.f !== null) this.#select(null);
      else this.#sheet.open(false);
    } else if (event.key === '/' && !/^(input|select|textarea)$/i.test(event.target.tagName)) {
      event.preventDefault();
      document.body.classList.add('is-searching');
      byId('search').focus();
    }
  }

  /** New values have come into the record: the same view again, without a reload of the page. */
  async #poll() {
    if (document.hidden) return;
    try {
      const revision = await api.revision();
      if (this.#lost) clearError();
      this.#lost = false;
      if (revision === this.#revision) return;
      const [themes, layers] = await Promise.all([api.themes(), api.layers()]);
      [this.#themes, this.#layers] = [themes, layers];
      this.#revision = revision;
      this.#show({ fit: false, animate: false });
      this.#detail.refresh();
    } catch (error) {
      this.#lost = true;
      showError(reason(error), error, () => this.#poll());
    }
  }
}

/** A server that answers with an error is there. */
const reason = (error) => (error.status > 0 ? 'error.server' : 'error.unreachable');

byId('search-open').append(icon('search'));
byId('search-icon').append(icon('search'));
await new Page().start();
