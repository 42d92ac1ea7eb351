/** Which layers and features of a theme have series of a view's property, and where from. */

import * as api from './api.js';

/**
 * @returns {Promise<{datastreams: object[], layers: Set<string>, features: Set<number>|null,
 *   sources: object[]}>} features is null when there are more than were asked for
 */
export async function seriesOf({ theme, view }, options) {
  const answers = await Promise.all(theme.layers.map((layer) =>
    api.datastreams({ layer, property: view.property }, options)));
  const datastreams = answers.flatMap((answer) => answer.datastreams)
    .filter((d) => d.count > 0 && d.from);
  return {
    datastreams,
    layers: new Set(datastreams.map((d) => d.feature.layer)),
    features: answers.some((answer) => answer.next) ? null
      : new Set(datastreams.map((d) => d.feature.id)),
    sources: sourcesOf(datastreams),
  };
}

/** Each source once, with its licence; those of most values first. */
export function sourcesOf(datastreams) {
  const sources = new Map();
  for (const { source, licence, count } of datastreams) {
    if (!source?.title) continue;
    const known = sources.get(source.title);
    if (known) known.count += count;
    else sources.set(source.title, { ...source, licence, count });
  }
  return [...sources.values()].sort((a, b) => b.count - a.count);
}
