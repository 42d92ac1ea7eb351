import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { dataBlocks, stale, vocabularyPage, withBlocks } from './data-pages.mjs';

test('reference data and sample record fit together', () => {
  const check = fileURLToPath(new URL('check-data.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [check], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.match(stdout, /no faults/);
  assert.equal(status, 0);
});

test('the pages about the data are as the data are', () => {
  assert.deepEqual(stale(), [], 'run node scripts/dev/write-docs.mjs');
});

test('a block is made anew between its marks and nothing else is touched', () => {
  const text = 'before\n<!-- generated a -->\nold\n<!-- end a -->\nafter\n';
  assert.equal(withBlocks(text, { a: 'new' }), 'before\n<!-- generated a -->\nnew\n<!-- end a -->\nafter\n');
});

test('a page without its marks is an error, not a page without its table', () => {
  assert.throws(() => withBlocks('nothing here', { sample: 'x' }), /no marks/);
});

test('every row of a table has as many cells as its head', () => {
  const text = [vocabularyPage(), ...Object.values(dataBlocks())].join('\n\n');
  for (const block of text.split('\n\n').filter((part) => part.startsWith('|'))) {
    const cells = block.trim().split('\n').map((line) => line.split(/(?<!\\)\|/).length);
    assert.equal(new Set(cells).size, 1, block.slice(0, 80));
  }
});
