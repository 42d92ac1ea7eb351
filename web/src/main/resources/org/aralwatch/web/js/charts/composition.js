/** What a whole is made of, year by year: from series of its parts to the columns of a stack. */

/**
 * @param {{property: string, colour: string, name: object}[]} parts of the theme's composition
 * @param {Map<string, {begin: number, end: number, value: number|null}[]>} rows by property
 * @returns {{begins: number[], ends: number[], parts: {property, colour, name, values}[]}} one column
 *   a period in which any part has a value, ascending; null where a part has none
 */
export function stack(parts, rows) {
  const present = parts.filter(({ property }) => rows.get(property)?.length);
  const periods = new Map();
  for (const { property } of present) {
    for (const { begin, end, value } of rows.get(property)) {
      if (value !== null) periods.set(begin, end);
    }
  }
  const begins = [...periods.keys()].sort((a, b) => a - b);
  return { begins, ends: begins.map((begin) => periods.get(begin)),
    parts: present.map((part) => {
      const values = new Map(rows.get(part.property).map((row) => [row.begin, row.value]));
      return { ...part, values: begins.map((begin) => values.get(begin) ?? null) };
    }) };
}

/** A composition a feature can show: at least two of its parts have a series. */
export const offeredCompositions = (compositions, datastreams) => (compositions ?? [])
  .filter(({ parts }) => parts.filter(({ property }) =>
    datastreams.some((d) => d.property.id === property)).length > 1);

/**
 * Names of the parts without what they all begin with: "Drinking water: basic" is "basic" in a chart
 * of drinking water.
 */
export function shortNames(names) {
  const head = names[0]?.match(/^[^:]+: /)?.[0];
  return head && names.every((name) => name.startsWith(head))
    ? names.map((name) => name.slice(head.length)) : names;
}
