// What is new in a chat: the count, the mark above the first new line, and the two buttons that lead there.

import { el, fill, icon, memory } from './dom.js';
import { t } from './texts.js';

export class Unread {
  constructor(pane) {
    Object.assign(this, { pane, key: `read-${pane.conversation.conversationId}-${pane.me.id}`, count: 0, mentioned: false, newFrom: null, marked: false });
    const tail = pane.isGroup ? '' : '-private';
    this.down = el('button.pill', { type: 'button', hidden: true, 'data-testid': 'new-lines' + tail, on: { click: () => this.jump() } });
    this.up = el('button.pill.missed', { type: 'button', hidden: true, 'data-testid': 'missed-lines' + tail, on: { click: () => this.toMissed() } });
  }

  get mark() { return this.pane.bubbles.nodeOf('new'); }

  /** The history is there: what came since the last visit is marked. */
  begin() {
    const read = memory.get(this.key);
    const missed = read === null ? [] : this.pane.lines.list.filter((line) => line.kind === 'message' && !line.from.isMe && line.position > Number(read));
    if (!missed.length) {
      if (read === null) this.read();
      return;
    }
    this.note(missed);
    const text = this.text;
    this.pane.draw();
    requestAnimationFrame(() => {
      if (!this.mark || this.mark.offsetTop >= this.pane.scroll.scrollTop) return;
      fill(this.up, icon('up'), el('span', null, text));
      this.up.hidden = false;
    });
  }

  note(lines) {
    if (!this.newFrom && (!this.pane.isSeen() || !this.pane.following || !this.marked)) this.newFrom = lines[0].id;
    this.count += lines.length;
    if (lines.some((line) => line.mentionsMe)) this.mentioned = true;
  }

  get text() { return this.mentioned ? t('mentioned') : this.count ? t('newLines', { n: this.count }) : ''; }

  /** What is on the screen has been read. */
  read() {
    this.marked = true;
    this.count = 0;
    this.mentioned = false;
    memory.set(this.key, String(this.pane.lines.last));
    this.draw();
    this.pane.changed(this.pane);
  }

  draw() {
    const far = !this.pane.following;
    this.down.hidden = !far;
    if (!far) return;
    const { text } = this;
    this.down.classList.toggle('quiet', !text);
    this.down.setAttribute('aria-label', text || t('toBottom'));
    fill(this.down, icon('down'), text ? el('span', null, text) : null);
  }

  /** Down to the first new line if it is further down, else to the newest. */
  jump() {
    const { pane, mark } = this;
    if (this.count && mark && mark.offsetTop > pane.scroll.scrollTop + pane.scroll.clientHeight) {
      mark.scrollIntoView({ block: 'start', behavior: 'smooth' });
      return;
    }
    pane.following = true;
    pane.scroll.scrollTo({ top: pane.scroll.scrollHeight, behavior: 'smooth' });
    this.read();
  }

  /** Up to the first line that was missed. */
  toMissed() {
    this.up.hidden = true;
    if (!this.mark) return;
    this.pane.following = false;
    this.mark.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }

  scrolled(hasChanged) {
    if (this.pane.following && this.count && this.pane.isSeen()) this.read();
    if (hasChanged) this.draw();
    if (!this.up.hidden && (!this.mark || this.mark.offsetTop >= this.pane.scroll.scrollTop)) this.up.hidden = true;
  }
}
