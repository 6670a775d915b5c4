// How it works, at the head of the chat, until somebody has understood it.

import { el, fill, memory } from './dom.js';
import { t } from './texts.js';

export class Hint {
  constructor(kind) {
    this.key = 'hint-' + kind;
    this.isGroup = kind === 'group';
    this.node = el('div.lead');
    this.draw();
  }

  draw() {
    const lines = this.isGroup ? ['hintText', 'hintExample', 'hintPrivacy'] : ['privateHintText'];
    fill(this.node, memory.get(this.key) ? null : el('div.hint', { 'data-testid': 'hint' },
      el('h3', null, t(this.isGroup ? 'hintTitle' : 'privateHintTitle')),
      lines.map((key) => el(key === 'hintExample' ? 'p.example' : 'p', null, t(key))),
      el('button.link', { type: 'button', on: { click: () => this.hide() } }, t('ok'))));
  }

  hide() {
    if (memory.get(this.key)) return;
    memory.set(this.key, '1');
    this.draw();
  }

  show() {
    memory.set(this.key, null);
    this.draw();
  }
}
