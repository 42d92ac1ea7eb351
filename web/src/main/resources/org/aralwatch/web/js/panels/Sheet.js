/** On a phone the panel is a sheet that is pulled up from the bottom; on a desk this does nothing. */

import { t } from '../i18n.js';

/** Pixels of a pull that count as one. */
const PULL = 30;

export class Sheet {
  #panel;
  #handle;

  constructor(panel, handle) {
    this.#panel = panel;
    this.#handle = handle;
    let start = null;
    let pulled = false;
    handle.addEventListener('pointerdown', (event) => {
      start = event.clientY;
      pulled = false;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener('pointermove', (event) => {
      if (start === null || Math.abs(event.clientY - start) < PULL) return;
      this.open(event.clientY < start);
      pulled = true;
      start = null;
    });
    handle.addEventListener('pointerup', () => { start = null; });
    handle.addEventListener('click', () => {
      if (!pulled) this.open(!this.isOpen);
      pulled = false;
    });
    this.render();
  }

  get isOpen() {
    return this.#panel.classList.contains('is-open');
  }

  open(open) {
    this.#panel.classList.toggle('is-open', open);
    if (!open) this.#panel.scrollTop = 0;
    this.render();
  }

  render() {
    this.#handle.setAttribute('aria-expanded', String(this.isOpen));
    this.#handle.setAttribute('aria-label', t(this.isOpen ? 'panel.less' : 'panel.more'));
  }
}
