/** What is to be seen on the map, in one sentence made of the values shown: pure. */

import { formatCount, formatMeasure, formatStep } from './format.js';
import { currentLanguage, hasText, nameOf, t } from './i18n.js';
import { midSentence, spanOf, spanTexts } from './spans.js';

/** Up to so many places each is named; more are told by the least and the greatest. */
const NAMED = 2;
/** From so many places on it says something in which class most of them are. */
const WORTH_A_CLASS = 10;

/** A name without its remark in brackets and, of an event, without its date. */
const plain = (names) => nameOf(names).replace(/\s*\(.*\)\s*$/, '')
  .replace(/, (\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})$/, '');

/**
 * @param {{view, step, index}} selection
 * @param {object[]} features of the station list, with and without values
 * @param {object[]} layers of the catalogue that carry the values
 * @returns {string} empty while there is nothing to tell
 */
export function sentence({ view, step, index }, features, layers) {
  if (index === null) return '';
  const language = currentLanguage();
  const valued = features.map((one) => one.properties)
    .filter((p) => p.value !== null && p.value !== undefined)
    .sort((a, b) => a.value - b.value);
  if (!valued.length) return '';
  const date = dateText(features, step, index, language);
  const measure = (p) => formatMeasure(p.value, nameOf(view.unitSymbol), language,
    { qualifier: p.qualifier, property: view.property });
  const what = subject(view);
  if (layers.every((layer) => layer.kind === 'event')) {
    return t('sentence.events', { date, what, places: places(valued, layers, language),
      most: measure(valued.at(-1)), where: eventName(valued.at(-1)) });
  }
  if (valued.length <= NAMED) {
    const list = valued.toReversed().map((p) => `${plain(p.name)} ${measure(p)}`);
    return t('sentence.few', { date, what, list: list.join(', ') }) + without(features);
  }
  const [low, high] = [valued[0], valued.at(-1)];
  const values = { date, what, places: places(valued, layers, language), low: measure(low),
    high: measure(high), lowest: plain(low.name), highest: plain(high.name) };
  const text = low.value === high.value ? t('sentence.same', values) : t('sentence.range', values);
  return `${text}${classText(valued, view, language)}.`;
}

/** Of a handful of places those are named that have no value: a part must not pass for the whole. */
function without(features) {
  const names = features.map((one) => one.properties)
    .filter((p) => p.value === null || p.value === undefined).map((p) => plain(p.name));
  return names.length > 0 && names.length <= NAMED
    ? ` ${t('sentence.without', { list: names.join('; ') })}` : '';
}

/** The legend's title says best what is shown; the unit stands with each value. */
function subject(view) {
  const title = nameOf(view.classes.title) || nameOf(view.name);
  const unit = `, ${nameOf(view.unitSymbol)}`;
  const [head, tail] = [title.slice(0, title.indexOf(unit)), title.slice(title.indexOf(unit) + unit.length)];
  return title.includes(unit) && /^( \(|$)/.test(tail) ? head + tail : title;
}

/** "6 countries", "5 places": the word of the layer when all are of one. */
function places(valued, layers, language) {
  const used = new Set(valued.map((p) => p.layer));
  const key = used.size === 1 ? `count.${[...used][0]}` : '';
  return t(hasText(key) ? key : 'count.places', { n: formatCount(valued.length, language),
    count: valued.length });
}

/** How many stand in the class most of all, where classes have a meaning in words. */
function classText(valued, view, language) {
  const { labels } = view.classes;
  if (!labels || valued.length < WORTH_A_CLASS) return '';
  const sizes = labels.map((_, i) => valued.filter((p) => p.class === i).length);
  const most = sizes.indexOf(Math.max(...sizes));
  return t('sentence.class', { n: formatCount(sizes[most], language), count: sizes[most],
    of: formatCount(valued.length, language), label: nameOf(labels[most]) });
}

/** The date chosen, or from when the values are where that is another. */
function dateText(features, step, index, language) {
  const chosen = formatStep(step, index, language);
  const span = spanOf(features);
  if (!span) return chosen;
  const [from, to] = spanTexts(span, language);
  if (from === to) return from;
  return `${from}–${midSentence(to, language)}`;
}

const eventName = (p) => {
  const year = p.valueFrom ? new Date(p.valueFrom).getUTCFullYear() : null;
  return `${plain(p.name)}${year ? `, ${year}` : ''}`;
};
