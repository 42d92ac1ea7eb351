/**
 * How things look on the map. A style is {fill, stroke, width, dash, radius, halo}; null is not
 * drawn. The page's colours for land and water; the theme's own for values.
 */

export const COLOURS = {
  land: '#f5f3ee',
  border: '#c4bfb3',
  water: '#d3e5ec',
  shore: '#a9cbd8',
  river: '#9cc4d4',
  noValue: '#7b8a8e',
  outline: '#23454d',
  accent: '#0b5563',
};

const BASE = {
  countries: () => ({ fill: COLOURS.land, stroke: COLOURS.border, width: 1 }),
  lakes: () => ({ fill: COLOURS.water, stroke: COLOURS.shore, width: 0.8 }),
  rivers: (feature, zoom) => ({ stroke: COLOURS.river, width: zoom < 6 ? 1.1 : zoom < 8 ? 1.7 : 2.4 }),
};

const BASE_BY_GEOMETRY = {
  polygon: () => ({ stroke: COLOURS.border, width: 0.8 }),
  line: () => ({ stroke: COLOURS.river, width: 1 }),
  point: () => ({ fill: '#8b8578', radius: 2, halo: 1 }),
};

/** Style function of a base layer, by its id, else by its geometry. */
export const baseStyle = (layer) =>
  BASE[layer.id] ?? BASE_BY_GEOMETRY[layer.geometryType] ?? BASE_BY_GEOMETRY.line;

/** Radius of a station's circle in CSS pixels. */
export const stationRadius = (zoom) => Math.min(11, Math.max(5, zoom + 0.5));

/** Colour of a feature's class, or null when it has no value. */
export function classColour(classes, properties) {
  const hasValue = properties.value !== null && properties.value !== undefined
    && properties.class !== undefined && properties.class !== null && properties.class >= 0;
  return hasValue ? classes.colours[properties.class] ?? null : null;
}

/**
 * Style function of a theme layer.
 *
 * @param {object} classes the view's classes; colours has one more entry than upTo
 */
export function valueStyle(classes) {
  return (feature, zoom, { hovered, selected }) => {
    const colour = classColour(classes, feature.properties);
    const stroke = selected || hovered ? COLOURS.accent : COLOURS.outline;
    if (feature.type === 'point') {
      const radius = stationRadius(zoom) + (selected ? 2.5 : hovered ? 1.5 : 0);
      return colour
        ? { fill: colour, stroke, width: selected ? 2.5 : 1, radius, halo: 2 }
        : { fill: 'rgba(255,255,255,0.9)', stroke: selected ? stroke : COLOURS.noValue,
          width: selected ? 2.5 : 1.4, radius: radius - 1.5, halo: 1.5, dash: [2.6, 2] };
    }
    return colour
      ? { fill: colour, stroke, width: selected ? 2.6 : hovered ? 2 : 1.1, opacity: 0.92 }
      : { fill: 'rgba(255,255,255,0.35)', stroke: selected || hovered ? stroke : COLOURS.noValue,
        width: selected ? 2.4 : 1.2, dash: [4, 3] };
  };
}
