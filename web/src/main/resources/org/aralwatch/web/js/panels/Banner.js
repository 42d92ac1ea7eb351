/** Messages over the map: something failed (with a way to try again), or nothing to show. */

import { byId, h, icon } from '../dom.js';
import { t } from '../i18n.js';

let retry = null;

/** Shows a failure until it is tried again, cleared or closed. */
export function showError(key, error, again) {
  retry = again;
  const detail = error?.status > 0 && error.message ? error.message : null;
  byId('banner').replaceChildren(
    icon('warning'),
    h('p', {}, h('strong', {}, t(key)), detail && ' ', detail && h('span', {}, detail)),
    h('button', { type: 'button', class: 'button', onclick: tryAgain }, t('error.retry')),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': t('close'),
      onclick: clearError }, icon('close')));
  byId('banner').hidden = false;
}

function tryAgain() {
  clearError();
  retry?.();
}

export function clearError() {
  byId('banner').hidden = true;
}

/** A quiet note on the map, with or without a button. */
export function showNote(text, action = null) {
  byId('note').replaceChildren(h('span', {}, text),
    ...(action ? [h('button', { type: 'button', class: 'button', onclick: action.run },
      action.label)] : []));
  byId('note').hidden = false;
}

export function clearNote() {
  byId('note').hidden = true;
}
