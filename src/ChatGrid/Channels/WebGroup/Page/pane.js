// One chat on the screen: its lines, what is new in it, and its composer.

import { Bubbles } from './bubbles.js';
import { Composer } from './composer.js';
import { DirectLine } from './directline.js';
import { el, fill, icon, memory, randomId } from './dom.js';
import { takeDrops } from './drops.js';
import { Hint } from './hint.js';
import { Lines } from './lines.js';
import { Outbox } from './outbox.js';
import { copy, menu, toast, viewPhoto } from './sheets.js';
import { t } from './texts.js';

const page = 150;     // lines drawn at once; more by scrolling up
const nearEnd = 90;   // this near to the end the newest line is followed

export class Pane {
  /** @param setting {kind: 'group'|'private', info, me, conversation, renew, isSeen(), changed(pane), reset(), roleOf(id)} */
  constructor(setting) {
    Object.assign(this, setting, { unread: 0, mentioned: false, shown: page, newFrom: null, following: true });
    this.isGroup = this.kind === 'group';
    const { conversationId } = this.conversation;
    this.readKey = `read-${conversationId}-${this.me.id}`;
    this.lines = new Lines(this.me, this.info.bot.id);
    this.line = new DirectLine(this.conversation, this.renew, {
      activities: (list, isHistory) => this.arrived(list, isHistory),
      state: () => this.stateChanged(),
      reset: this.reset,
    });
    this.outbox = new Outbox(`${conversationId}|${this.me.id}`, this.line, this.me, {
      change: () => this.draw(),
      sent: () => this.draw(),
      failed: (item) => toast(item.problem || t('notSent'), true),
    });
    this.build(conversationId);
  }

  build(conversationId) {
    this.hint = new Hint(this.kind);
    this.bubbles = new Bubbles({ isGroup: this.isGroup, roleOf: this.roleOf, on: this.handlers() });
    this.banner = el('div.banner', { role: 'status', 'aria-live': 'polite', hidden: true, 'data-testid': this.isGroup ? 'connection' : 'connection-private' });
    this.scroll = el('div.log', { role: 'log', 'aria-live': 'polite', 'aria-label': t('logLabel'), tabindex: '0', 'data-testid': this.isGroup ? 'log' : 'log-private' }, this.bubbles.log);
    this.pill = el('button.pill', { type: 'button', hidden: true, 'data-testid': this.isGroup ? 'new-lines' : 'new-lines-private', on: { click: () => this.jump() } });
    this.composer = new Composer({
      isPrivate: !this.isGroup, limits: this.info.limits, draftKey: `draft-${conversationId}-${this.me.id}`,
      send: (said) => this.say(said), resized: () => this.following && this.toEnd(),
    });
    this.node = el(`section.pane.pane-${this.kind}`, { 'data-testid': 'pane-' + this.kind }, this.head = el('header.pane-head'), this.banner, el('div.log-frame', null, this.scroll, this.pill), this.composer.node);
    this.scroll.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.scroll.addEventListener('load', () => this.following && this.toEnd(), true);
    if (window.ResizeObserver) new ResizeObserver(() => this.following && this.toEnd()).observe(this.scroll);
    takeDrops(this.node, (files) => this.composer.addPhotos(files));
    this.sayTexts();
  }

  /** Writes what is said in the language of now. */
  sayTexts() {
    fill(this.head, el('h2', null, t(this.isGroup ? 'groupHead' : 'privateWith')), el('p', null, t(this.isGroup ? 'groupSub' : 'privateSub')));
    this.hint.draw();
    this.composer.say();
    this.stateChanged();
    this.bubbles.forget();
    this.draw();
  }

  start() {
    this.line.start();
    this.outbox.load();
  }

  stop() { this.line.stop(); }

  handlers() {
    return {
      me: () => ({ ...this.me, isMe: true }),
      tap: (line, data) => this.tap(line, data),
      photo: viewPhoto,
      photoUrl: (url) => this.line.photoUrl(url),
      menu: (line, anchor) => menu(anchor, this.menuOf(line)),
      quote: (id) => this.show(id),
      edit: (line) => this.composer.insert(line.lost),
      resend: (item) => menu(this.bubbles.nodeOf(item.cid), [
        { icon: 'recall', label: t('resend'), run: () => this.outbox.retry(item.cid) },
        { icon: 'bin', label: t('remove'), run: () => this.outbox.drop(item.cid) },
      ]),
      mention: (person) => this.composer.insert(`@${person.name} `),
    };
  }

  menuOf(line) {
    if (!line.id || line.kind !== 'message') return [];
    const items = [{ icon: 'quote', label: t('quote'), run: () => this.composer.quoteLine(line) }];
    if (line.text) items.push({ icon: 'copy', label: t('copy'), run: () => copy(line.text) });
    const limit = (this.info.limits.recallSeconds || 120) * 1000;
    if (line.from.isMe && Date.now() - Number(line.at) < limit) items.push({ icon: 'recall', label: t('recall'), run: () => this.recall(line) });
    return items;
  }

  async recall(line) {
    try {
      await this.line.post({ type: 'messageDelete', id: line.id, from: { id: this.me.id } });
      this.arrived([{ type: 'messageDelete', id: line.id, from: { id: this.me.id, name: this.me.name } }]);
    } catch (problem) {
      toast(problem.passes ? t('recallFailed') : problem.message, true);
    }
  }

  /** A tap is tried three times under the same id, so that it counts once. */
  async tap(line, data) {
    const value = { ...data, cardId: data.cardId || line.cardId };
    const activity = { type: 'message', value, from: { id: this.me.id }, replyToId: line.id, channelData: { postBack: true, clientActivityID: randomId() } };
    for (let i = 0; i < 3; i++) {
      try {
        const answer = await this.line.post(activity);
        if (answer.toast) toast(answer.toast);
        return;
      } catch (problem) {
        if (!problem.passes || problem.status === 429) {
          toast(problem.message || t('tapFailed'), true);
          return;
        }
        if (i < 2) await new Promise((resolve) => setTimeout(resolve, 1200));
      }
    }
    toast(t('tapFailed'), true);
  }

  say(said) {
    this.newFrom = null;
    this.following = true;
    this.outbox.add(said);
    this.hint.hide();
  }

  arrived(list, isHistory) {
    const first = !this.started;
    const fresh = [];
    for (const activity of list) {
      if (activity.channelData && activity.channelData.clientActivityID && activity.from && activity.from.id === this.me.id) this.outbox.confirm(activity.channelData.clientActivityID);
      const result = this.lines.take(activity);
      if (result && result.change === 'new' && !result.line.from.isMe) fresh.push(result.line);
    }
    if (isHistory) return;
    if (first) this.begin();
    else if (fresh.length) this.note(fresh);
    this.draw();
  }

  /** The history is there: what came since the last visit is marked. */
  begin() {
    this.started = true;
    const read = memory.get(this.readKey);
    if (read === null) {
      this.markRead();
      return;
    }
    const missed = this.lines.list.filter((line) => line.kind === 'message' && !line.from.isMe && line.position > Number(read));
    if (missed.length) this.note(missed);
  }

  note(lines) {
    if (!this.newFrom && (!this.isSeen() || !this.following || !this.marked)) this.newFrom = lines[0].id;
    this.unread += lines.length;
    if (lines.some((line) => line.mentionsMe)) this.mentioned = true;
  }

  /** What is on the screen has been read. */
  markRead() {
    this.marked = true;
    this.unread = 0;
    this.mentioned = false;
    memory.set(this.readKey, String(this.lines.last));
    this.drawPill();
    this.changed(this);
  }

  /** The pane comes to the front, or goes. */
  seen(isSeen) {
    if (isSeen) this.draw();
    else this.newFrom = null;
  }

  draw() {
    if (!this.bubbles) return;
    const pending = this.outbox ? this.outbox.items.filter((item) => !item.id || !this.lines.byId.has(item.id)) : [];
    const start = Math.max(0, this.lines.list.length - this.shown);
    const lead = start > 0 ? this.olderButton() : this.hint.node;
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
    this.bubbles.draw(this.lines.list.slice(start), pending, { newFrom: this.newFrom, lead });
    if (this.following) this.toEnd();
    else if (this.growing) this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
    this.composer.offer(this.lines.openActions(this.isGroup));
    if (this.started && this.isSeen() && this.following) this.markRead();
    this.drawPill();
    this.changed(this);
  }

  olderButton() {
    return this.older = this.older || el('button.link.older', { type: 'button', on: { click: () => this.grow() } }, t('older'));
  }

  grow() {
    this.shown += page;
    this.growing = true;
    this.draw();
    this.growing = false;
  }

  scrolled() {
    const left = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight;
    const following = left < nearEnd;
    const changed = following !== this.following;
    this.following = following;
    if (following && this.unread && this.isSeen()) this.markRead();
    if (changed) this.drawPill();
    if (this.scroll.scrollTop < 40 && this.lines.list.length > this.shown && !following) this.grow();
  }

  toEnd() { this.scroll.scrollTop = this.scroll.scrollHeight; }

  drawPill() {
    const far = !this.following;
    this.pill.hidden = !far;
    if (!far) return;
    const text = this.mentioned ? t('mentioned') : this.unread ? t('newLines', { n: this.unread }) : '';
    this.pill.classList.toggle('quiet', !text);
    this.pill.setAttribute('aria-label', text || t('toBottom'));
    fill(this.pill, icon('down'), text ? el('span', null, text) : null);
  }

  jump() {
    const mark = this.unread && this.newFrom ? this.bubbles.nodeOf('new') : null;
    if (mark && mark.offsetTop > this.scroll.scrollTop + this.scroll.clientHeight) mark.scrollIntoView({ block: 'start', behavior: 'smooth' });
    else {
      this.following = true;
      this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: 'smooth' });
      this.markRead();
    }
  }

  /** Goes to a line that is quoted. */
  show(id) {
    const index = this.lines.list.findIndex((line) => line.id === id);
    if (index < 0) {
      toast(t('quoteGone'));
      return;
    }
    if (index < this.lines.list.length - this.shown) {
      this.shown = this.lines.list.length - index + 20;
      this.draw();
    }
    const node = this.bubbles.nodeOf(this.lines.list[index].key);
    this.following = false;
    node.scrollIntoView({ block: 'center', behavior: 'smooth' });
    node.classList.remove('flash');
    requestAnimationFrame(() => node.classList.add('flash'));
  }

  stateChanged() {
    clearTimeout(this.bannerTimer);
    const { state } = this.line;
    this.node.dataset.state = state;
    if (state === 'live') this.outbox.wake();
    const key = { offline: 'offline', reconnecting: 'connecting', connecting: 'connecting', polling: 'catchingUp' }[state];
    const show = () => {
      this.banner.hidden = !key;
      this.banner.className = 'banner ' + state;
      if (key) fill(this.banner, el('span', null, t(key)), state === 'offline' ? el('button.link', { type: 'button', on: { click: () => { this.line.wake(); this.outbox.wake(); } } }, t('retryNow')) : null);
    };
    if (state === 'reconnecting' || state === 'connecting') this.bannerTimer = setTimeout(show, 1500);
    else show();
  }

  showHint() {
    this.hint.show();
    this.shown = Math.max(this.shown, this.lines.list.length);
    this.following = false;
    this.draw();
    this.scroll.scrollTop = 0;
  }
}
