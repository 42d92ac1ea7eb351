/** The time slider: play and pause, a step back and forth, the date, the whole extent. */

import { byId, h, icon } from '../dom.js';
import { currentLanguage, t } from '../i18n.js';
import { formatStep } from '../format.js';
import { stepIndex, stepInstant, tickYears } from '../time.js';

/** Time a picture stands at least while playing, ms. */
const BEAT = 900;

export class TimeBar {
  #on;
  #shown = null;
  #playing = false;
  #timer = null;

  /** @param {{change(index), settled(): Promise}} on settled: when the map shows the date */
  constructor(on) {
    this.#on = on;
    byId('time-range').addEventListener('input', (event) => {
      this.pause();
      this.#go(Number(event.target.value));
    });
    byId('time-back').addEventListener('click', () => this.#step(-1));
    byId('time-forward').addEventListener('click', () => this.#step(1));
    byId('time-play').addEventListener('click', () => (this.#playing ? this.pause() : this.#play()));
    byId('time-back').append(icon('back'));
    byId('time-forward').append(icon('forward'));
    new ResizeObserver(() => {
      if (this.#shown?.range) this.#renderTicks(this.#shown.step, this.#shown.range);
    }).observe(byId('time-ticks'));
  }

  /** @param {{step: string, range: {first, last}|null, index: number|null}} selection */
  render(selection) {
    this.#shown = selection;
    const { step, range, index } = selection;
    const language = currentLanguage();
    byId('timebar').classList.toggle('is-empty', !range);
    byId('timebar').dataset.step = step;
    const slider = byId('time-range');
    const controls = [slider, byId('time-back'), byId('time-play'), byId('time-forward')];
    controls.forEach((control) => { control.disabled = !range; });
    byId('time-unit').textContent = t(`step.${step}`);
    this.#renderPlay();
    if (!range) {
      byId('time-label').textContent = t('legend.noDates');
      byId('time-ticks').replaceChildren();
      return;
    }
    const label = formatStep(step, index, language);
    slider.min = range.first;
    slider.max = range.last;
    slider.value = index;
    slider.setAttribute('aria-valuetext', label);
    byId('time-label').textContent = label;
    byId('time-back').disabled = index <= range.first;
    byId('time-forward').disabled = index >= range.last;
    this.#renderTicks(step, range);
  }

  #renderTicks(step, { first, last }) {
    const year = (i) => new Date(stepInstant(step, i)).getUTCFullYear();
    const room = Math.floor(byId('time-ticks').clientWidth / 52);
    const years = room < 4 ? [...new Set([year(first), year(last)])]
      : tickYears(year(first), year(last), room);
    const place = (y) => {
      const i = Math.max(first, stepIndex(step, Date.UTC(y, step === 'year' ? 6 : 0, 2)));
      return last > first ? (i - first) / (last - first) : 0.5;
    };
    byId('time-ticks').replaceChildren(...years.map((y) => {
      const tick = h('span', {}, String(y));
      tick.style.left = `${(Math.min(1, place(y)) * 100).toFixed(2)}%`;
      return tick;
    }));
  }

  #renderPlay() {
    const button = byId('time-play');
    button.replaceChildren(icon(this.#playing ? 'pause' : 'play'));
    button.setAttribute('aria-label', t(this.#playing ? 'time.pause' : 'time.play'));
    button.classList.toggle('is-playing', this.#playing);
  }

  #go(index) {
    if (this.#shown?.range) this.#on.change(index);
  }

  #step(by) {
    this.pause();
    const { range, index } = this.#shown;
    this.#go(Math.min(range.last, Math.max(range.first, index + by)));
  }

  #play() {
    const { range, index } = this.#shown;
    this.#playing = true;
    this.#renderPlay();
    if (index >= range.last) this.#go(range.first);
    this.#beat();
  }

  #beat() {
    this.#timer = setTimeout(async () => {
      if (!this.#playing) return;
      const { range, index } = this.#shown;
      if (index >= range.last) {
        this.pause();
        return;
      }
      this.#go(index + 1);
      await this.#on.settled();
      if (this.#playing) this.#beat();
    }, BEAT);
  }

  pause() {
    clearTimeout(this.#timer);
    if (!this.#playing) return;
    this.#playing = false;
    this.#renderPlay();
  }
}
