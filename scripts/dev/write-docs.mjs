// Developer tool: writes the pages about the data (data-pages.mjs tells which), or says which are stale.
//
//   node scripts/dev/write-docs.mjs [--check]
import { stale, writePages } from './data-pages.mjs';

const old = stale();
if (process.argv[2] === '--check') {
  for (const file of old) console.error(`${file} is stale: run node scripts/dev/write-docs.mjs`);
  process.exit(old.length === 0 ? 0 : 1);
}
writePages();
console.log(old.length === 0 ? 'nothing to do' : `written: ${old.join(', ')}`);
