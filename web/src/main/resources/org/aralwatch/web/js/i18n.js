/** Texts of the page in the chosen language; a text missing there is shown in English. */

/** Languages in which the whole page speaks. */
export const LANGUAGES = ['en', 'ru'];

/** Languages in which places and themes are named, with the language of all other texts. */
export const NAME_LANGUAGES = { uz: 'ru', kk: 'ru', ky: 'ru', tg: 'ru', tk: 'ru' };

/** Each language in its own words. */
export const OWN_NAMES = { en: 'English', ru: 'Русский', uz: 'Oʻzbekcha', kk: 'Қазақша',
  ky: 'Кыргызча', tg: 'Тоҷикӣ', tk: 'Türkmençe' };

const STORED = 'aralwatch.language';

let language = 'en';
let names = 'en';
let texts = {};
let fallback = {};

const known = (code) => LANGUAGES.includes(code) || code in NAME_LANGUAGES;

/** The language to start with: of the URL, else the one chosen before, else the browser's. */
export function pickLanguage(fromUrl, stored, fromBrowser) {
  const wanted = [fromUrl, stored].find((code) => code && known(code));
  if (wanted) return wanted;
  return fromBrowser.map((tag) => tag.slice(0, 2)).find((code) => LANGUAGES.includes(code)) ?? 'en';
}

/** The language of the texts when a language is chosen: its own, or the one it falls back to. */
export const textLanguage = (code) => NAME_LANGUAGES[code] ?? code;

export function storedLanguage() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage is switched off in this browser: the choice lives in the URL only
  }
}

export function storeLanguage(code) {
  try {
    localStorage.setItem(STORED, code);
  } catch {
    // as above: nothing is lost but the memory of the choice
  }
}

/** Takes over the dictionary of a language's texts; `english` stands in for what is missing. */
export function useTexts(code, dictionary, english = dictionary) {
  names = code;
  language = textLanguage(code);
  texts = dictionary;
  fallback = english;
}

/** The language of texts, numbers and dates. */
export const currentLanguage = () => language;

/** The language of names, which may be one the texts are not in. */
export const currentNames = () => names;

/** Whether there is a text of this key in any language. */
export const hasText = (key) => (texts[key] ?? fallback[key]) !== undefined;

/** Text by key with {name} places filled; a text by number has plural forms and takes {n}. */
export function t(key, values = {}) {
  let text = texts[key] ?? fallback[key] ?? key;
  if (typeof text !== 'string') {
    const form = new Intl.PluralRules(language).select(values.count ?? values.n ?? 0);
    text = text[form] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** The name in the chosen language, else in that of the texts, else whatever there is. */
export function nameOf(given) {
  if (!given) return '';
  if (typeof given === 'string') return given;
  return given[names] ?? given[language] ?? given.en ?? Object.values(given)[0] ?? '';
}

/** A longer text: in the language of the page's texts, never only a name's. */
export function textOf(given) {
  if (!given) return '';
  if (typeof given === 'string') return given;
  return given[language] ?? given.en ?? Object.values(given)[0] ?? '';
}
