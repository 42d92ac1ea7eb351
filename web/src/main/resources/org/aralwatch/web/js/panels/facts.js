/** What is known about a datastream, as a list of terms. */

import { h } from '../dom.js';
import { currentLanguage, nameOf, t, textOf } from '../i18n.js';
import { formatCount, formatDay } from '../format.js';

const link = (text, url) => (url && /^https?:\/\//.test(url)
  ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text || url) : text);

/**
 * @param {object} d datastream
 * @returns {HTMLElement} a description list; what is not known is left out
 */
export function facts(d) {
  const language = currentLanguage();
  const day = (iso) => (iso ? formatDay(Date.parse(iso), language, d.timeZone) : null);
  const rows = [
    ['facts.source', d.source && link(d.source.title, d.source.url)],
    ['facts.licence', d.licence && h('span', {}, link(d.licence.name ?? d.licence.id, d.licence.url),
      d.licence.attribution ? ` · ${t('facts.attribution')}` : '')],
    ['facts.owner', d.owner && link(nameOf(d.owner.name), d.owner.url)],
    ['facts.definition', textOf(d.property.definition)],
    ['facts.sourceDefinition', d.definition && h('span', { lang: 'en' }, textOf(d.definition))],
    ['facts.datum', d.verticalDatum],
    ['facts.support', d.support && `${known('support', d.support)}, ${
      known('stat', d.statistic).toLocaleLowerCase(language)}`],
    ['facts.procedure', d.procedure],
    ['facts.timeZone', d.timeZone],
    ['facts.count', formatCount(d.count, language)],
    ['facts.interval', d.from && `${day(d.from)} – ${lastDay(d, language)}`],
    ['facts.read', d.source?.read && day(d.source.read)],
  ];
  return h('dl', { class: 'facts' }, rows.filter(([, value]) => value).flatMap(([key, value]) =>
    [h('dt', {}, t(key)), h('dd', {}, value)]));
}

/** The interval is half-open: the last day is the one before its end. */
const lastDay = (d, language) =>
  formatDay(Math.max(Date.parse(d.from), Date.parse(d.to) - 1), language, d.timeZone);

/** Word of the page for a code of the API, else the code itself. */
export function known(group, code) {
  const key = `${group}.${code}`;
  const text = t(key);
  return text === key ? code : text;
}

/** The property; its statistic, support or source only where needed to tell two apart. */
export function datastreamName(d, all) {
  const name = nameOf(d.property.name);
  const same = all.filter((one) => one.property.id === d.property.id);
  if (same.length < 2) return name;
  const parts = [known('support', d.support),
    known('stat', d.statistic).toLocaleLowerCase(currentLanguage())];
  const twins = same.filter((o) => o.support === d.support && o.statistic === d.statistic);
  return `${name}, ${parts.join(', ')}${twins.length > 1 ? ` (${d.source?.title ?? d.id})` : ''}`;
}

/** A series in few words beside another of the same property: whose it is, else where it stands. */
export const seriesLabel = (d) => nameOf(d.owner?.name) || d.source?.title || String(d.id);
