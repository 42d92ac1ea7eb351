/** Round numbers for the axes of a chart on paper: pure. */

/** At most so many round values that cover [min, max]: 0, 20, 40, ... */
export function niceTicks(min, max, most = 6) {
  if (!(max > min)) return [min];
  const rough = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((one) => one >= rough * 0.999);
  const ticks = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

const DAY = 86_400_000;

/** Instants for a time axis from `from` to `to` (ms): years, months or days, at most so many. */
export function timeTicksOf(from, to, most = 9) {
  const years = (to - from) / (365.25 * DAY);
  if (years > 1.5) {
    const step = [1, 2, 5, 10, 20, 25, 50, 100].find((one) => years / one <= most) ?? 200;
    return series(Math.ceil((yearOf(from) - 0.001) / step) * step, step, (y) => Date.UTC(y, 0), from, to,
      'year');
  }
  const days = (to - from) / DAY;
  if (days > 45) {
    const step = [1, 2, 3, 6].find((one) => days / 30.4 / one <= most) ?? 6;
    const first = new Date(from);
    return series(first.getUTCFullYear() * 12 + first.getUTCMonth(), step,
      (m) => Date.UTC(Math.floor(m / 12), m % 12), from, to, 'month');
  }
  const step = [1, 2, 5, 7, 10].find((one) => days / one <= most) ?? 10;
  return series(Math.floor(from / DAY), step, (d) => d * DAY, from, to, 'day');
}

const yearOf = (ms) => new Date(ms).getUTCFullYear() + (new Date(ms).getUTCMonth() > 0 ? 1 : 0);

function series(first, step, instant, from, to, grain) {
  const ticks = [];
  for (let i = first; instant(i) <= to; i += step) {
    if (instant(i) >= from - DAY) ticks.push(Math.max(from, instant(i)));
  }
  return { grain, ticks };
}

/** A text in lines of at most so many characters, broken between words. */
export function wrapText(text, most) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Places for labels on a line so that none lies on another: at least `gap` apart, order kept. */
export function spread(wanted, gap, low, high) {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  order.forEach((one, k) => { one.y = Math.max(one.y, k ? order[k - 1].y + gap : low); });
  let limit = high;
  for (const one of order.toReversed()) {
    one.y = Math.min(one.y, limit);
    limit = one.y - gap;
  }
  const placed = [];
  order.forEach(({ y, i }) => { placed[i] = y; });
  return placed;
}
