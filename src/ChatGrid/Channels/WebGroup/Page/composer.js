// Where one writes: text, quote, photos, quick replies.

import { el, fill, icon, memory } from './dom.js';
import { shrink } from './photo.js';
import { toast } from './sheets.js';
import { localeNow, t } from './texts.js';

const mostPhotos = 4;
const warnAt = 400;

export class Composer {
  /** @param options {isPrivate, draftKey, limits, send({text, quote, photos, locale}), command(text)} */
  constructor(options) {
    Object.assign(this, options, { quote: null, photos: [], replies: null });
    this.build();
    this.input.value = memory.get(this.draftKey) || '';
    this.refresh();
  }

  build() {
    this.input = el('textarea.input', { rows: '1', enterkeyhint: 'send', autocomplete: 'off', 'data-testid': this.isPrivate ? 'composer-private' : 'composer' });
    this.button = el('button.send', { type: 'button', 'data-testid': this.isPrivate ? 'send-private' : 'send' });
    this.file = el('input.offscreen', { type: 'file', accept: 'image/*', multiple: true, tabindex: '-1', 'aria-hidden': 'true', 'data-testid': 'photo-input' });
    this.camera = el('button.tool', { type: 'button', 'data-testid': 'photo-button' }, icon('camera'));
    this.chips = el('div.chips', { role: 'group' });
    this.extras = el('div.extras');
    this.count = el('span.count', { 'aria-live': 'polite' });
    this.node = el('div.composer', null, this.chips, this.extras, el('div.composer-row', null, this.camera, el('div.field', null, this.input, this.count), this.button, this.file));
    this.listen();
    this.say();
  }

  /** Writes what is said in the language of now. */
  say() {
    this.input.placeholder = t(this.isPrivate ? 'composerPrivate' : 'composerGroup');
    this.input.setAttribute('aria-label', this.input.placeholder);
    this.button.textContent = t('send');
    this.camera.setAttribute('aria-label', t('photo'));
    this.camera.title = t('photo');
    this.chips.setAttribute('aria-label', t('quickReplies'));
    this.drawChips();
    this.drawExtras();
  }

  listen() {
    this.input.addEventListener('input', () => this.refresh());
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.submit();
    });
    this.button.addEventListener('pointerdown', (event) => event.preventDefault()); // The keyboard stays up.
    this.button.addEventListener('click', () => this.submit());
    this.camera.addEventListener('click', () => this.file.click());
    this.file.addEventListener('change', () => {
      this.addPhotos(Array.from(this.file.files));
      this.file.value = '';
    });
    this.input.addEventListener('paste', (event) => {
      const files = Array.from((event.clipboardData || {}).files || []).filter((f) => f.type.startsWith('image/'));
      if (!files.length) return;
      event.preventDefault();
      this.addPhotos(files);
    });
  }

  async addPhotos(files) {
    for (const file of files) {
      if (this.photos.length >= mostPhotos) {
        toast(t('photoMost', { n: mostPhotos }), true);
        break;
      }
      const place = { busy: true };
      this.photos.push(place);
      this.refresh();
      try {
        Object.assign(place, await shrink(file, this.limits.photoBytes), { busy: false });
        place.url = URL.createObjectURL(place.blob);
      } catch (error) {
        this.photos = this.photos.filter((p) => p !== place);
        toast(error.message, true);
      }
      this.refresh();
    }
    if (files.length) this.input.focus();
  }

  get text() { return this.input.value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim(); }

  submit() {
    const text = this.text;
    if ((!text && !this.photos.length) || this.photos.some((p) => p.busy)) return;
    if (text.length > this.limits.textLength) {
      toast(t('tooLong', { n: text.length, most: this.limits.textLength }), true);
      return;
    }
    const photos = this.photos.map(({ blob, name }) => ({ blob, name }));
    this.photos.forEach((p) => URL.revokeObjectURL(p.url));
    this.send({ text, quote: this.quote, photos, locale: localeNow() });
    this.input.value = '';
    this.photos = [];
    this.quote = null;
    this.refresh();
  }

  /** Sends a ready answer as one's own line; what is being written stays. */
  answer(text) { this.send({ text, quote: null, photos: [], locale: localeNow() }); }

  quoteLine(line) {
    this.quote = { id: line.id, author: line.from.name, text: (line.text || (line.card ? t('cardShort') : t('photoShort'))).slice(0, 200) };
    this.refresh();
    this.input.focus();
  }

  insert(text) {
    const { selectionStart: from, selectionEnd: to, value } = this.input;
    const space = from > 0 && !/\s$/.test(value.slice(0, from)) ? ' ' : '';
    this.input.setRangeText(space + text, from, to, 'end');
    this.refresh();
    this.input.focus();
  }

  offer(line) {
    const key = line ? line.id : null;
    if (this.replies && this.replies.key === key) return;
    this.replies = { key, actions: line ? line.actions : [] };
    this.drawChips();
  }

  drawChips() {
    const actions = this.replies && this.replies.actions.length ? this.replies.actions
      : this.isPrivate ? t('commands').map((text) => ({ title: text, value: text, isCommand: true })) : [];
    fill(this.chips, actions.map((action) => {
      const text = String(action.value || action.title);
      return el(`button.chip${action.isCommand ? '.command' : ''}`, { type: 'button', 'data-testid': 'quick-reply', on: { click: () => this.answer(text) } }, action.title || text);
    }));
    this.chips.hidden = !actions.length;
  }

  drawExtras() {
    const parts = [];
    if (this.quote) {
      parts.push(el('div.quoting', null, el('span', null, t('quoting', { name: this.quote.author }), this.quote.text),
        el('button.round', { type: 'button', 'aria-label': t('quoteDrop'), on: { click: () => { this.quote = null; this.refresh(); } } }, icon('close'))));
    }
    if (this.photos.length) {
      parts.push(el('div.strip', null, this.photos.map((photo) => el('div.thumb', null, photo.url ? el('img', { src: photo.url, alt: t('photoShort') }) : el('span.spinner.small'),
        el('button.round', { type: 'button', 'aria-label': t('photoRemove'), on: { click: () => { this.photos = this.photos.filter((p) => p !== photo); this.refresh(); } } }, icon('close'))))));
    }
    fill(this.extras, parts);
    this.extras.hidden = !parts.length;
  }

  refresh() {
    const left = this.limits.textLength - this.text.length;
    this.button.disabled = (!this.text && !this.photos.length) || this.photos.some((p) => p.busy);
    this.count.textContent = left < 0 ? t('charsOver', { n: -left }) : left < warnAt ? t('charsLeft', { n: left }) : '';
    this.count.classList.toggle('over', left < 0);
    this.input.style.height = 'auto';
    this.input.style.height = Math.min(this.input.scrollHeight, 150) + 'px';
    memory.set(this.draftKey, this.input.value ? this.input.value.slice(0, 8000) : null);
    this.drawExtras();
    if (this.resized) this.resized();
  }
}
