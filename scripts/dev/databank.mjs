// Rivers of the CIA World Data Bank II, read from binned_river_f.nc of the Debian package gmt-gshhg-full.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** All river pieces in the box (west, south, east, north), cut at its cells; canals are left out. */
export async function riversOf(modules, file, [west, south, east, north]) {
  const h5wasm = (await import(pathToFileURL(path.resolve(modules, 'h5wasm/dist/node/hdf5_hl.js')))).default;
  await h5wasm.ready;
  const nc = new h5wasm.File(file, 'r');
  const column = (name) => nc.get(name).value;
  const [firsts, counts] = [column('Id_of_first_segment_in_a_bin'), column('N_segments_in_a_bin')];
  const [starts, sizes, levels] = [column('Id_of_first_point_in_a_segment'), column('N_points_for_a_segment'),
    column('Hierarchial_level_of_a_segment')];
  const lons = nc.get('Relative_longitude_from_SW_corner_of_bin');
  const lats = nc.get('Relative_latitude_from_SW_corner_of_bin');
  const size = column('Bin_size_in_minutes')[0] / 60;
  const across = column('N_bins_in_360_longitude_range')[0];
  const rivers = [];
  for (let b = 0; b < firsts.length; b++) {
    const [w, s] = [(b % across) * size, 90 - (Math.floor(b / across) + 1) * size];
    if (w < west || w > east || s < south || s > north) continue;
    for (let k = firsts[b]; k < firsts[b] + counts[b]; k++) {
      if (levels[k] >= 10) continue;
      const range = [[starts[k], starts[k] + sizes[k]]];
      const [x, y] = [lons.slice(range), lats.slice(range)];
      rivers.push(Array.from(x, (v, n) => [w + ((v & 0xffff) / 65535) * size, s + ((y[n] & 0xffff) / 65535) * size]));
    }
  }
  return rivers;
}

/**
 * The shortest way along the pieces between two places, or null when there is none; ends of pieces
 * less than the gap (in degrees) apart count as joined.
 */
export function alongRivers(rivers, from, to, gap = 0.02) {
  const points = [];
  const links = [];
  const ends = [];
  for (const line of rivers) {
    line.forEach((p, n) => {
      points.push(p);
      links.push([]);
      const id = points.length - 1;
      if (n > 0) {
        links[id].push(id - 1);
        links[id - 1].push(id);
      }
      if (n === 0 || n === line.length - 1) ends.push(id);
    });
  }
  const far = (a, b) => Math.hypot((points[a][0] - points[b][0]) * 0.77, points[a][1] - points[b][1]);
  const cells = new Map();
  const key = (x, y) => `${Math.floor(x / gap)}/${Math.floor(y / gap)}`;
  points.forEach(([x, y], id) => {
    const k = key(x, y);
    if (!cells.has(k)) cells.set(k, []);
    cells.get(k).push(id);
  });
  for (const e of ends) {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const id of cells.get(key(points[e][0] + dx * gap, points[e][1] + dy * gap)) ?? []) {
          if (id !== e && far(e, id) < gap) {
            links[e].push(id);
            links[id].push(e);
          }
        }
      }
    }
  }
  const nearest = (c) => points.reduce((best, p, id) => {
    const d = Math.hypot((p[0] - c[0]) * 0.77, p[1] - c[1]);
    return d < best[1] ? [id, d] : best;
  }, [-1, 0.15])[0];
  const [source, target] = [nearest(from), nearest(to)];
  if (source < 0 || target < 0) return null;
  const cost = new Map([[source, 0]]);
  const before = new Map();
  const open = new Set([source]);
  const done = new Set();
  while (open.size) {
    let at = null;
    for (const id of open) if (at === null || cost.get(id) < cost.get(at)) at = id;
    open.delete(at);
    done.add(at);
    if (at === target) break;
    for (const next of links[at]) {
      if (done.has(next)) continue;
      const c = cost.get(at) + far(at, next);
      if (!cost.has(next) || c < cost.get(next)) {
        cost.set(next, c);
        before.set(next, at);
        open.add(next);
      }
    }
  }
  if (!done.has(target)) return null;
  const line = [points[target]];
  for (let id = target; before.has(id);) {
    id = before.get(id);
    line.unshift(points[id]);
  }
  return line;
}
