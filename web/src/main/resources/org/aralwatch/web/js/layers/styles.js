/**
 * How things look on the map. A style is {fill, hatch, stroke, width, dash, radius, halo, opacity};
 * null is not drawn. The page's colours for land and water; the theme's own for values.
 */

export const COLOURS = {
  outside: '#ebe9e3',
  land: '#f9f7f2',
  border: '#b3ab9b',
  basin: '#8f8465',
  water: '#bfdcea',
  shore: '#7fb0c8',
  river: '#6ca6c5',
  mainRiver: '#4d93b8',
  ice: '#d7eefa',
  iceEdge: '#7dbbdc',
  oldShore: '#5c6f78',
  seabed: '#efe2c6',
  noValue: '#7b8a8e',
  hatch: '#a9b2b3',
  outline: '#23454d',
  accent: '#0b5563',
};

/** The two rivers that fed the sea; their catchments have the same codes. */
const MAIN_RIVERS = new Set(['amu-darya', 'syr-darya']);

/** Rank of a river: 1 the two of the sea, 2 and 3 those of their basins, 4 and 5 the others. */
export function riverRank({ code, attributes }) {
  if (MAIN_RIVERS.has(code)) return 1;
  if (attributes?.inBasin === false) return (attributes.scalerank ?? 5) <= 5 ? 4 : 5;
  return (attributes?.scalerank ?? 5) <= 5 ? 2 : 3;
}

/** Least zoom at which a river of this rank is drawn. */
const riverZoom = (rank) => (rank <= 2 ? 0 : rank <= 4 ? 5 : 6);

function riverStyle(properties, zoom) {
  const rank = riverRank(properties);
  if (zoom < riverZoom(rank)) return null;
  const base = rank === 1 ? 1.5 : rank <= 3 ? 1 : 0.7;
  return { stroke: rank === 1 ? COLOURS.mainRiver : COLOURS.river,
    width: base * (1 + Math.max(0, zoom - 4) * 0.28),
    strokeOpacity: properties.attributes?.inBasin === false ? 0.55 : 1 };
}

/**
 * Ground of the map: land, muted outside of the basin where the basin is known.
 *
 * @param {(feature) => object|undefined} known what the server told of a feature beside its tile
 * @param {() => boolean} hasOldShore whether the sea's bed of 1960 is shown
 */
export const groundStyles = (hasBasin, known, hasOldShore) => ({
  countries: () => ({ fill: hasBasin ? COLOURS.outside : COLOURS.land }),
  catchments: (feature) => (isWholeBasin(known(feature)) ? { fill: COLOURS.land } : null),
  shorelines: ({ properties }) => (hasOldShore() && isOldShore(properties)
    ? { fill: COLOURS.seabed } : null),
});

/**
 * What lies above any coloured area: ice, water, rivers, borders.
 *
 * @param {(properties) => boolean} isThere whether a water body exists on the date shown
 */
export const waterStyles = (known, isThere) => ({
  'glaciated-areas': (feature, zoom) => ({ fill: COLOURS.ice, stroke: COLOURS.iceEdge,
    width: zoom < 7 ? 0.5 : 0.8 }),
  // The sea itself is drawn from the water bodies, with the shore of the date.
  lakes: ({ properties }) => (properties.code?.startsWith('aral-sea') ? null
    : { fill: COLOURS.water, stroke: COLOURS.shore, width: 0.8 }),
  'water-bodies': (feature) => (isThere(known(feature))
    ? { fill: COLOURS.water, stroke: COLOURS.shore, width: 0.9 } : null),
  rivers: (feature, zoom) => riverStyle(known(feature) ?? feature.properties, zoom),
  catchments: (feature) => (isWholeBasin(known(feature))
    ? { stroke: COLOURS.basin, width: 1.1, dash: [1.5, 3], strokeOpacity: 0.75 } : null),
  countries: (feature, zoom) => ({ stroke: COLOURS.border, width: zoom < 6 ? 0.8 : 1 }),
});

/** The basin of one of the two rivers, not one of its parts nor a basin beside it. */
export const isWholeBasin = (properties) => MAIN_RIVERS.has(properties?.code);

/** The shore of 1960, a fine broken line; every other epoch is not drawn. */
export const oldShoreStyle = ({ properties }) => (isOldShore(properties)
  ? { stroke: COLOURS.oldShore, width: 1.1, dash: [5, 3.5] } : null);

export const isOldShore = ({ code }) => /-1960$/.test(code ?? '');

/** Radius of a station's circle in CSS pixels. */
export const stationRadius = (zoom) => Math.min(10, Math.max(5, zoom - 0.5));

/** Properties whose circles grow with the value, because size is what is looked for. */
const SIZED = new Set(['earthquake-magnitude', 'deaths', 'glof-volume', 'glacier-area', 'population',
  'reservoir-volume']);

export const isSized = (property) => SIZED.has(property);

/** Radius of a circle of a class of so many, CSS pixels; smaller where the map is small. */
export const classRadius = (index, count, zoom = 6) =>
  (3.5 + (13 * index) / Math.max(1, count - 1)) * Math.min(1, Math.max(0.6, 0.6 + (zoom - 4) * 0.2));

/** Colour of a feature's class, or null when it has no value. */
export function classColour(classes, properties) {
  const hasValue = properties.value !== null && properties.value !== undefined
    && properties.class !== undefined && properties.class !== null && properties.class >= 0;
  return hasValue ? classes.colours[properties.class] ?? null : null;
}

/**
 * Style function of a theme layer.
 *
 * @param {object} view its classes.colours has one more entry than classes.upTo
 * @param {object} layer of the catalogue: a base layer's areas are coloured under rivers and names
 * @param {(id: number) => 'shown'|'empty'|'hidden'} stateOf of a feature without a value: whether it
 *   is told apart as one without, or not drawn at all
 */
export function valueStyle({ classes, property }, layer, stateOf) {
  const ground = layer.kind === 'base';
  const sized = isSized(property);
  return (feature, zoom, { hovered, selected }) => {
    const colour = classColour(classes, feature.properties);
    if (!colour && stateOf(feature.id) === 'hidden') return null;
    const marked = selected || hovered;
    const stroke = marked ? COLOURS.accent : COLOURS.outline;
    if (feature.type === 'point') return pointStyle(colour, stroke);
    if (!colour) {
      return { hatch: COLOURS.hatch, fill: ground ? null : COLOURS.water,
        stroke: marked ? stroke : ground ? null : COLOURS.noValue, width: selected ? 2.4 : 1.2 };
    }
    return { fill: colour, opacity: ground ? 0.88 : 1, width: selected ? 2.8 : hovered ? 2.1 : 1,
      stroke: marked ? stroke : ground ? '#ffffff' : stroke };

    function pointStyle(fill, line) {
      const plain = sized && fill ? classRadius(feature.properties.class, classes.colours.length, zoom)
        : stationRadius(zoom);
      const radius = plain + (selected ? 2.5 : hovered ? 1.5 : 0);
      const width = selected ? 2.5 : sized ? 0.9 : 1;
      return fill
        ? { fill, stroke: line, width, radius, halo: sized ? 0 : 2, opacity: sized ? 0.82 : 1, sized }
        : { fill: 'rgba(255,255,255,0.9)', stroke: selected ? line : COLOURS.noValue,
          width: selected ? 2.5 : 1.3, radius: radius - 1.5, halo: 1, dash: [2.6, 2] };
    }
  };
}
