/** The parts of a whole at one place, year by year, as stacked bars; below the chart of a series. */

import * as api from '../api.js';
import { h, icon } from '../dom.js';
import { currentLanguage, nameOf, t, textOf } from '../i18n.js';
import { formatPeriod } from '../format.js';
import { toColumns } from '../charts/columns.js';
import { offeredCompositions, shortNames, stack } from '../charts/composition.js';
import { formatRange, notesOf } from '../charts/content.js';
import { paperStack } from '../charts/paper.js';
import { downloadPng } from '../charts/picture.js';

export class CompositionView {
  #host;
  #on;
  #chosen = null;
  #abort = null;

  /** @param {{failed(error, again)}} on */
  constructor(host, on) {
    this.#host = host;
    this.#on = on;
  }

  /** Shows the compositions a feature has the parts of; nothing when it has none. */
  show(feature, compositions) {
    const offered = offeredCompositions(compositions, feature.datastreams ?? []);
    this.#host.hidden = !offered.length;
    if (!offered.length) return;
    const composition = offered.find((one) => one.id === this.#chosen) ?? offered[0];
    const choose = (event) => {
      this.#chosen = event.target.value;
      this.show(feature, compositions);
    };
    const chart = h('div', { class: 'composition-chart is-loading' });
    this.#host.replaceChildren(...[
      h('h3', {}, `${textOf(composition.title)}, %`),
      offered.length > 1 && h('label', { class: 'choice' }, h('span', {}, t('detail.parts')),
        h('select', { onchange: choose }, offered.map((one) => h('option',
          { value: one.id, selected: one === composition }, textOf(one.title))))),
      chart].filter(Boolean));
    this.#draw(feature, composition, chart);
  }

  async #draw(feature, composition, host) {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const language = currentLanguage();
    const datastreams = composition.parts.map(({ property }) =>
      feature.datastreams.find((d) => d.property.id === property)).filter(Boolean);
    try {
      const answers = await Promise.all(datastreams.map((d) =>
        api.observations(d.id, { period: 'raw' }, { signal })));
      const rows = new Map(answers.map((answer) => [answer.property, toColumns(answer).rows]));
      const { begins, ends, parts } = stack(composition.parts, rows);
      const names = shortNames(parts.map((part) => nameOf(part.name)));
      const title = `${nameOf(feature.properties.name)}. ${textOf(composition.title)}, %`;
      const periods = begins.map((begin, i) => ({ begin, end: ends[i] }));
      const sums = begins.map((_, i) => parts.reduce((sum, part) => sum + (part.values[i] ?? 0), 0));
      const notes = notesOf(datastreams);
      if (sums.some((sum) => sum < 99)) notes.unshift(t('detail.partsMissing'));
      const content = { title, subtitle: formatRange(periods, language), notes, language,
        most: Math.max(100, ...sums), property: parts[0]?.property,
        labels: periods.map(({ begin, end }) => formatPeriod(begin, end, language)),
        parts: parts.map((part, i) => ({ ...part, name: names[i] })) };
      const picture = paperStack(content);
      host.classList.remove('is-loading');
      host.replaceChildren(
        paperStack({ ...content, bare: true, width: Math.max(320, host.clientWidth),
          notes: notes.filter((note) => note === t('detail.partsMissing')) }),
        h('div', { class: 'paper', 'aria-hidden': 'true' }, picture),
        h('div', { class: 'actions' }, h('button', { type: 'button',
          class: 'button', onclick: () => downloadPng(picture, title) }, icon('picture'),
        t('detail.png'))));
    } catch (error) {
      if (api.isAbort(error)) return;
      host.classList.remove('is-loading');
      this.#on.failed(error, () => this.#draw(feature, composition, host));
    }
  }
}
