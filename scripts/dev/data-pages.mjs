// Makes the pages about the data out of the data: docs/vocabulary.md, and in docs/data.md what stands
// between the marks <!-- generated NAME --> and <!-- end NAME -->. Needs nothing but node.
//
//   node scripts/dev/write-docs.mjs          writes them
//   node scripts/dev/write-docs.mjs --check  fails when one is stale; scripts/test does the same
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const reference = path.join(root, 'geodata/src/main/resources/reference');
const sample = path.join(root, 'ingest/src/main/resources/sample');
const json = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts), 'utf8'));
const vocabulary = (name, key = name) => json(reference, `${name}.json`)[key];

// ---- Markdown ---------------------------------------------------------------------------------
const cell = (text) => String(text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head, rows) => [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');
const code = (text) => `\`${text}\``;
const link = (text, url) => (url ? `[${text.replaceAll('[', '(').replaceAll(']', ')')}](${url.replaceAll(' ', '%20')})` : text);
const number = (n) => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
/** Figures of a range or a border, as they are written. */
const figure = (n) => (Math.abs(n) >= 10000 ? number(n) : String(n)).replace('-', '−');
const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

// ---- docs/vocabulary.md -----------------------------------------------------------------------
/** "P2Y" as "2 years". */
function duration(iso) {
  const parts = [...iso.matchAll(/(\d+)([YMD])/g)].filter(([, n]) => n !== '0');
  const words = { Y: 'year', M: 'month', D: 'day' };
  return parts.map(([, n, unit]) => count(Number(n), words[unit])).join(', ') || 'its period only';
}

function rounding(property) {
  return property.decimals === undefined
    ? count(property.significantDigits, 'significant digit')
    : count(property.decimals, 'decimal');
}

function believable(range) {
  if (!range) return '–';
  if (range.max === undefined) return `from ${figure(range.min)}`;
  if (range.min === undefined) return `to ${figure(range.max)}`;
  return `${figure(range.min)} to ${figure(range.max)}`;
}

/** g/mol, to the five digits of the weights. */
function molarMass(formula, weights) {
  const sum = [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)]
    .reduce((mass, [, element, atoms]) => mass + weights.get(element) * Number(atoms || 1), 0);
  return sum.toFixed(3);
}

function classes(set) {
  const borders = set.colours.map((_, i) => (i < set.upTo.length
    ? `≤ ${figure(set.upTo[i])}` : `> ${figure(set.upTo[i - 1])}`));
  return borders.map((border, i) => (set.labels ? `${border} ${set.labels[i].en}` : border)).join('; ');
}

/** A line for each test of each rule. */
function ruleRows(rules, symbol) {
  const border = (value) => (value === null || value === undefined ? '–' : figure(value));
  const levels = (test) => `${border(test.suspect)} / ${border(test.fail)}`;
  const run = (length) => (length ? `${length.count}${length.span ? ` over ${time(length.span)}` : ''}` : '–');
  const told = {
    usualRange: (t) => ['usual range', `outside of ${figure(t.min)} to ${figure(t.max)} / –`],
    spike: (t, unit) => [`spike, ${t.method}`, `${levels(t)} ${unit}`],
    rateOfChange: (t, unit) => [`rate of change in ${time(t.per)}`, `${levels(t)} ${unit}`],
    flatLine: (t) => ['flat line', `${run(t.suspect)} / ${run(t.fail)} equal values`
      + (t.tolerance ? `, to ${t.tolerance}` : '') + (t.natural.length ? `, but ${t.natural.join(' and ')}` : '')],
    climatology: (t) => ['climatology', `${levels(t)} standard deviations, of ${t.leastYears} years or more`],
    gap: (t) => ['gap', `${t.suspect ? time(t.suspect) : '–'} / ${t.fail ? time(t.fail) : '–'}`],
  };
  return rules.rules.flatMap((rule) => Object.keys(told).filter((key) => rule[key]).map((key) => {
    const unit = rule.scale ? `in ln(${symbol(rule.unit)} + ${rule.scale.logOffset})` : symbol(rule.unit);
    const [test, borders] = told[key](rule[key], unit);
    return [code(rule.property), rule.statistics.join(', '), rule.supports.join(', '), test, borders,
      `${rule[key].basis} (${rule[key].sources.join(', ')})`];
  }));
}

function relationRow(relation) {
  const side = (s) => [s.property ?? 'any property', ...(s.statistic ? [s.statistic] : [])].join(', ');
  const must = relation.kind === 'not-above'
    ? `${side(relation.part)} is not above ${side(relation.whole)}`
    : `${side(relation.tested)} jumps only with ${side(relation.beside)}`;
  const borders = relation.kind === 'not-above'
    ? `${relation.suspect ?? '–'} / ${relation.fail ?? '–'}`
    : `a step above ${relation.own} standard deviations beside one of up to ${relation.other} / –`;
  return [code(relation.id), must, borders, [relation.basis, ...relation.sources].join('; ')];
}

/** "PT1H" as "1 hour". */
function time(iso) {
  const words = { D: 'day', H: 'hour', M: 'minute' };
  return [...iso.matchAll(/(\d+)([DHM])/g)].map(([, n, unit]) => count(Number(n), words[unit])).join(', ');
}

export function vocabularyPage() {
  const themes = vocabulary('themes');
  const properties = vocabulary('properties');
  const units = new Map(vocabulary('units').map((unit) => [unit.ucum, unit]));
  const symbol = (ucum) => units.get(ucum).symbol.en;
  const substances = vocabulary('substances');
  const weights = new Map(vocabulary('substances', 'atomicWeights')
    .map(({ symbol: element, weight }) => [element, Number(weight)]));
  const shownBy = new Map();
  for (const theme of themes) {
    const named = [...theme.views, ...(theme.compositions ?? []).flatMap((c) => c.parts)];
    for (const { property } of named) if (!shownBy.has(property)) shownBy.set(property, theme.id);
  }
  const propertyTable = (list) => table(
    ['Property', 'What it is', 'Unit', 'Coarser values are', 'Shown with', 'Shown for', 'Believable'],
    list.map((p) => [`${p.name.en} ${code(p.id)}`, p.definition.en,
      p.expressedAs ? `${symbol(p.unit)} as ${p.expressedAs}` : symbol(p.unit),
      p.aggregation === 'sum' ? 'sums' : 'means', rounding(p), duration(p.persistence),
      believable(p.grossRange)]),
  );
  const flags = json(reference, 'quality-flags.json');
  const rules = json(reference, 'quality-rules.json');
  const crosswalk = json(reference, 'quality-crosswalk.json');
  const decisions = json(reference, 'quality-decisions.json');
  const flagName = new Map(flags.flags.map((flag) => [flag.code, flag.name.en]));
  const yes = (value) => (value ? 'yes' : 'no');
  const source = (name) => `Source: ${json(reference, `${name}.json`).source}`;
  const part = (title, name, ...blocks) => [`## ${title}`, ...blocks, source(name)];

  return [
    '# Vocabulary',
    '<!-- Generated by scripts/dev/write-docs.mjs from the files named below: change those. -->',
    'The words of the record: what is observed, in which unit, what a flag means, under which terms values '
      + 'may be used. Each table is a reviewed file under `geodata/src/main/resources/reference/`, with names and '
      + 'definitions in English and Russian (this page shows the English), described by a JSON Schema in '
      + '`reference/schema/` and proved by tests. A program reads them as `GET /api/v1/vocabularies` and '
      + '`GET /api/v1/vocabularies/NAME`.',
    ...part('Themes', 'themes',
      'A theme is a subject of the map; a view shows one property, as it is or gathered by a period.',
      table(['Theme', 'What is to be seen', 'Views'], themes.map((theme) => [
        `${theme.name.en} ${code(theme.id)}`, theme.summary.en,
        theme.views.map((view) => code(view.period ? `${view.property}-${view.period}` : view.property)).join(', ')]))),
    ...part('Layers', 'layers',
      'A layer is a kind of feature: base map only, stations or areas with values, or events, which happened at a '
        + 'place and a time.',
      table(['Layer', 'Geometry', 'Kind'], [...vocabulary('layers')].sort((a, b) => a.order - b.order)
        .map((layer) => [`${layer.name.en} ${code(layer.id)}`, layer.geometryType, layer.kind]))),
    ...part('Properties', 'properties',
      'What is observed. Values are stored in the unit given, converted from that of the file. "Shown for" is for '
        + 'how long after its period a value may stand on the map; a value outside of what is believable is stored '
        + 'and flagged as bad.',
      ...themes.flatMap((theme) => {
        const list = properties.filter((p) => shownBy.get(p.id) === theme.id);
        return list.length ? [`### ${theme.name.en}`, propertyTable(list)] : [];
      }),
      ...(properties.some((p) => !shownBy.has(p.id))
        ? ['### In no view yet', propertyTable(properties.filter((p) => !shownBy.has(p.id)))] : [])),
    ...part('Classes', 'classes',
      'By which values are coloured on the map. A border belongs to the class below it.',
      table(['Classes', 'Borders', 'Drawn by'], vocabulary('classes').map((set) => [
        `${set.title.en} ${code(set.id)}`, classes(set), set.source.en]))),
    ...part('Statistics', 'statistics',
      'What a value says of its period.',
      table(['Statistic', 'What it is', 'WaterML 2.0', 'Phenomenon time (ISO 19156)', 'Cell method (CF)'],
        vocabulary('statistics').map((s) => [`${s.name.en} ${code(s.id)}`, s.definition.en, s.waterml2,
          s.phenomenonTime, s.cellMethod ?? '–']))),
    ...part('Periods', 'periods',
      'A value stands for a period; values are gathered by a period. Days are those of the station.',
      table(['Period', 'What it is', 'A value may stand for it', 'Values may be gathered by it', 'Calendar'],
        vocabulary('periods').map((p) => [`${p.name.en} ${code(p.id)}`, p.definition.en, yes(p.support),
          yes(p.aggregation), p.calendar]))),
    ...part('Quality flags', 'quality-flags',
      'The summary of what is known of a value. The tests it failed and the decision of a person are kept apart '
        + 'from it; [quality.md](quality.md) tells how it follows from them.',
      table(['Flag', 'Name', 'Meaning', 'Counts in aggregates'], flags.flags.map((flag) => [flag.code,
        `${flag.name.en} ${code(flag.id)}`, flag.definition.en, yes(flag.usable)]))),
    ...part('Quality tests', 'quality-tests',
      'Which test a value failed is a bit of its own, and so is by which test it is suspect.',
      table(['Test', 'Bit: fails', 'Bit: suspect', 'What it finds', 'Changes the flag', 'QARTOD'],
        vocabulary('quality-tests', 'tests').map((test) => [`${test.name.en} ${code(test.id)}`, test.bit,
          test.suspectBit, test.definition.en, yes(test.weighs), test.qartod ?? '–']))),
    ...part('Quality rules', 'quality-rules',
      'From where on a test calls a value suspect / bad, in the unit of the property. The gross range stands with '
        + 'the properties above.',
      table(['Property', 'Statistic', 'Period', 'Test', 'Suspect / bad', 'How it was found'], ruleRows(rules, symbol)),
      'Where two series must fit together:',
      table(['Relation', 'What must hold', 'Suspect / bad', 'How it was found'], rules.relations.map(relationRow)),
      `Position: suspect above ${figure(rules.location.suspectKm)} km from the station (${rules.location.basis}). `
        + `Neighbours: suspect above ${figure(rules.neighbour.suspect)} robust deviations (${rules.neighbour.basis}).`,
      'Without further rules, and why:',
      table(['Properties', 'Reason'], rules.none.map((group) => [group.properties.map(code).join(', '),
        group.reason.en])),
      'Taken from:',
      table(['Source', 'Read', 'What it says'], rules.sources.map((s) => [link(s.title, s.url),
        s.read ?? 'not itself', s.says]))),
    ...part('Quality crosswalk', 'quality-crosswalk',
      'The same in other schemes; – where a scheme has no such code.',
      table(['Meaning', 'Ours', ...crosswalk.schemes.map((scheme) => link(scheme.name, scheme.url)), 'Lost in reading'],
        crosswalk.meanings.map((meaning) => [meaning.name.en,
          [`${meaning.flag} ${flagName.get(meaning.flag).toLowerCase()}`,
            ...(meaning.origin === 'original' ? [] : [meaning.origin]),
            ...(meaning.qualifier ? [code(meaning.qualifier)] : [])].join(', '),
          ...crosswalk.schemes.map((scheme) => meaning.codes[scheme.id] ?? '–'), meaning.lost?.en ?? '']))),
    ...part('Quality decisions', 'quality-decisions',
      'What a person who has looked may decide on a value:',
      table(['Decision', 'Meaning', 'Flag'], decisions.decisions.map((d) => [`${d.name.en} ${code(d.id)}`,
        d.definition.en, d.flag ? `${d.flag} ${flagName.get(d.flag).toLowerCase()}` : 'as the tests say'])),
      'How a value may be corrected:',
      table(['Correction', 'What it does'], decisions.corrections.map((c) => [`${c.name.en} ${code(c.id)}`,
        c.definition.en])),
      'The state of a series over a period:',
      table(['State', 'Meaning'], decisions.states.map((s) => [`${s.name.en} ${code(s.id)}`, s.definition.en]))),
    ...part('Units', 'units',
      table(['Unit', 'UCUM', 'Name', 'Dimension', 'Factor to base units'], [...units.values()].map((unit) => [
        unit.symbol.en, code(unit.ucum), unit.name.en, unit.dimension,
        unit.toBase.offset ? `${unit.toBase.factor}, then + ${unit.toBase.offset}` : unit.toBase.factor]))),
    ...part('Substances', 'substances',
      'Masses of a substance are counted as one of its formulas: the same water has 45 mg/L of nitrate as NO3 and '
        + '10.2 mg/L as N. Files may use any formula of the list; gases may also be given as shares of the air at a '
        + 'temperature and a pressure, ions as moles or equivalents.',
      table(['Substance', 'Charge', 'Gas', 'Counted as (g/mol)'], substances.map((one) => [
        `${one.name.en} ${code(one.id)}`, String(one.charge).replace('-', '−'), yes(one.gas),
        one.expressions.map(({ formula }) => `${formula} (${molarMass(formula, weights)})`).join(', ')]))),
    ...part('Licences', 'licences',
      table(['Licence', 'Name the source', 'Share alike', 'Commercial use', 'Pass on', 'Change'],
        vocabulary('licences').map((l) => [`${link(l.name, l.url)} ${code(l.id)}`, yes(l.attribution),
          yes(l.shareAlike), yes(l.commercial), yes(l.redistribution), yes(l.modification)]))),
    ...part('Organisations', 'organisations',
      table(['Organisation', 'Country'], vocabulary('organisations').map((o) => [
        `${link(o.name.en, o.url)} ${code(o.id)}`, o.country ?? 'international']))),
    ...part('Languages', 'languages',
      table(['Language', 'Its own name', 'Script', 'What there is in it'], vocabulary('languages').map((l) => [
        `${l.name.en} ${code(l.id)}`, l.ownName, l.script,
        l.completeness === 'complete' ? 'every text' : 'names of themes, layers and known places; else English']))),
  ].join('\n\n') + '\n';
}

// ---- docs/data.md -----------------------------------------------------------------------------
function csvRows(text) {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const cells = [];
    for (const m of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)) {
      cells.push(m[1] === undefined ? m[2] : m[1].replaceAll('""', '"'));
    }
    return cells;
  });
}

/** What stands in one file of the sample. */
function sampleFile(name) {
  const mapping = json(sample, `${name}.mapping.json`);
  const [head, ...rows] = csvRows(fs.readFileSync(path.join(sample, `${name}.csv`), 'utf8'));
  const at = (column) => head.indexOf(column);
  const words = mapping.properties.values;
  const years = rows.map((r) => r[at(mapping.time.column)].slice(0, 4)).sort();
  const used = rows.map((r) => words[r[at(mapping.properties.column)]].property);
  return {
    name, mapping, rows: rows.length,
    properties: [...new Set(used)].sort(),
    years: years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`,
  };
}

const shortLicence = (id) => id.replace(/^LicenseRef-/, '');

/** Blocks of docs/data.md by the name of their marks. */
export function dataBlocks() {
  const files = json(sample, 'index.json').files.map(sampleFile);
  const figures = files.reduce((sum, file) => sum + file.rows, 0);
  const layers = [...vocabulary('layers')].sort((a, b) => a.order - b.order);
  const sampleTables = layers.flatMap((layer) => {
    const own = files.filter((file) => file.mapping.layer === layer.id);
    if (own.length === 0) return [];
    const rows = own.reduce((sum, file) => sum + file.rows, 0);
    return [`### ${layer.name.en} (${code(layer.id)}): ${count(own.length, 'file')}, ${count(rows, 'figure')}`,
      table(['File', 'Properties', 'Years', 'Rows', 'Licence', 'Source'], own.map((file) => {
        const { source, licence } = file.mapping.datastream;
        return [code(file.name), file.properties.join(', '), file.years, file.rows, shortLicence(licence),
          link(source.title, source.url)];
      }))];
  });
  const places = layers.filter((layer) => fs.existsSync(path.join(reference, 'features', `${layer.id}.geojson`)));
  return {
    counts: `The sample record holds ${count(figures, 'published figure')} in ${count(files.length, 'file')}.`,
    sample: sampleTables.join('\n\n'),
    places: table(['File', 'What', 'Features', 'Licence', 'Source'], places.map((layer) => {
      const { aralwatch: about, features } = json(reference, 'features', `${layer.id}.geojson`);
      return [code(layer.id), layer.name.en, number(features.length), shortLicence(about.licence),
        link(about.source, about.sourceUrl)];
    })),
  };
}

/** The text with each marked block made anew; a mark that is missing is an error. */
export function withBlocks(text, blocks) {
  let changed = text;
  for (const [name, block] of Object.entries(blocks)) {
    const [begin, end] = [`<!-- generated ${name} -->`, `<!-- end ${name} -->`];
    const [from, to] = [changed.indexOf(begin), changed.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/data.md has no marks ${begin} ${end}`);
    changed = `${changed.slice(0, from + begin.length)}\n${block}\n${changed.slice(to)}`;
  }
  return changed;
}

/** Text by path from the root of the repository, as it should be. */
export function pages() {
  const data = path.join(root, 'docs/data.md');
  return new Map([
    ['docs/vocabulary.md', vocabularyPage()],
    ['docs/data.md', withBlocks(fs.readFileSync(data, 'utf8'), dataBlocks())],
  ]);
}

/** Paths of pages that are not as the data are. */
export function stale() {
  return [...pages()].filter(([file, text]) => {
    const at = path.join(root, file);
    return !fs.existsSync(at) || fs.readFileSync(at, 'utf8') !== text;
  }).map(([file]) => file);
}

export function writePages() {
  for (const [file, text] of pages()) fs.writeFileSync(path.join(root, file), text);
}
