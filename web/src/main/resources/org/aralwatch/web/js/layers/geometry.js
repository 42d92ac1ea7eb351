/** Plane geometry on flat rings [x, y, x, y, ...] and on GeoJSON: pure functions. */

/** Even-odd test over all rings of a polygon, holes included. */
export function insideRings(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const yi = ring[i + 1];
      const yj = ring[j + 1];
      if (yi > y !== yj > y && x < ((ring[j] - ring[i]) * (y - yi)) / (yj - yi) + ring[i]) {
        inside = !inside;
      }
    }
  }
  return inside;
}

/** Twice the signed area of a flat ring. */
export function ringArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  }
  return sum;
}

const flat = (ring) => ring.flatMap(([x, y]) => [x, y]);

/** Distance from a point to the nearest edge of the rings. */
function distanceToRings(rings, x, y) {
  let best = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const dx = ring[i] - ring[j];
      const dy = ring[i + 1] - ring[j + 1];
      const length = dx * dx + dy * dy;
      const t = length ? ((x - ring[j]) * dx + (y - ring[j + 1]) * dy) / length : 0;
      const u = Math.min(1, Math.max(0, t));
      best = Math.min(best, Math.hypot(x - ring[j] - u * dx, y - ring[j + 1] - u * dy));
    }
  }
  return best;
}

/**
 * A place for a polygon's label: of a grid of points inside its largest part, the one farthest
 * from the edge. Longitude is shrunk by the cosine of the latitude, so that far means far.
 *
 * @param {object} geometry GeoJSON Polygon or MultiPolygon
 * @returns {{lon: number, lat: number, radius: number, others: object[]}|null} radius in degrees
 *   of latitude; others are further places inside, for when this one is out of sight
 */
export function labelPoint(geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let rings = null;
  let largest = 0;
  for (const polygon of polygons) {
    const area = Math.abs(ringArea(flat(polygon[0])));
    if (area > largest) [largest, rings] = [area, polygon.map(flat)];
  }
  if (!rings) return null;
  const outer = rings[0];
  const middleLat = outer[1];
  const shrink = Math.cos((middleLat * Math.PI) / 180);
  const scaled = rings.map((ring) => ring.map((v, i) => (i % 2 ? v : v * shrink)));
  const xs = scaled[0].filter((_, i) => i % 2 === 0);
  const ys = scaled[0].filter((_, i) => i % 2 === 1);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const tried = [];
  const search = (x0, x1, y0, y1, n, start) => {
    let best = start;
    for (let i = 0; i <= n; i++) {
      for (let k = 0; k <= n; k++) {
        const x = x0 + ((x1 - x0) * i) / n;
        const y = y0 + ((y1 - y0) * k) / n;
        if (!insideRings(scaled, x, y)) continue;
        const radius = distanceToRings(scaled, x, y);
        tried.push({ lon: x / shrink, lat: y, radius });
        if (!best || radius > best.radius) best = { x, y, radius };
      }
    }
    return best;
  };
  const coarse = search(west, east, south, north, 16, null);
  if (!coarse) return { lon: outer[0], lat: outer[1], radius: 0, others: [] };
  const others = tried.slice().sort((a, b) => b.radius - a.radius);
  const [dx, dy] = [(east - west) / 16, (north - south) / 16];
  const fine = search(coarse.x - dx, coarse.x + dx, coarse.y - dy, coarse.y + dy, 6, coarse);
  return { lon: fine.x / shrink, lat: fine.y, radius: fine.radius, others };
}

/**
 * Stretches of the longest part of a GeoJSON line for a text along it, the middle first: each a
 * place with the points before and after it.
 */
export function lineStretches(geometry) {
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  const line = lines.reduce((a, b) => (b.length > a.length ? b : a));
  if (line.length < 3) return [];
  const reach = Math.max(1, Math.min(4, Math.floor(line.length / 6)));
  const last = line.length - 1 - reach;
  return [0.5, 0.35, 0.65, 0.2, 0.8].map((part) => {
    const m = Math.min(last, Math.max(reach, Math.round((line.length - 1) * part)));
    return { lon: line[m][0], lat: line[m][1], before: line[m - reach], after: line[m + reach] };
  });
}

/** Length of a GeoJSON line's longest part in degrees, for its rank among labels. */
export function lineLength(geometry) {
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
  const length = (line) => line.reduce((sum, p, i) => (i
    ? sum + Math.hypot(p[0] - line[i - 1][0], p[1] - line[i - 1][1]) : 0), 0);
  return Math.max(...lines.map(length));
}

/** Box [west, south, east, north] of a GeoJSON geometry. */
export function boundsOf(geometry) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (c) => {
    if (typeof c[0] !== 'number') return c.forEach(walk);
    box[0] = Math.min(box[0], c[0]);
    box[1] = Math.min(box[1], c[1]);
    box[2] = Math.max(box[2], c[0]);
    box[3] = Math.max(box[3], c[1]);
    return undefined;
  };
  walk(geometry.coordinates);
  return box;
}

/** The smallest box around several; null of none. */
export function unionOf(boxes) {
  const all = boxes.filter(Boolean);
  if (!all.length) return null;
  return all.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]),
    Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
}
