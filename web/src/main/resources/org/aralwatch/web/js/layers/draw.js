/** Paints the features of one tile on its canvas. */

/** Tile units within which an edge counts as lying on a cut. */
const ON_CUT = 3;
/** Distance of the lines of a hatch, CSS pixels. */
const HATCH = 6;

/**
 * @param {HTMLCanvasElement} canvas covers the tile and `bleed` pixels around it
 * @param {{items: {feature: object, style: object}[], extent: number, cuts: object|null}[]} groups
 *   in drawing order; points are drawn above all areas
 * @param {{size: number, bleed: number, ratio: number}} tile
 */
export function draw(canvas, groups, tile) {
  const side = Math.round((tile.size + 2 * tile.bleed) * tile.ratio);
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, side, side);
  context.setTransform(tile.ratio, 0, 0, tile.ratio, tile.bleed * tile.ratio,
    tile.bleed * tile.ratio);
  const of = (group, point) => group.items.filter(({ feature }) => (feature.type === 'point') === point)
    .sort((a, b) => order(a) - order(b));
  context.save();
  context.beginPath();
  context.rect(0, 0, tile.size, tile.size);
  context.clip();
  for (const group of groups) {
    const shape = { size: tile.size, extent: group.extent, cuts: group.cuts };
    for (const item of of(group, false)) drawArea(context, item, shape);
  }
  context.restore();
  for (const group of groups) {
    for (const item of of(group, true)) drawPoint(context, item, tile.size / group.extent, group.extent);
  }
}

/** Without a value first, so that it never lies over a value; the small above the large. */
const order = ({ style }) => (style.dash || style.hatch ? 0 : 1000) + (style.width > 2 ? 2000 : 0)
  - (style.sized ? style.radius : 0);

function drawArea(context, { feature, style }, tile) {
  const scale = tile.size / tile.extent;
  if ((style.fill || style.hatch) && feature.type === 'polygon') {
    const path = new Path2D();
    for (const ring of feature.parts) {
      path.moveTo(ring[0] * scale, ring[1] * scale);
      for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i] * scale, ring[i + 1] * scale);
      path.closePath();
    }
    if (style.fill) {
      context.globalAlpha = style.opacity ?? 1;
      context.fillStyle = style.fill;
      context.fill(path, 'evenodd');
      context.globalAlpha = 1;
    }
    if (style.hatch) drawHatch(context, path, style.hatch, tile.size);
  }
  if (!style.stroke) return;
  context.globalAlpha = style.strokeOpacity ?? 1;
  context.strokeStyle = style.stroke;
  context.lineWidth = style.width;
  context.lineJoin = 'round';
  context.lineCap = style.dash ? 'butt' : 'round';
  context.setLineDash(style.dash ?? []);
  context.stroke(outline(feature, tile, scale));
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Thin slanting lines, a whole number of them in a tile, so that they run on in the next. */
function drawHatch(context, path, colour, size) {
  const distance = size / Math.round(size / HATCH);
  context.save();
  context.clip(path, 'evenodd');
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = -size; x <= size; x += distance) {
    context.moveTo(x, size);
    context.lineTo(x + size, 0);
  }
  context.stroke();
  context.restore();
}

/** The edges of a feature that are its own: not those along the tile's buffer or along a cut. */
function outline(feature, tile, scale) {
  const path = new Path2D();
  for (const part of feature.parts) {
    const closed = feature.type === 'polygon';
    const n = part.length / 2;
    let pen = false;
    for (let i = 1; i < (closed ? n + 1 : n); i++) {
      const a = (i - 1) * 2;
      const b = (i % n) * 2;
      if (isCut(part[a], part[a + 1], part[b], part[b + 1], tile)) {
        pen = false;
        continue;
      }
      if (!pen) path.moveTo(part[a] * scale, part[a + 1] * scale);
      path.lineTo(part[b] * scale, part[b + 1] * scale);
      pen = true;
    }
  }
  return path;
}

function isCut(ax, ay, bx, by, { extent, cuts }) {
  if ((ax <= 0 && bx <= 0) || (ay <= 0 && by <= 0)) return true;
  if ((ax >= extent && bx >= extent) || (ay >= extent && by >= extent)) return true;
  const on = (v, limits) => limits.some((limit) => Math.abs(v - limit) < ON_CUT);
  return Boolean(cuts) && ((on(ax, cuts.x) && on(bx, cuts.x)) || (on(ay, cuts.y) && on(by, cuts.y)));
}

function drawPoint(context, { feature, style }, scale, extent) {
  for (const [x, y] of feature.parts) {
    // A point in the buffer belongs to the neighbour, whose canvas reaches over here.
    if (x < 0 || y < 0 || x >= extent || y >= extent) continue;
    const circle = (radius) => {
      context.beginPath();
      context.arc(x * scale, y * scale, radius, 0, 2 * Math.PI);
    };
    if (style.halo) {
      circle(style.radius + style.halo);
      context.fillStyle = '#ffffff';
      context.fill();
    }
    circle(style.radius);
    context.globalAlpha = style.opacity ?? 1;
    context.fillStyle = style.fill;
    context.fill();
    context.globalAlpha = 1;
    if (!style.stroke) continue;
    context.setLineDash(style.dash ?? []);
    context.strokeStyle = style.stroke;
    context.lineWidth = style.width;
    context.stroke();
    context.setLineDash([]);
  }
}
