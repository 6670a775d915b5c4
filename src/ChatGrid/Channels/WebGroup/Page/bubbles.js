// Draws the lines of a conversation as bubbles: others left, oneself right, each line with one element that is kept.

import { append, el, fill, icon, rich } from './dom.js';
import { drawCard } from './card.js';
import { t } from './texts.js';
import { dayAndTime } from './times.js';

const gap = 5 * 60000;  // a time line comes after this much silence
const near = 3;         // an answer this close to its question needs no quote

export class Bubbles {
  /** @param on {tap(line, data), photo(url, name), menu(line, element), quote(id), edit(line), resend(item), mention(person), photoUrl(url)} */
  constructor({ isGroup, roleOf, on }) {
    Object.assign(this, { isGroup, roleOf, on, rows: new Map(), log: el('div.rows') });
  }

  /** Brings the elements in line with what is to be seen. */
  draw(lines, pending, { newFrom, lead } = {}) {
    const nodes = lead ? [lead] : [];
    const kept = new Map();
    const byId = new Map(lines.map((line, i) => [line.id, i]));
    let last = 0;
    const keep = (key, make) => {
      const row = this.rows.get(key) || make();
      kept.set(key, row);
      nodes.push(row.node);
      return row;
    };
    lines.concat(pending).forEach((line, i) => {
      const at = Number(line.at);
      if (line.id && line.id === newFrom) keep('new', () => ({ node: el('div.divider', null, el('span', null, t('newBelow'))) }));
      if (at - last > gap) keep('time-' + (line.key || line.cid), () => ({ node: el('div.time', null, dayAndTime(new Date(at))) }));
      last = Math.max(last, at);
      this.refresh(keep(line.key || line.cid, () => ({})), line, nodes, this.contextOf(line, i, byId, lines));
    });
    this.rows = kept;
    sync(this.log, nodes);
  }

  forget() { this.rows.clear(); }

  nodeOf(key) {
    const row = this.rows.get(key);
    return row && row.node;
  }

  refresh(row, line, nodes, context) {
    const look = [line.kind, line.state, line.problem, line.id, line.quote && line.quote.text, Boolean(context)].join('|');
    if (row.look !== look) {
      row.look = look;
      row.card = line.cardVersion;
      const fresh = this.row(line, context);
      if (row.node) row.was = row.node;
      row.node = fresh;
      nodes[nodes.length - 1] = fresh;
    } else if (row.card !== line.cardVersion) {
      row.card = line.cardVersion;
      const old = row.node.querySelector('.card');
      const card = this.card(line);
      card.classList.add('changed');
      if (old) old.replaceWith(card);
    }
  }

  /** What a bot's answer answers, when that is too far up to be seen. */
  contextOf(line, index, byId, lines) {
    if (line.quote || !line.replyToId || !line.from || !line.from.isBot || !this.isGroup) return null;
    const at = byId.get(line.replyToId);
    if (at === undefined || lines[at].kind !== 'message') return null;
    const between = lines.slice(at + 1, index).filter((l) => l.kind === 'message').length;
    return between > near ? { id: line.replyToId, author: lines[at].from.name, text: lines[at].text || t('photoShort') } : null;
  }

  row(line, context) {
    if (line.kind === 'recalled') return this.recalled(line);
    if (line.kind === 'joined') return el('div.note', null, t('joined', { name: line.from.name }));
    const mine = !line.from || line.from.isMe;
    const from = line.from || this.on.me();
    const content = el('div.content', { 'data-testid': 'bubble', 'data-from': from.id, 'data-id': line.id || '', 'data-state': line.state || 'sent' });
    append(content, this.parts(line, context));
    const node = el(`div.row${mine ? '.mine' : ''}${from.isBot ? '.bot' : ''}${line.mentionsMe ? '.for-me' : ''}`, null,
      this.avatar(from, mine),
      el('div.column', null, !mine && this.isGroup ? this.nameOf(from) : null, el('div.line', null, content, this.side(line, mine)), line.problem ? el('p.problem', null, line.problem) : null));
    this.listen(content, line);
    return node;
  }

  parts(line, context) {
    const parts = [];
    const isBot = Boolean(line.from && line.from.isBot);
    if (line.text) parts.push(el('div.bubble', null, rich(line.text, line.mentions, isBot)));
    const photos = this.photos(line);
    if (photos.length) parts.push(el(`div.photos${photos.length > 1 ? '.several' : ''}`, null, photos));
    if (line.card) parts.push(this.card(line));
    const quote = line.quote || context;
    if (quote) parts.push(this.quote(quote));
    return parts;
  }

  card(line) { return drawCard(line.card, (data) => this.on.tap(line, data)); }

  quote(quote) {
    const text = quote.text === null ? t('quoteGone') : `${quote.author || ''}：${quote.text || t('photoShort')}`;
    return el('button.quoted', { type: 'button', on: { click: () => this.on.quote(quote.id) } }, text);
  }

  photos(line) {
    return (line.photos || []).map((photo) => {
      const own = photo.blob && (photo.url = photo.url || URL.createObjectURL(photo.blob));
      const image = el('img', { src: own || this.on.photoUrl(photo.contentUrl), alt: t('photoShort'), decoding: 'async' });
      const button = el('button.photo', { type: 'button', 'aria-label': t('photoView'), on: { click: () => this.on.photo(image.src, photo.name) } }, image);
      let tries = 0;
      image.addEventListener('error', () => {
        if (!own && tries++ === 0) image.src = this.on.photoUrl(photo.contentUrl);
        else fill(button, el('span.gone', null, t('photoGone')));
      });
      return button;
    });
  }

  recalled(line) {
    const node = el('div.note', null, line.from.isMe ? t('youRecalled') : t('otherRecalled', { name: line.from.name }));
    if (line.lost) append(node, [' ', el('button.link', { type: 'button', on: { click: () => this.on.edit(line) } }, t('editAgain'))]);
    return node;
  }

  avatar(from, mine) {
    const face = el(`span.avatar.${from.isBot ? 'bot-face' : 'tint-' + tintOf(from.id)}`, { 'aria-hidden': 'true' }, initialsOf(from.name));
    if (mine || !this.isGroup) return face;
    face.addEventListener('click', () => this.on.mention(from));
    return face;
  }

  nameOf(from) {
    const role = from.isBot ? t('robot') : this.roleOf(from.id);
    return el('div.name', null, from.name, role ? el('span.role', null, role) : null);
  }

  side(line, mine) {
    if (line.state === 'failed') return el('button.failed', { type: 'button', 'aria-label': t('notSent') + '，' + t('resend'), on: { click: () => this.on.resend(line) } }, '!');
    if (line.state === 'waiting' || line.state === 'sending') return el('span.spinner.small', { role: 'img', 'aria-label': t(line.state === 'waiting' ? 'waiting' : 'sending') });
    if (!line.id) return null;
    const button = el('button.dots', { type: 'button', 'aria-label': t('menuLabel'), 'aria-haspopup': 'menu' }, icon('more'));
    button.addEventListener('click', () => this.on.menu(line, button));
    return button;
  }

  /** Long press on a phone, the right button on a desktop. */
  listen(content, line) {
    let timer = null;
    let start = null;
    const forget = () => clearTimeout(timer);
    content.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'mouse') return;
      start = [event.clientX, event.clientY];
      timer = setTimeout(() => {
        if (navigator.vibrate) navigator.vibrate(10);
        swallowClick();
        this.on.menu(line, content);
      }, 480);
    });
    content.addEventListener('pointermove', (event) => { if (start && Math.hypot(event.clientX - start[0], event.clientY - start[1]) > 10) forget(); });
    for (const name of ['pointerup', 'pointercancel', 'pointerleave']) content.addEventListener(name, forget);
    content.addEventListener('contextmenu', (event) => {
      if (event.target.closest('a, img') && event.pointerType === 'mouse') return;
      event.preventDefault();
      forget();
      this.on.menu(line, content);
    });
  }
}

// The finger that held is lifted over what it held: that is no tap.
function swallowClick() {
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('click', stop, { capture: true, once: true });
  document.addEventListener('pointerup', () => setTimeout(() => document.removeEventListener('click', stop, true), 60), { once: true });
}

function sync(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of Array.from(parent.childNodes)) if (!wanted.has(child)) parent.removeChild(child);
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

export function tintOf(id) {
  let sum = 2166136261;
  for (const c of id || '') sum = Math.imul(sum ^ c.codePointAt(0), 16777619) >>> 0;
  return (sum ^ (sum >>> 13)) % 12;
}

/** What stands in an avatar: the last two characters of a Chinese name, the first letter of another. */
export function initialsOf(name) {
  const chars = Array.from((name || '?').trim());
  const han = chars.filter((c) => /[\u3400-\u9fff]/.test(c));
  if (han.length) return han.slice(-2).join('');
  return (chars[0] || '?').toUpperCase();
}
