/** What stands around a chart on paper: title with unit and period, source, licence, definition. */

import { currentLanguage, nameOf, t, textOf } from '../i18n.js';
import { formatCount, formatDay, formatDays, formatPeriod, formatValue, unitText } from '../format.js';
import { describePeriod } from '../time.js';

/** From when to when rows go, as years when they are years. */
export function formatRange(rows, language) {
  if (!rows.length) return '';
  const [first, last] = [rows[0], rows.at(-1)];
  const { kind } = describePeriod(first.begin, first.end);
  if (kind === 'year' || kind === 'hydrological-year') {
    const [a, b] = [first, last].map((row) => formatPeriod(row.begin, row.end, language));
    return a === b ? a : `${a}–${b}`;
  }
  return formatDays(first.begin, Math.max(last.end, first.begin + 1), language);
}

/** "Water area, km²": the property with its unit, where it has one. */
export function propertyTitle(d, unit = nameOf(d.unitSymbol)) {
  return [nameOf(d.property.name), unitText(unit)].filter(Boolean).join(', ');
}

/**
 * What was made of values below or above limits: the share, the rule, and where it had no answer.
 *
 * @param {object|null} censoring of an answer with aggregates; null where there is nothing to say
 * @param {string} statistic means and sums are made by the rule, others need none
 * @returns {string[]}
 */
export function censoringLines(censoring, statistic) {
  if (!censoring) return [];
  const language = currentLanguage();
  const percent = Number((censoring.share * 100).toPrecision(2));
  const share = t('censored.share', { n: formatCount(censoring.values, language),
    of: formatCount(censoring.of, language), share: formatValue(percent, language) });
  const rule = ['mean', 'sum'].includes(statistic) ? t(`censored.rule.${censoring.rule}`) : null;
  return [[share, rule].filter(Boolean).join(' '),
    ...(censoring.refused ?? []).map(({ reason, rows }) => t(`censored.refused.${reason}`, { n: rows }))];
}

/**
 * Lines below a chart: every source with its address and licence, then the definition.
 *
 * @param {object[]} datastreams drawn
 */
export function notesOf(datastreams) {
  const language = currentLanguage();
  const sources = new Map(datastreams.filter((d) => d.source?.title)
    .map((d) => [d.source.title, d]));
  const lines = [...sources.values()].map((d) => [`${t('facts.source')}: ${d.source.title}`,
    d.source.url, d.licence?.name ?? d.licence?.id,
    d.source.read && t('legend.read', { date: formatDay(Date.parse(d.source.read), language) })]
    .filter(Boolean).join('. '));
  const definitions = new Set(datastreams.map((d) => textOf(d.property.definition)).filter(Boolean));
  if (definitions.size === 1) lines.push(`${t('facts.definition')}: ${[...definitions][0]}`);
  return [...lines, 'AralWatch'];
}
