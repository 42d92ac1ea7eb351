// Developer tool: how much the values of public records change from one to the next, as borders of
// reference/quality-rules.json are made from it where no publication has any.
//
//   node scripts/dev/quality-statistics.mjs LAYOUT FILE...
//
// Layouts, named after where the files come from (docs/quality.md has addresses and hashes):
//   airnow      hourly PM2.5 of an embassy; "QC Name" other than Valid is left out
//   chirchik    long table of the basin of the Chirchik: type, resolution and code make a series
//   year-36     a file is a gauge, a row is a year with 36 dekads; discharge
//
// Prints for each kind of series the percentiles of: the change from one value to the next, by
// length of time between their middles, made one of a step; the smaller difference to both
// neighbours of a value that lies above or below both; and of the lengths of runs of equal values.
// Only values without a gap between them are compared. Needs nothing but node.
import fs from 'node:fs';
import path from 'node:path';

const HOUR = 3_600_000;
const LOG_OFFSET = 0.01; // m3/s
const discharge = { scale: (x) => (x + LOG_OFFSET > 0 ? Math.log(x + LOG_OFFSET) : NaN), unit: 'ln(m3/s + 0.01)' };
const asItIs = (unit) => ({ scale: (x) => x, unit });

function csv(file) {
  const cells = (line) => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  return fs.readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line !== '').map(cells);
}
function records(file) {
  const [head, ...rows] = csv(file);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}
const number = (text) => (text === '' || text === 'NA' || text === undefined ? NaN : Number(text));

/** The dekad that ends on that day or, for a month, the month. */
function periodEndingOn(text, resolution) {
  const last = new Date(`${text}T00:00:00Z`);
  const first = new Date(last);
  first.setUTCDate(resolution === 'mon' ? 1 : Math.min(Math.floor((last.getUTCDate() - 1) / 10), 2) * 10 + 1);
  return [first.getTime(), last.getTime() + 24 * HOUR];
}

const layouts = {
  airnow(files) {
    const values = files.flatMap(records).filter((r) => r['QC Name'] === 'Valid').map((r) => {
      // 12-hour clock, local time; the label is the end of the hour.
      const [, day, h, , half] = r['Date (LT)'].match(/^(\S+) (\d\d):(\d\d) (AM|PM)$/);
      const end = Date.parse(`${day}T00:00:00Z`) + ((Number(h) % 12) + (half === 'PM' ? 12 : 0)) * HOUR;
      return [end - HOUR, end, Number(r['Raw Conc.'])];
    });
    return [{ name: 'pm2-5 PT1H', step: HOUR, ...asItIs('ug/m3'), series: [values] }];
  },
  chirchik(files) {
    const kinds = new Map();
    for (const r of files.flatMap(records)) {
      const kind = `${r.type} ${r.resolution}`;
      if (!kinds.has(kind)) kinds.set(kind, new Map());
      const series = kinds.get(kind);
      if (!series.has(r.code)) series.set(r.code, []);
      series.get(r.code).push([...periodEndingOn(r.date, r.resolution), number(r.data)]);
    }
    return [...kinds].map(([name, series]) => ({
      name,
      step: (name.endsWith('mon') ? 730.5 : 240) * HOUR,
      ...(name.startsWith('Q') ? discharge : asItIs(name.startsWith('T') ? 'Cel' : 'mm')),
      natural: name.startsWith('P') ? 0 : undefined,
      series: [...series.values()],
    }));
  },
  'year-36'(files) {
    const series = files.map((file) => csv(file).flatMap(([year, ...cells]) => cells.slice(0, 36).map((cell, i) => {
      const month = Math.floor(i / 3);
      const begin = Date.UTC(Number(year), month, (i % 3) * 10 + 1);
      const end = i % 3 === 2 ? Date.UTC(Number(year), month + 1, 1) : begin + 240 * HOUR;
      return [begin, end, number(cell)];
    })));
    return [{ name: `Q dec (${files.map((f) => path.basename(f)).length} gauges)`, step: 240 * HOUR, ...discharge, series }];
  },
};

/** Nearest rank. */
function percentiles(numbers) {
  const sorted = numbers.filter((x) => !Number.isNaN(x)).sort((a, b) => a - b);
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))];
  const found = [50, 90, 99, 99.9, 99.99, 100].map((p) => `${p}%: ${Number(at(p).toPrecision(3))}`);
  return `${sorted.length} of them; ${found.join(', ')}`;
}

function describe({ name, step, scale, unit, natural, series }) {
  const changes = [];
  const spikes = [];
  const runs = new Map();
  let count = 0;
  for (const unsorted of series) {
    const there = unsorted.filter(([, , x]) => !Number.isNaN(x)).sort((a, b) => a[0] - b[0]);
    const values = there.filter((v, i) => i === 0 || v[0] > there[i - 1][0]);
    count += values.length;
    let run = 1;
    values.forEach(([begin, end, x], i) => {
      const before = values[i - 1];
      const after = values[i + 1];
      const follows = before !== undefined && before[1] === begin;
      if (follows) {
        const time = ((begin + end) - (before[0] + before[1])) / 2;
        changes.push((Math.abs(scale(x) - scale(before[2])) * step) / time);
      }
      run = follows && before[2] === x ? run + 1 : 1;
      if (x !== natural) runs.set(run, (runs.get(run) ?? 0) + 1);
      if (follows && after !== undefined && after[0] === end) {
        const [left, right] = [scale(x) - scale(before[2]), scale(x) - scale(after[2])];
        spikes.push(left * right > 0 ? Math.min(Math.abs(left), Math.abs(right)) : 0);
      }
    });
  }
  console.log(`${name}: ${count} values of ${series.length} series, in ${unit}`);
  console.log(`  change in a step      ${percentiles(changes)}`);
  console.log(`  smaller difference    ${percentiles(spikes)}`);
  const lengths = [...runs].sort((a, b) => a[0] - b[0]).map(([length, n]) => `${length}: ${n}`);
  console.log(`  values that are the nth of a run of equal ones  ${lengths.join(', ')}`);
}

const [layout, ...files] = process.argv.slice(2);
if (!(layout in layouts) || files.length === 0) {
  console.error(`usage: node scripts/dev/quality-statistics.mjs ${Object.keys(layouts).join('|')} FILE...`);
  process.exit(2);
}
for (const kind of layouts[layout](files)) describe(kind);
