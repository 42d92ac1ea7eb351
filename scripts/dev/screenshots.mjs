// Renews the pictures of docs/images from a running server with the sample record.
//
//   scripts/aralwatch load docs/examples/ala-archa.csv --mapping docs/examples/ala-archa.mapping.json
//   node scripts/dev/screenshots.mjs [ADDRESS] [FILE...]
//
// ADDRESS is http://127.0.0.1:8080 if not given; FILE names single pictures. Needs Chromium
// (ARALWATCH_CHROMIUM, or chromium on the path). With pngquant on the path the files are a quarter of the
// size. Look at every picture before you commit it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Place names of the form LAYER/CODE after "f=" are looked up: ids differ from store to store.
const PICTURES = [
  { file: 'map.png', hash: '', width: 1360, height: 850 },
  { file: 'decision-1985.png', hash: 'theme=aral-sea&view=water-area&date=1985', width: 1360, height: 850 },
  {
    file: 'decision-north-aral.png',
    hash: 'theme=aral-sea&view=water-area&date=2010&f=water-bodies/north-aral',
    width: 1600,
    height: 1000,
  },
  {
    file: 'polygon-hazards.png',
    hash: 'theme=hazards&view=earthquake-magnitude&z=8&c=41.0,72.0',
    width: 1360,
    height: 850,
  },
  {
    file: 'station-data.png',
    hash: 'theme=discharge&view=discharge&date=2004-07-25&z=7&c=42.7,73.4&f=hydroposts/15194',
    width: 1600,
    height: 900,
  },
  { file: 'phone.png', hash: 'theme=drinking-water', width: 500, height: 900 },
];

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

const images = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'images');
const server = (process.argv[2] ?? 'http://127.0.0.1:8080').replace(/\/$/, '');
const wanted = process.argv.slice(3);

async function withIds(hash) {
  const place = /\bf=([\w-]+)\/([\w-]+)/.exec(hash);
  if (!place) return hash;
  const [, layer, code] = place;
  const answer = await (await fetch(`${server}/api/v1/stations?q=${encodeURIComponent(code)}`)).json();
  const found = answer.features.find(
    ({ properties }) => properties.layer === layer && properties.code === code,
  );
  if (!found) throw new Error(`${server} has no ${layer}/${code}; the head of this file says how to load it`);
  return hash.replace(place[0], `f=${found.id}`);
}

function command(name) {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

const chromium = process.env.ARALWATCH_CHROMIUM ?? command('chromium') ?? command('google-chrome');
if (!chromium) throw new Error('there is no Chromium: install it, or set ARALWATCH_CHROMIUM');
const pngquant = command('pngquant');
const unknown = wanted.filter((name) => !PICTURES.some(({ file }) => file === name));
if (unknown.length) throw new Error(`no such picture: ${unknown.join(', ')}`);

for (const picture of PICTURES) {
  if (wanted.length && !wanted.includes(picture.file)) continue;
  const target = join(images, picture.file);
  const profile = mkdtempSync(join(tmpdir(), 'aralwatch-screenshot-'));
  try {
    rmSync(target, { force: true });
    execFileSync(chromium, [
      ...FLAGS,
      `--user-data-dir=${profile}`,
      `--window-size=${picture.width},${picture.height}`,
      '--virtual-time-budget=20000',
      `--screenshot=${target}`,
      `${server}/#${await withIds(picture.hash)}`,
    ], { stdio: 'ignore' });
    if (!existsSync(target)) throw new Error(`Chromium made no ${picture.file}`);
    if (pngquant) execFileSync(pngquant, ['--force', '--skip-if-larger', '--strip', '--output', target, '128', target]);
    console.log(`${picture.file}: ${Math.round(statSync(target).size / 1024)} kB`);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
