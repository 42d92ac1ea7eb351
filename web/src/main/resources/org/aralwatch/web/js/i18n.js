/** Texts of the page in the chosen language; a text missing there is shown in English. */

export const LANGUAGES = ['en', 'ru'];
const STORED = 'aralwatch.language';

let language = 'en';
let texts = {};
let fallback = {};

/** The language to start with: of the URL, else the one chosen before, else the browser's. */
export function pickLanguage(fromUrl, stored, fromBrowser) {
  const wanted = [fromUrl, stored, ...fromBrowser.map((tag) => tag.slice(0, 2))];
  return wanted.find((code) => LANGUAGES.includes(code)) ?? 'en';
}

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

/** Takes over the dictionaries of a language; `english` stands in for what is missing. */
export function useTexts(code, dictionary, english = dictionary) {
  language = code;
  texts = dictionary;
  fallback = english;
}

export const currentLanguage = () => language;

/** Text by key with {name} places filled; a text by number has plural forms and takes {n}. */
export function t(key, values = {}) {
  let text = texts[key] ?? fallback[key] ?? key;
  if (typeof text === 'object') {
    const form = new Intl.PluralRules(language).select(values.n ?? 0);
    text = text[form] ?? text.other;
  }
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** The name in the current language, else English, else whatever there is. */
export function nameOf(names) {
  if (!names) return '';
  if (typeof names === 'string') return names;
  return names[language] ?? names.en ?? Object.values(names)[0] ?? '';
}
