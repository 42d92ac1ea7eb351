/** Which layers and features of a theme have series of a view's property, and where from. */

import * as api from './api.js';

/**
 * @returns {Promise<{datastreams: object[], layers: Set<string>, features: Set<number>|null,
 *   sources: string[]}>} features is null when there are more than were asked for
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
    sources: [...new Set(datastreams.map((d) => d.source?.title).filter(Boolean))],
  };
}
