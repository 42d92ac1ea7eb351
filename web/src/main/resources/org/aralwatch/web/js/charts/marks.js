/** What is painted over a chart: flags, limits of detection, the map's date, the classes. */

export const MARKS = { suspect: '#c2570c', bad: '#b3261e', censored: '#0b6b7a' };

/** Each series of marks, at most this many: beyond it they would hide the line. */
const MOST = 1500;
/** From so many on, marks are small. */
const MANY = 40;

/** Half the width of the mark of a limit, which points to where the value lies. */
export const LIMIT_SIZE = 4.5;

/**
 * The corners of a hollow triangle whose flat side lies on the limit: the value is below, or above.
 *
 * @returns {[number, number][]}
 */
export function limitMark(x, y, qualifier, size = LIMIT_SIZE) {
  const tip = qualifier === '>' ? -1 : 1;
  return [[x - size, y], [x + size, y], [x, y + tip * size * 1.7]];
}

/** Suspect values as rings, bad ones as crosses, limits as triangles that point to the value. */
export function drawMarks(u, columns) {
  const { ctx } = u;
  const ratio = devicePixelRatio || 1;
  const each = (values, paint) => {
    let count = 0;
    values.forEach((value, i) => {
      if (value === undefined || count++ > MOST) return;
      const x = u.valToPos(columns.x[i], 'x', true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
      paint(x, u.valToPos(value, 'y', true), i);
    });
  };
  const count = [...columns.suspect, ...columns.bad].filter((v) => v !== undefined).length;
  const size = (count > MANY ? 2.4 : 4) * ratio;
  ctx.save();
  ctx.lineWidth = (count > MANY ? 1.3 : 1.8) * ratio;
  each(columns.suspect, (x, y) => {
    ctx.strokeStyle = MARKS.suspect;
    ctx.fillStyle = '#fff';
    ctx.beginPath();
    ctx.arc(x, y, size, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  });
  each(columns.bad, (x, y) => {
    const r = size * 0.9;
    ctx.strokeStyle = MARKS.bad;
    ctx.beginPath();
    ctx.moveTo(x - r, y - r);
    ctx.lineTo(x + r, y + r);
    ctx.moveTo(x + r, y - r);
    ctx.lineTo(x - r, y + r);
    ctx.stroke();
  });
  const limits = columns.censored.filter((v) => v !== undefined).length;
  const half = (limits > MANY ? 0.65 : 1) * LIMIT_SIZE * ratio;
  ctx.lineWidth = 1.5 * ratio;
  ctx.strokeStyle = MARKS.censored;
  ctx.fillStyle = '#fff';
  each(columns.censored, (x, y, i) => {
    ctx.beginPath();
    for (const corner of limitMark(x, y, columns.rows[i].qualifier, half)) ctx.lineTo(...corner);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  });
  ctx.restore();
}

/** A thin upright line at the date the map shows. */
export function drawDateMark(u, date) {
  if (date === null || date === undefined) return;
  const x = u.valToPos(date / 1000, 'x', true);
  if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
  const ratio = devicePixelRatio || 1;
  u.ctx.save();
  u.ctx.strokeStyle = 'rgba(11, 85, 99, 0.55)';
  u.ctx.lineWidth = ratio;
  u.ctx.setLineDash([3 * ratio, 3 * ratio]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, u.bbox.top);
  u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.restore();
}

/** The legend's classes as a narrow strip along the value axis. */
export function drawClassStrip(u, classes) {
  if (!classes) return;
  const { ctx, bbox } = u;
  const width = 4 * (devicePixelRatio || 1);
  const top = bbox.top;
  const bottom = bbox.top + bbox.height;
  const inside = (y) => Math.min(bottom, Math.max(top, y));
  const limits = [-Infinity, ...classes.upTo, Infinity];
  ctx.save();
  classes.colours.forEach((colour, i) => {
    const low = limits[i] === -Infinity ? bottom : inside(u.valToPos(limits[i], 'y', true));
    const high = limits[i + 1] === Infinity ? top : inside(u.valToPos(limits[i + 1], 'y', true));
    ctx.fillStyle = colour;
    ctx.fillRect(bbox.left - width, high, width, low - high);
  });
  ctx.strokeStyle = '#9fb0b4';
  ctx.lineWidth = 0.5;
  ctx.strokeRect(bbox.left - width, top, width, bottom - top);
  ctx.restore();
}
