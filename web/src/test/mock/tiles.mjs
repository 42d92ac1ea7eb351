/** Cuts GeoJSON geometry into the tile z/x/y, in units of 4096 with a buffer, for the mock. */

const EXTENT = 4096;
const BUFFER = 64;

function project([lon, lat], z, x, y) {
  const n = 2 ** z;
  const sin = Math.sin((lat * Math.PI) / 180);
  const wx = (lon / 360 + 0.5) * n;
  const wy = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * n;
  return [Math.round((wx - x) * EXTENT), Math.round((wy - y) * EXTENT)];
}

const low = -BUFFER;
const high = EXTENT + BUFFER;

/** Sutherland-Hodgman against the buffered tile. */
function clipRing(ring) {
  let points = ring;
  for (const [axis, limit, sign] of [[0, low, 1], [0, high, -1], [1, low, 1], [1, high, -1]]) {
    const inside = (p) => (p[axis] - limit) * sign >= 0;
    const next = [];
    points.forEach((p, i) => {
      const q = points[(i + 1) % points.length];
      const cut = () => {
        const t = (limit - p[axis]) / (q[axis] - p[axis]);
        const out = [Math.round(p[0] + t * (q[0] - p[0])), Math.round(p[1] + t * (q[1] - p[1]))];
        out[axis] = limit;
        return out;
      };
      if (inside(p)) next.push(p);
      if (inside(p) !== inside(q)) next.push(cut());
    });
    points = next;
    if (points.length < 3) return null;
  }
  return points;
}

function clipLine(line) {
  const parts = [];
  let part = [];
  const near = (p, q) =>
    !((p[0] < low && q[0] < low) || (p[0] > high && q[0] > high) ||
      (p[1] < low && q[1] < low) || (p[1] > high && q[1] > high));
  for (let i = 1; i < line.length; i++) {
    if (near(line[i - 1], line[i])) {
      if (!part.length) part.push(line[i - 1]);
      part.push(line[i]);
    } else if (part.length) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length) parts.push(part);
  return parts;
}

const distinct = (points) =>
  points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);

function ringArea(ring) {
  return ring.reduce((sum, p, i) => {
    const q = ring[(i + 1) % ring.length];
    return sum + p[0] * q[1] - q[0] * p[1];
  }, 0);
}

/** @returns {{type: string, parts: number[][][]}|null} null when nothing lies in the tile */
export function cut(geometry, z, x, y) {
  const at = (p) => project(p, z, x, y);
  const { type, coordinates } = geometry;
  if (type === 'Point') {
    const p = at(coordinates);
    const inside = p[0] >= low && p[0] <= high && p[1] >= low && p[1] <= high;
    return inside ? { type: 'point', parts: [[p]] } : null;
  }
  if (type.endsWith('LineString')) {
    const lines = type === 'LineString' ? [coordinates] : coordinates;
    const parts = lines.flatMap((line) => clipLine(distinct(line.map(at))));
    return parts.length ? { type: 'line', parts } : null;
  }
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const parts = [];
  for (const rings of polygons) {
    rings.forEach((ring, i) => {
      const points = clipRing(distinct(ring.slice(0, -1).map(at)));
      if (!points) return;
      const area = ringArea(points);
      if (area === 0) return;
      parts.push(area > 0 === (i === 0) ? points : points.reverse());
    });
  }
  return parts.length ? { type: 'polygon', parts } : null;
}
