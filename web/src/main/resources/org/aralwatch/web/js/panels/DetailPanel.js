/** A station or area: value of the date, chart, what to choose, and where it all comes from. */

import * as api from '../api.js';
import { byId, h, icon, svg, swatch } from '../dom.js';
import { currentLanguage, nameOf, t } from '../i18n.js';
import { formatCount, formatMeasure, formatPeriod, formatPosition, learnRounding } from '../format.js';
import { chosenDatastream } from '../selection.js';
import { areAmounts, joinColumns, rowAt, toColumns } from '../charts/columns.js';
import { censoringLines, formatRange, notesOf, propertyTitle } from '../charts/content.js';
import { DASHES, paperChart } from '../charts/paper.js';
import { downloadPng } from '../charts/picture.js';
import { chosenPeriod, chosenRule, chosenStatistic, needsRule, offeredPeriods, RULES, STATISTICS } from '../charts/periods.js';
import { classColour } from '../layers/styles.js';
import { hasValue } from '../layers/labels.js';
import { labelPoint } from '../layers/geometry.js';
import { CompositionView } from './CompositionView.js';
import { datastreamName, facts, known, seriesLabel } from './facts.js';

/** Other series of the same property drawn beside the one chosen; more could not be told apart. */
const BESIDE = 3;
/** Up to so many values are bars: there is no line through two points. */
const FEW = 2;

export class DetailPanel {
  #on;
  #host = byId('detail');
  #feature = null;
  #datastream = null;
  #state = null;
  #shown = null;
  #chart = null;
  #answer = null;
  #zoomed = null;
  #abort = null;

  /** @param {{close(), choose(patch), loaded(feature), layerName(id), failed(error, again)}} on */
  constructor(on) {
    this.#on = on;
  }

  get isOpen() {
    return !this.#host.hidden;
  }

  /** Shows a feature by id; what is asked for comes from the URL's state. */
  async show(state, shown) {
    const [other, before] = [state.f !== this.#feature?.id, this.#state];
    this.#state = state;
    this.#shown = shown;
    if (other) {
      this.#open();
      this.#abort?.abort();
      this.#abort = new AbortController();
      try {
        this.#feature = await api.feature(state.f, { signal: this.#abort.signal });
        this.#feature.datastreams?.forEach(({ property }) => learnRounding(property.id, property));
      } catch (error) {
        if (api.isAbort(error)) return;
        this.#feature = null;
        this.#renderFailed(error);
        return;
      }
    }
    const wanted = this.#wanted();
    const same = !other && wanted?.id === this.#datastream?.id && before.view === state.view
      && ['per', 'stat', 'cens', 'lang'].every((key) => before[key] === state[key]);
    this.#datastream = wanted;
    if (same) this.#showDate();
    else this.#render();
    if (other) this.#on.loaded(this.#feature);
  }

  /** The map's date has moved, or its values have come. */
  update(shown) {
    const valuesCame = shown.values && (!this.#shown?.values || this.#shown.view !== shown.view);
    this.#shown = shown;
    if (!this.isOpen || !this.#feature) return;
    // The series was chosen without knowing which one gives the map's value.
    const wanted = valuesCame ? this.#wanted() : this.#datastream;
    if (wanted === this.#datastream) this.#showDate();
    else {
      this.#datastream = wanted;
      this.#render();
    }
  }

  #wanted() {
    const { view, values } = this.#shown;
    const onMap = values?.find((one) => one.id === this.#feature.id)?.properties.datastream;
    const all = this.#feature.datastreams ?? [];
    // Another view that this place has no series of leaves the chart as it is.
    const stays = !all.some((d) => d.property.id === view?.property)
      && all.find((d) => d.id === this.#datastream?.id);
    return this.#state.ds === null && stays ? stays
      : chosenDatastream(all, this.#state.ds, view, onMap);
  }

  close() {
    this.#abort?.abort();
    this.#chart?.clear();
    this.#chart = null;
    this.#feature = null;
    this.#datastream = null;
    this.#host.hidden = true;
    document.body.classList.remove('has-detail');
  }

  /** Asks for everything again, after the record has changed. */
  refresh() {
    if (!this.isOpen || !this.#feature) return;
    const state = this.#state;
    this.#feature = null;
    this.show(state, this.#shown);
  }

  #open() {
    this.#host.hidden = false;
    document.body.classList.add('has-detail');
    this.#host.replaceChildren(this.#head(t('loading'), ''), h('div', { class: 'chart is-loading' }));
    this.#host.focus({ preventScroll: true });
  }

  #head(title, subtitle) {
    return h('header', { class: 'detail-head' },
      h('div', {}, h('h2', {}, title), h('p', { class: 'muted' }, subtitle)),
      h('button', { type: 'button', class: 'icon-button', 'aria-label': t('close'),
        onclick: () => this.#on.close() }, icon('close')));
  }

  #renderFailed(error) {
    const key = error.status === 404 ? 'detail.unknown' : 'error.unreachable';
    this.#host.replaceChildren(this.#head(t('detail.failed'), ''),
      h('p', { class: 'message' }, t(key)),
      h('button', { type: 'button', class: 'button',
        onclick: () => this.show(this.#state, this.#shown) }, t('error.retry')));
  }

  #render() {
    const { properties, geometry, datastreams = [] } = this.#feature;
    const subtitle = [this.#on.layerName(properties.layer), properties.code,
      position(geometry)].filter(Boolean).join(' · ');
    const d = this.#datastream;
    if (!d) {
      this.#host.replaceChildren(this.#head(nameOf(properties.name), subtitle),
        h('p', { class: 'message' }, t('detail.noSeries')));
      return;
    }
    this.#zoomed = null;
    this.#answer = null;
    this.#chart?.clear();
    this.#chart = null;
    const period = this.#period(d);
    const statistic = chosenStatistic(this.#state.stat, d.property);
    this.#host.replaceChildren(
      this.#head(nameOf(properties.name), subtitle),
      h('p', { id: 'detail-value', class: 'detail-value', 'aria-live': 'polite' }),
      this.#choices(datastreams, d, period, statistic),
      h('div', { class: 'chart-head' },
        h('h3', {}, propertyTitle(d)),
        h('p', { id: 'chart-readout', class: 'chart-readout' })),
      h('div', { id: 'chart', class: 'chart is-loading' }),
      h('div', { id: 'paper', class: 'paper', 'aria-hidden': 'true' }),
      h('div', { id: 'chart-foot', class: 'chart-foot' }),
      h('div', { id: 'censoring', class: 'censoring', hidden: true }),
      h('div', { class: 'actions' },
        h('a', { class: 'button', id: 'csv', download: '', href: '#' }, icon('download'),
          t('detail.csv')),
        h('button', { type: 'button', class: 'button', id: 'png', disabled: true,
          onclick: () => this.#downloadPicture() }, icon('picture'), t('detail.png')),
        h('a', { class: 'button', id: 'json', href: '#', target: '_blank', rel: 'noopener' },
          icon('link'), t('detail.api')),
        h('button', { type: 'button', class: 'button', onclick: () => window.print() },
          icon('print'), t('detail.print'))),
      h('section', { id: 'composition', class: 'composition', hidden: true }),
      facts(d));
    this.#host.classList.toggle('is-single', isSingle(d));
    this.#showDate();
    this.#load();
    new CompositionView(byId('composition'), { failed: this.#on.failed })
      .show(this.#feature, this.#shown.compositions);
  }

  async #downloadPicture() {
    const chart = byId('paper').firstElementChild;
    try {
      await downloadPng(chart, `${nameOf(this.#feature.properties.name)} ${this.#datastream.property.id}`);
    } catch (error) {
      this.#on.failed(error, () => this.#downloadPicture());
    }
  }

  #choices(datastreams, d, period, statistic) {
    const choose = (label, options, value, key) => h('label', { class: 'choice' },
      h('span', {}, label),
      h('select', { onchange: (event) => this.#on.choose({ [key]: event.target.value }) },
        options.map(([id, text]) => h('option', { value: String(id), selected: id === value },
          text))));
    const choices = [];
    if (datastreams.length > 1) {
      choices.push(choose(t('detail.series'), datastreams.map((one) => [one.id,
        datastreamName(one, datastreams)]), d.id, 'ds'));
    }
    const periods = offeredPeriods(d.support);
    if (periods.length > 1 && !isSingle(d)) {
      choices.push(choose(t('detail.period'), periods.map((one) => [one,
        one === 'raw' ? t('period.raw', { support: known('support', d.support) })
          : t(`period.${one}`)]), period, 'per'));
    }
    if (period !== 'raw') {
      choices.push(choose(t('detail.statistic'), STATISTICS.map((one) => [one, t(`stat.${one}`)]),
        statistic, 'stat'));
    }
    return h('div', { class: 'choices' }, choices);
  }

  /** The period asked for, else that of the map's view, so that chart and map agree. */
  #period(d) {
    const { view } = this.#shown;
    return chosenPeriod([this.#state.per, view?.property === d.property.id ? view.period : null],
      d.support);
  }

  #request() {
    const d = this.#datastream;
    const period = this.#period(d);
    // Single values are shown with the bad ones, as marks; no sum or mean is made with them.
    return period === 'raw' ? { period, statistic: null, flags: '1,2,3,4' }
      : this.#aggregates(period, chosenStatistic(this.#state.stat, d.property));
  }

  #aggregates(period, statistic) {
    const censored = chosenRule(this.#state.cens, statistic);
    return { period, statistic, ...(censored && { censored }) };
  }

  /** Series of the same property, unit, support and statistic, by other hands. */
  #beside() {
    const d = this.#datastream;
    return (this.#feature.datastreams ?? []).filter((one) => one.id !== d.id && one.count > 1
      && ['unit', 'support', 'statistic', 'verticalDatum'].every((key) => one[key] === d[key])
      && one.property.id === d.property.id).sort((a, b) => b.count - a.count).slice(0, BESIDE);
  }

  /** Fetches what the chart can show: the whole series, or the interval zoomed to in detail. */
  async #load() {
    const d = this.#datastream;
    const request = this.#request();
    const host = byId('chart');
    host.classList.add('is-loading');
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const interval = this.#zoomed && { from: new Date(this.#zoomed[0]).toISOString(),
      to: new Date(this.#zoomed[1]).toISOString() };
    byId('csv').href = api.csvUrl(d.id, { ...request, ...interval });
    byId('json').href = api.jsonUrl(d.id, { ...request, ...interval, maxPoints: 2000 });
    try {
      const ask = (one) => api.observations(one.id, { ...request, ...interval,
        maxPoints: Math.max(200, Math.round(host.clientWidth * 2)) }, { signal });
      // A mean over a period says nothing beside another of fewer days.
      const beside = request.period === 'raw' ? this.#beside() : [];
      const [{ SeriesChart }, answer, ...others] = await Promise.all([
        import('../charts/SeriesChart.js'), ask(d), ...beside.map(ask)]);
      if (signal.aborted) return;
      this.#answer = { ...answer, data: toColumns(answer),
        beside: others.map((one, i) => ({ datastream: beside[i], data: toColumns(one) }))
          .filter((one) => one.data.x.length) };
      host.classList.remove('is-loading');
      this.#chart ??= new SeriesChart(host, {
        hover: (row) => this.#readout(row),
        zoom: (from, to) => this.#zoom([from, to]),
        reset: () => this.#zoom(null),
      });
      this.#draw();
    } catch (error) {
      if (api.isAbort(error)) return;
      host.classList.remove('is-loading');
      this.#on.failed(error, () => this.#load());
    }
  }

  #zoom(interval) {
    if (!interval && !this.#zoomed) return;
    this.#zoomed = interval;
    this.#load();
  }

  #draw() {
    const { data, thinning, beside } = this.#answer;
    const language = currentLanguage();
    const { period, statistic } = this.#request();
    const d = this.#datastream;
    const { view, datetime } = this.#shown;
    const fits = view?.property === d.property.id && view.unit === d.unit
      && statistic !== 'count' && (!view.period || view.period === period
        || (period === 'raw' && view.period === d.support));
    byId('png').disabled = !data.x.length;
    byId('paper').replaceChildren();
    if (!data.x.length) {
      this.#chart.clear();
      byId('chart-readout').textContent = t('detail.nothing');
    } else {
      const bars = areAmounts({ statistic, period, interpolation: d.interpolation,
        property: d.property }) || data.rows.length <= FEW;
      this.#chart.show({ columns: joinColumns(data, beside.map((one) => one.data)), bars, language,
        timeZone: d.timeZone || 'UTC', classes: fits ? view.classes : null,
        date: datetime ? Date.parse(datetime) : null, interval: this.#zoomed });
      byId('paper').append(this.#paper(bars));
      this.#readout(null);
    }
    const has = (marks) => marks.some((value) => value !== undefined);
    byId('chart-foot').replaceChildren(
      ...(beside.length ? [d, ...beside.map((one) => one.datastream)].map((one, i) =>
        h('span', { class: 'series-key' }, dashSample(i), ' ', seriesLabel(one))) : []),
      ...[['suspect', '○'], ['bad', '×'], ['censored', '▽']].filter(([key]) => has(data[key]))
        .map(([key, sign]) => h('span', { class: `mark mark-${key}` }, h('b', {}, sign), ' ',
          t(`mark.${key}`))),
      ...(thinning ? [h('span', { class: 'muted' }, t('detail.thinned', {
        shown: formatCount(data.x.length, language), of: formatCount(thinning.of, language) }))] : []),
      this.#zoomed ? h('button', { type: 'button', class: 'text-button',
        onclick: () => this.#zoom(null) }, t('detail.whole'))
        : h('span', { class: 'muted zoom-hint' }, t('detail.zoomHint')));
    this.#showCensoring();
    this.#showDate();
  }

  /** How values below and above limits entered what is drawn, and another way to have them in. */
  #showCensoring() {
    const host = byId('censoring');
    const { censoring } = this.#answer;
    const { statistic } = this.#request();
    host.hidden = !censoring;
    if (!censoring) return;
    host.replaceChildren(
      ...censoringLines(censoring, statistic).map((line) => h('p', {}, line)),
      ...(needsRule(statistic) ? [h('label', { class: 'choice' }, h('span', {}, t('censored.choose')),
        h('select', { id: 'censored', onchange: (event) => this.#on.choose({ cens: event.target.value }) },
          RULES.map((rule) => h('option', { value: rule, selected: rule === censoring.rule },
            t(`censored.name.${rule}`)))))] : []));
  }

  /** The chart as it is printed and offered as a picture. */
  #paper(bars) {
    const d = this.#datastream;
    const { data, beside } = this.#answer;
    const language = currentLanguage();
    const { period, statistic } = this.#request();
    const stands = period === 'raw' ? known('support', d.support) : `${t(`period.${period}`)}, ${
      t(`stat.${statistic}`)}`.toLocaleLowerCase(language);
    const all = [d, ...beside.map((one) => one.datastream)];
    const limits = [...(data.censored.some((v) => v !== undefined) ? [t('censored.paper')] : []),
      ...censoringLines(this.#answer.censoring, statistic)];
    return paperChart({ bars, language, property: countOr(this.#request(), d.property.id),
      title: `${nameOf(this.#feature.properties.name)}. ${propertyTitle(d, unitOf(this.#request(), d))}`,
      subtitle: [formatRange(data.rows, language), stands, d.verticalDatum].filter(Boolean).join('; '),
      notes: [...limits, ...notesOf(all)], series: [{ name: seriesLabel(d), rows: data.rows },
        ...beside.map((one) => ({ name: seriesLabel(one.datastream), rows: one.data.rows }))] });
  }

  /** One line above the chart: the value under the pointer, else how to get one. */
  #readout(row) {
    const d = this.#datastream;
    const language = currentLanguage();
    const line = byId('chart-readout');
    if (!line) return;
    if (!row || row.value === null) {
      const { rows } = this.#answer.data;
      line.replaceChildren(h('span', { class: 'muted' }, row ? noValue(row)
        : formatRange(rows, language)));
      return;
    }
    line.replaceChildren(
      h('strong', {}, formatMeasure(row.value, unitOf(this.#request(), d), language,
        { qualifier: row.qualifier, property: countOr(this.#request(), d.property.id) })),
      ' ', formatPeriod(row.begin, row.end, language, d.timeZone),
      ...(row.flag ? [' ', h('span', { class: `flag flag-${row.flag}` }, t(`flag.${row.flag}`))] : []));
  }

  /** The value of the map's date, from the map's own answer, else from the chart's rows. */
  #showDate() {
    const host = byId('detail-value');
    if (!host || !this.#datastream) return;
    const d = this.#datastream;
    const language = currentLanguage();
    const { view, datetime, values } = this.#shown;
    const date = datetime ? Date.parse(datetime) : null;
    this.#chart?.setDate(date);
    const onMap = values?.find((one) => one.id === this.#feature.id)?.properties;
    let found = null;
    const mapped = onMap && hasValue(onMap) && view.property === d.property.id;
    if (!(mapped && onMap.datastream === d.id) && this.#answer && date !== null
      && this.#request().statistic !== 'count') {
      found = rowAt(this.#answer.data.rows, date);
    }
    if (!found && mapped) {
      found = { value: onMap.value, begin: Date.parse(onMap.valueFrom), flag: onMap.flag,
        qualifier: onMap.qualifier, end: Date.parse(onMap.valueTo), colour: classColour(view.classes, onMap),
        other: onMap.datastream !== d.id };
    }
    // The only value there is is told on any date, with its own.
    if (!found && isSingle(d)) found = this.#answer?.data.rows[0];
    host.replaceChildren(...(found ? [
      found.colour ? swatch(found.colour, 'swatch swatch-large') : '',
      h('strong', {}, formatMeasure(found.value, nameOf(d.unitSymbol), language,
        { qualifier: found.qualifier, property: d.property.id })),
      h('span', { class: 'muted' }, formatPeriod(found.begin, found.end, language, d.timeZone)
        + (found.other ? `, ${t('detail.otherSeries')}` : '')),
      ...(found.flag >= 3 ? [h('span', { class: `flag flag-${found.flag}` }, t(`flag.${found.flag}`))]
        : []),
    ] : [h('span', { class: 'muted' }, t('detail.noValue'))]));
  }
}

/** Why a row has no value: there is none, or what there is lies below limits. */
const noValue = ({ refusal }) => (refusal ? t(`censored.refused.${refusal}`, { n: 1 })
  : t('detail.gap'));

/** A single value, as the magnitude of an earthquake: it is told, for a chart of it says nothing. */
const isSingle = (d) => d.count === 1;

const unitOf = ({ statistic }, d) => (statistic === 'count' ? '' : nameOf(d.unitSymbol));

/** A number of values has no rule of a property. */
const countOr = ({ statistic }, property) => (statistic === 'count' ? null : property);

/** How the line of a series looks, the first whole and the others broken. */
const dashSample = (i) => svg('svg', { width: 30, height: 8, viewBox: '0 0 30 8', 'aria-hidden': 'true' },
  svg('path', { d: 'M0 4h30', stroke: i ? '#39484d' : '#0b6b7a', 'stroke-width': i ? 1.5 : 2,
    'stroke-dasharray': DASHES[i % DASHES.length] }));

function position(geometry) {
  if (!geometry) return '';
  const language = currentLanguage();
  if (geometry.type === 'Point') return formatPosition(geometry.coordinates, language);
  const place = geometry.type.endsWith('Polygon') ? labelPoint(geometry) : null;
  return place ? formatPosition([place.lon, place.lat], language) : '';
}
