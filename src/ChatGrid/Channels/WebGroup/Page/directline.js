// One conversation over Direct Line 3.0: a WebSocket with a watermark, polling where that does not get through.

import { localeNow } from './texts.js';

const base = '/v3/directline';
const beatEvery = 20000;   // empty frames keep the line open
const doubtAfter = 45000;  // a line this still is asked whether it lives
const pollEvery = 2000;
const pollFor = 30000;     // then the WebSocket gets another chance
const refreshEvery = 15 * 60000;

/** What a request ended with when it did not succeed; status 0 means that nothing answered. */
export class Problem extends Error {
  constructor(status, code, message, retryAfter) {
    super(message || code || 'network');
    Object.assign(this, { status, code, retryAfter });
  }

  /** Whether the same request may do better later. */
  get passes() { return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500; }
}

/** Asks the server; answers the JSON or throws a Problem. */
export async function ask(method, url, { body, form, token, wait = 15000 } = {}) {
  const headers = { 'Accept-Language': localeNow() };
  if (token) headers.Authorization = 'Bearer ' + token;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), wait);
  let response, text;
  try {
    response = await fetch(url, { method, headers, body: form || (body === undefined ? undefined : JSON.stringify(body)), signal: giveUp.signal, credentials: 'same-origin', cache: 'no-store' });
    text = await response.text();
  } catch {
    throw new Problem(0);
  } finally {
    clearTimeout(timer);
  }
  let answer = {};
  try { answer = text ? JSON.parse(text) : {}; } catch { if (response.ok) throw new Problem(502, 'NoJson'); }
  if (response.ok) return answer;
  const error = answer.error || {};
  throw new Problem(response.status, error.code, error.message, Number(response.headers.get('retry-after')) || undefined);
}

export class DirectLine {
  /**
   * @param conversation {conversationId, token, streamUrl}
   * @param renew called when the token is refused; answers a new conversation
   * @param on {activities(list, isHistory), state(name), reset()}
   */
  constructor(conversation, renew, on) {
    this.use(conversation);
    this.renew = renew;
    this.on = on;
    this.id = conversation.conversationId;
    this.watermark = '';
    this.state = 'connecting';
    this.stopped = false;
    this.alarm = null;
    this.closeSocket = null;
    this.wake = this.wake.bind(this);
    this.lost = () => this.closeSocket && this.closeSocket();
    this.seen = () => document.visibilityState === 'visible' && this.wake();
  }

  use(conversation) {
    this.token = conversation.token;
    this.streamUrl = conversation.streamUrl;
    this.tokenFrom = Date.now();
  }

  start() {
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.lost);
    document.addEventListener('visibilitychange', this.seen);
    this.refreshing = setInterval(() => this.refresh(), refreshEvery);
    this.run();
  }

  stop() {
    this.stopped = true;
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.lost);
    document.removeEventListener('visibilitychange', this.seen);
    clearInterval(this.refreshing);
    this.lost();
    this.wake();
  }

  /** Tries at once instead of at the end of the pause. */
  wake() {
    if (this.alarm) this.alarm();
    else if (this.checkSocket) this.checkSocket();
  }

  path(rest) { return `${base}/conversations/${encodeURIComponent(this.id)}${rest}`; }

  post(activity) { return this.call('POST', this.path('/activities'), { body: activity }); }

  upload(activity, photos, user) {
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
    photos.forEach((photo, i) => form.append('file', photo.blob, photo.name || `photo-${i + 1}.jpg`));
    return this.call('POST', this.path('/upload?userId=' + encodeURIComponent(user)), { form, wait: 120000 });
  }

  photoUrl(contentUrl) {
    const url = new URL(contentUrl, location.href);
    if (url.origin === location.origin) url.searchParams.set('t', this.token);
    return url.href;
  }

  async call(method, url, options) {
    try {
      return await ask(method, url, { ...options, token: this.token });
    } catch (problem) {
      if (problem.status !== 403 && problem.status !== 401 && problem.code !== 'ConversationNotFound') throw problem;
      const early = Date.now() - this.tokenFrom < refreshEvery;
      this.use(await this.renew());
      if (early) this.on.reset();
      return ask(method, url, { ...options, token: this.token });
    }
  }

  async refresh() {
    try {
      const { token } = await ask('POST', base + '/tokens/refresh', { token: this.token });
      this.token = token;
      this.tokenFrom = Date.now();
    } catch { /* A refused token is renewed by the next call. */ }
  }

  async run() {
    let failed = 0;
    let deaf = 0;
    while (!this.stopped) {
      try {
        await this.catchUp();
        failed = 0;
        if (deaf >= 2) {
          await this.poll();
          deaf = 1;
        }
        deaf = (await this.listen()) ? 0 : deaf + 1;
        if (!this.stopped) this.setState('reconnecting');
      } catch (problem) {
        failed++;
        this.setState('offline');
        await this.pause(Math.min(15000, 1000 * 2 ** Math.min(failed - 1, 4)) * (0.7 + 0.6 * Math.random()));
      }
    }
  }

  /** Fetches what is missing; answers whether there was anything. */
  async catchUp() {
    const isHistory = !this.caughtUp;
    let any = false;
    for (;;) {
      const before = this.watermark;
      const set = await this.call('GET', this.path('/activities?watermark=' + encodeURIComponent(before)));
      if (set.activities && set.activities.length) any = true;
      this.take(set, isHistory);
      if (!set.activities || !set.activities.length || this.watermark === before) break;
    }
    if (isHistory) {
      this.caughtUp = true;
      this.on.activities([], false);
    }
    return any;
  }

  take(set, isHistory) {
    const next = set.watermark;
    if (next !== undefined && next !== null && (this.watermark === '' || Number(next) > Number(this.watermark))) this.watermark = String(next);
    if (set.activities && set.activities.length) this.on.activities(set.activities, Boolean(isHistory));
  }

  async poll() {
    this.setState('polling');
    const until = Date.now() + pollFor;
    while (!this.stopped && Date.now() < until) {
      await this.pause(pollEvery);
      await this.catchUp();
    }
  }

  /** Follows the WebSocket until it ends; answers whether it ever opened. */
  async listen() {
    if (typeof WebSocket === 'undefined') return false;
    if (this.heard) this.use(await this.call('GET', this.path('?watermark=' + encodeURIComponent(this.watermark))));
    this.heard = true;
    return new Promise((resolve) => this.follow(new WebSocket(this.socketUrl()), resolve));
  }

  socketUrl() {
    const url = new URL(this.streamUrl || this.path('/stream'), location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    url.host = location.host;
    url.searchParams.set('watermark', this.watermark);
    url.searchParams.set('t', this.token);
    return url.href;
  }

  follow(socket, resolve) {
    let opened = false;
    let heardAt = Date.now();
    const end = () => {
      clearTimeout(slow);
      clearInterval(beat);
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      socket.close();
      this.closeSocket = this.checkSocket = null;
      resolve(opened);
    };
    const check = async () => {
      heardAt = Date.now();
      try { if (await this.catchUp()) end(); } catch { end(); }
    };
    const slow = setTimeout(end, 8000);
    const beat = setInterval(() => {
      if (socket.readyState === 1) socket.send('');
      if (opened && Date.now() - heardAt > doubtAfter) check();
    }, beatEvery);
    this.closeSocket = end;
    this.checkSocket = () => opened && check();
    socket.onopen = () => {
      opened = true;
      clearTimeout(slow);
      this.setState('live');
    };
    socket.onmessage = (event) => {
      heardAt = Date.now();
      if (!event.data) return;
      try { this.take(JSON.parse(event.data)); } catch { /* no activity set */ }
    };
    socket.onclose = socket.onerror = end;
  }

  pause(ms) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.alarm = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.alarm = done;
    });
  }

  setState(name) {
    if (this.state === name || this.stopped) return;
    this.state = name;
    this.on.state(name);
  }
}
