// What the geometry builders share: rings, clipping to the view box, areas and the file form.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const out = path.join(root, 'geodata/src/main/resources/reference/features');

/** The view box of the basin: west, south, east, north. */
export const BOX = [50, 33, 85, 56];
export const boxPolygon = [[[BOX[0], BOX[1]], [BOX[2], BOX[1]], [BOX[2], BOX[3]], [BOX[0], BOX[3]], [BOX[0], BOX[1]]]];

/** Loads packages from a node_modules directory that is not part of the repository. */
export const packages = (modules) => createRequire(path.join(path.resolve(modules), 'here.js'));

const round = (x) => Number(x.toFixed(5));

export function signedArea(ring) {
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  }
  return sum / 2;
}

/** Rounds, drops repeated points, closes and orients: outer rings run counter-clockwise. */
export function tidyRing(ring, outer) {
  const points = [];
  for (const [x, y] of ring) {
    const p = [round(x), round(y)];
    const last = points[points.length - 1];
    if (!last || last[0] !== p[0] || last[1] !== p[1]) points.push(p);
  }
  const first = points[0];
  const last = points[points.length - 1];
  if (first[0] !== last[0] || first[1] !== last[1]) points.push([...first]);
  if (signedArea(points) > 0 !== outer) points.reverse();
  return points;
}

export const tidyPolygons = (polygons) => polygons
  .map((rings) => rings.map((ring, i) => tidyRing(ring, i === 0)))
  .filter((rings) => rings[0].length >= 4)
  .map((rings) => rings.filter((ring) => ring.length >= 4));

export const polygonGeometry = (polygons) => (polygons.length === 1
  ? { type: 'Polygon', coordinates: polygons[0] }
  : { type: 'MultiPolygon', coordinates: polygons });

export const polygonsOf = (g) => (g.type === 'Polygon' ? [g.coordinates]
  : g.type === 'MultiPolygon' ? g.coordinates : []);

/** Area of a ring in km2, positive when it runs counter-clockwise, on the sphere of equal area. */
function ringArea(ring) {
  const radius = 6371.0072;
  const e = 0.0818191908426;
  const q = (lat) => {
    const s = Math.sin((lat * Math.PI) / 180);
    return (1 - e * e) * (s / (1 - e * e * s * s) - Math.log((1 - e * s) / (1 + e * s)) / (2 * e));
  };
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    sum += ((ring[i + 1][0] - ring[i][0]) * Math.PI / 180) * (q(ring[i][1]) + q(ring[i + 1][1])) / 2;
  }
  return (-sum * radius * radius) / q(90);
}

/** Area of tidied polygons in km2: holes run the other way and count against it. */
export const area = (polygons) => polygons.flat().reduce((sum, ring) => sum + ringArea(ring), 0);

/** Douglas-Peucker in degrees; keeps both ends. */
export function simplify(points, tolerance) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points[points.length - 1]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let worst = 0;
  let at = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const p = points[i];
    const d = length === 0 ? Math.hypot(p[0] - a[0], p[1] - a[1])
      : Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length;
    if (d > worst) { worst = d; at = i; }
  }
  if (worst <= tolerance) return [a, b];
  return [...simplify(points.slice(0, at + 1), tolerance).slice(0, -1),
    ...simplify(points.slice(at), tolerance)];
}

/** Liang-Barsky for one segment; null when it lies outside the box. */
function clipSegment(a, b) {
  let t0 = 0;
  let t1 = 1;
  const d = [b[0] - a[0], b[1] - a[1]];
  const edges = [[-d[0], a[0] - BOX[0]], [d[0], BOX[2] - a[0]], [-d[1], a[1] - BOX[1]], [d[1], BOX[3] - a[1]]];
  for (const [p, q] of edges) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      t0 = Math.max(t0, q / p);
    } else {
      t1 = Math.min(t1, q / p);
    }
    if (t0 > t1) return null;
  }
  return [[a[0] + t0 * d[0], a[1] + t0 * d[1]], [a[0] + t1 * d[0], a[1] + t1 * d[1]]];
}

/** The parts of lines inside the view box, rounded. */
export function clipLines(lines) {
  const result = [];
  for (const line of lines) {
    let current = null;
    for (let i = 0; i < line.length - 1; i++) {
      const part = clipSegment(line[i], line[i + 1]);
      if (!part) { current = null; continue; }
      const [p, q] = part.map((c) => c.map(round));
      const end = current && current[current.length - 1];
      if (!end || end[0] !== p[0] || end[1] !== p[1]) {
        current = [p];
        result.push(current);
      }
      if (q[0] !== p[0] || q[1] !== p[1]) current.push(q);
    }
  }
  return result.filter((line) => line.length > 1);
}

export const lineGeometry = (lines) => (lines.length === 1
  ? { type: 'LineString', coordinates: lines[0] }
  : { type: 'MultiLineString', coordinates: lines });

export function inside([x, y], ring) {
  let hit = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) hit = !hit;
  }
  return hit;
}

export function feature(code, names, geometry, more = {}) {
  return {
    type: 'Feature',
    id: code,
    properties: {
      code,
      names,
      aliases: more.aliases ?? [],
      validFrom: more.validFrom ?? null,
      validTo: more.validTo ?? null,
      attributes: more.attributes ?? {},
    },
    geometry,
  };
}

/** What the heads of files say of names that were given by hand. */
export const OTHER_NAMES = ' Names in Uzbek, Kazakh, Kyrgyz, Tajik and Turkmen only where the established one is known';

/** Names that the packages lack were given by hand in the file: they outlive a new build. */
export function keepNames(file, features) {
  if (!fs.existsSync(file)) return;
  const known = new Map(JSON.parse(fs.readFileSync(file, 'utf8')).features.map((f) => [f.id, f.properties.names]));
  for (const f of features) f.properties.names = { ...f.properties.names, ...known.get(f.id), ...f.properties.names };
}

export function write(name, meta, features) {
  keepNames(path.join(out, name), features);
  const head = JSON.stringify({ type: 'FeatureCollection', aralwatch: meta }, null, 1).slice(0, -2);
  const body = features.map((f) => JSON.stringify(f)).join(',\n');
  const text = `${head},\n "features": [\n${body}\n]}\n`;
  fs.writeFileSync(path.join(out, name), text);
  console.log(`${name}: ${features.length} features, ${text.length} characters`);
}

/** A ring of the R package mapdata: radians in single precision, a region is a ring of signed lines. */
export function worldHires(directory, wanted) {
  const lines = fs.readFileSync(path.join(directory, 'worldHires.L'));
  const regions = fs.readFileSync(path.join(directory, 'worldHires.G'));
  const names = fs.readFileSync(path.join(directory, 'worldHires.N'), 'latin1').trim().split('\n');
  const id = Number(names.map((n) => n.split('\t')).find(([name]) => name === wanted)[1]);
  const at = 2 + (id - 1) * 24;
  const ring = [];
  for (let i = 0; i < regions.readUInt32LE(at + 4); i++) {
    const line = regions.readInt32LE(regions.readUInt32LE(at) + 4 * i);
    const head = 8 + (Math.abs(line) - 1) * 28;
    const points = [];
    for (let k = 0; k < lines.readUInt16LE(head + 4); k++) {
      const p = lines.readUInt32LE(head) + 8 * k;
      points.push([lines.readFloatLE(p), lines.readFloatLE(p + 4)].map((r) => (r * 180) / Math.PI));
    }
    ring.push(...(line < 0 ? points.reverse() : points));
  }
  return ring;
}
