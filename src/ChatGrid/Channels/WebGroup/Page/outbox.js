// One's own lines that are not with the server yet: kept in the browser, sent one after the other, tried again with the same id.

import { randomId } from './dom.js';

const database = 'chatgrid';
const store = 'outbox';

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'cid' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened = null;
/** Runs one step on the kept lines; a browser that keeps nothing makes no trouble. */
async function kept(mode, step) {
  try {
    opened = opened || open();
    const db = await opened;
    return await new Promise((resolve, reject) => {
      const request = step(db.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    return undefined;
  }
}

export class Outbox {
  /** @param owner whose lines and where, as `conversation|person` */
  constructor(owner, line, me, on) {
    Object.assign(this, { owner, line, me, on, items: [], running: false, wakeUp: null });
  }

  /** Takes up what an earlier visit could not send. */
  async load() {
    const all = (await kept('readonly', (s) => s.getAll())) || [];
    const mine = all.filter((item) => item.owner === this.owner && !this.items.some((i) => i.cid === item.cid));
    mine.forEach((item) => { if (item.state === 'sending') item.state = 'waiting'; });
    this.items = mine.sort((a, b) => a.at - b.at).concat(this.items);
    if (mine.length) this.on.change();
    this.run();
  }

  add({ text, quote, photos, locale }) {
    const item = { cid: randomId(), owner: this.owner, text, quote: quote || null, photos: photos || [], locale, at: Date.now(), state: 'waiting', problem: null };
    this.items.push(item);
    kept('readwrite', (s) => s.put(item));
    this.on.change();
    this.run();
  }

  /** The server has it: its echo, or the answer to the post, came. */
  confirm(cid) {
    const at = this.items.findIndex((item) => item.cid === cid);
    if (at < 0) return;
    this.items.splice(at, 1);
    kept('readwrite', (s) => s.delete(cid));
  }

  drop(cid) {
    this.confirm(cid);
    this.on.change();
  }

  retry(cid) {
    const item = this.items.find((i) => i.cid === cid);
    if (!item) return;
    item.state = 'waiting';
    item.problem = null;
    this.on.change();
    this.wake();
    this.run();
  }

  wake() { if (this.wakeUp) this.wakeUp(); }

  async run() {
    if (this.running) return;
    this.running = true;
    let failed = 0;
    for (;;) {
      const item = this.items.find((i) => i.state === 'waiting' || i.state === 'sending');
      if (!item) break;
      const wait = await this.send(item, failed);
      failed = wait ? failed + 1 : 0;
      if (wait) await this.pause(wait);
    }
    this.running = false;
  }

  /** Answers how long to wait before the next try, or 0. */
  async send(item, failed) {
    item.state = 'sending';
    if (!failed) this.on.change();
    try {
      const activity = this.activity(item);
      const { id } = item.photos.length ? await this.line.upload(activity, item.photos, this.me.id) : await this.line.post(activity);
      item.state = 'sent';
      item.id = id;
      kept('readwrite', (s) => s.delete(item.cid));
      if (this.items.includes(item)) this.on.sent(item);
      return 0;
    } catch (problem) {
      return this.afterProblem(item, problem, failed);
    }
  }

  afterProblem(item, problem, failed) {
    if (!this.items.includes(item)) return 0;
    if (problem.passes) {
      item.state = 'waiting';
      this.on.change();
      return problem.retryAfter ? Math.min(problem.retryAfter, 60000) : Math.min(15000, 1000 * 2 ** Math.min(failed, 4)) * (0.7 + 0.6 * Math.random());
    }
    item.state = 'failed';
    item.problem = problem.message;
    kept('readwrite', (s) => s.put(item));
    this.on.change();
    this.on.failed(item);
    return 0;
  }

  activity(item) {
    const channelData = { clientActivityID: item.cid };
    if (item.quote) channelData.quote = item.quote;
    return {
      type: 'message', text: item.text, locale: item.locale, from: { id: this.me.id, name: this.me.name }, channelData,
      ...(item.quote ? { replyToId: item.quote.id } : {}),
    };
  }

  pause(ms) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakeUp = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.wakeUp = done;
    });
  }
}
