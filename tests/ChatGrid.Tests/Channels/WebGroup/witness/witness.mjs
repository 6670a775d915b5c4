// Microsoft's own client against the built-in group chat. Usage: node …/witness.mjs <address> <secret>
// Asks of its caller by lines on stdout ("ask restart", "ask expire"), who answers with a line on stdin. The last line is the result as JSON.
import { createRequire } from 'node:module';
import readline from 'node:readline';

// The packages are installed in the folder that this is started in.
const require = createRequire(`${process.cwd()}/`);
// A browser's request has no text when the connection breaks; this stand-in puts its stack trace there.
globalThis.XMLHttpRequest = class extends require('xmlhttprequest').XMLHttpRequest {
  constructor() {
    super();
    let text = '';
    Object.defineProperty(this, 'responseText', { get: () => (this.status === 0 ? '' : text), set: value => { text = value; } });
  }
};
globalThis.WebSocket = require('ws');

// The client refreshes its token every 15 minutes; here every 3 seconds.
const quarterOfAnHour = 15 * 60 * 1000;
const realInterval = globalThis.setInterval;
globalThis.setInterval = (run, ms, ...rest) => realInterval(run, ms === quarterOfAnHour ? 3000 : ms, ...rest);

const { DirectLine, ConnectionStatus } = require('botframework-directlinejs');
const [address, secret] = process.argv.slice(2);
const domain = `${address}/v3/directline`;
const answers = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const results = [];

// When a refresh is refused the client says so by its status, and throws besides; a browser only notes that.
process.on('uncaughtException', error => {
  if (error.status === 403) return;
  console.error(error);
  process.exit(2);
});

const sleep = ms => new Promise(done => setTimeout(done, ms));
const check = (what, ok, seen) => {
  if (!ok) throw new Error(`${what}: ${JSON.stringify(seen)}`);
  results.push(what);
};

async function ask(what) {
  console.log(`ask ${what}`);
  await answers.next();
}

async function until(what, holds, seconds = 30) {
  for (let i = 0; i < seconds * 20; i++) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error(`${what} did not come`);
}

async function tokenFor(person, conversationId) {
  const response = await fetch(`${domain}/tokens/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ user: { id: person }, conversationId }),
  });
  return response.json();
}

class Client {
  constructor(person, conversation, webSocket) {
    Object.assign(this, { person, conversation, webSocket, seen: [], statuses: [] });
  }

  async open() {
    const { token, conversationId } = await tokenFor(this.person, this.conversation);
    this.first = token;
    this.conversationId = conversationId;
    return this.follow({ token });
  }

  async follow(start) {
    this.statuses = [];
    this.line = new DirectLine({ ...start, domain, webSocket: this.webSocket, pollingInterval: 300, services: { random: () => 0 } });
    this.line.connectionStatus$.subscribe(status => this.statuses.push(ConnectionStatus[status]));
    this.subscription = this.line.activity$.subscribe(activity => this.seen.push(activity), error => this.statuses.push(`error ${error}`));
    await until(`${this.person} online`, () => this.statuses.includes('Online'));
    return this;
  }

  // "retry" is the client's word for: not taken, post it again.
  async say(text, clientActivityID = Math.random().toString(36)) {
    const activity = { type: 'message', text, from: { id: 'somebody else' }, channelData: { clientActivityID } };
    for (let attempt = 0; attempt < 60; attempt++) {
      const id = await this.post(activity);
      if (id !== 'retry') return id;
      await sleep(250);
    }
    throw new Error(`${text} was never taken`);
  }

  post(activity) {
    return new Promise((done, fail) => this.line.postActivity(activity).subscribe(done, fail));
  }

  texts() { return this.seen.map(a => a.text); }
  count(text) { return this.texts().filter(t => t === text).length; }
}

async function talk(clients) {
  const ids = (await Promise.all(clients.flatMap(c => [1, 2, 3, 4, 5].map(n => c.say(`@小格 ${c.person} ${n}`, `${c.person}-${n}`))))).flat();
  const total = clients.length * 10;
  for (const c of clients) await until(`all lines at ${c.person}`, () => c.seen.length >= total);
  await sleep(700);
  for (const c of clients) {
    const seen = c.seen.map(a => a.id);
    check(`${c.person} (${c.webSocket ? 'WebSocket' : 'polling'}) sees every line once`, seen.length === total && new Set(seen).size === total, seen);
    check(`${c.person} finds the answered ids in the chat`, ids.every(id => seen.includes(id)), ids);
    // The client deals out each frame on a timer of its own: frames of one activity keep the order, and the sets of polling keep their distance.
    check(`${c.person} sees all in the order of the chat`, JSON.stringify(seen) === JSON.stringify([...seen].sort()), seen);
  }
  const own = clients[0].seen.find(a => a.channelData?.clientActivityID === `${clients[0].person}-1`);
  check('a line bears the person of the token', own.from.id === clients[0].person, own.from);
}

async function main() {
  const group = await Promise.all([
    new Client('袁玉芬', 'tongxin-1', true).open(), new Client('肖卫', 'tongxin-1', true).open(), new Client('冯志豪', 'tongxin-1', false).open(),
  ]);
  await talk(group);

  const alone = await new Client('袁玉芬', 'private', true).open();
  await alone.say('only you');
  await until('the private answer', () => alone.seen.length === 2);
  check('the private chat is apart', JSON.stringify(alone.texts()) === JSON.stringify(['only you', 'echo: only you']), alone.texts());

  await ask('restart');
  await group[0].say('after the restart', 'same-post');
  await group[0].say('after the restart', 'same-post');
  // Microsoft's polling falls silent for good when one request breaks: its page comes again with the watermark.
  const { line } = group[2];
  group[2].subscription.unsubscribe();
  line.end();
  await group[2].follow({ token: line.token, conversationId: group[2].conversationId, watermark: line.watermark });
  for (const c of group) await until(`the line after the restart at ${c.person}`, () => c.count('after the restart') > 0, 40);
  await sleep(1500);
  for (const c of group) check(`${c.person} loses and doubles nothing over a restart`, c.count('after the restart') === 1 && c.seen.length === 31, c.texts());

  await until('a refreshed token', () => group[0].line.token !== group[0].first);
  await group[0].say('with a new token');
  for (const c of group) await until(`the line with the new token at ${c.person}`, () => c.count('with a new token') === 1);
  check('tokens are refreshed', true);

  await ask('expire');
  check('a post with an expired token has to be tried again', await group[1].post({ type: 'message', text: 'too late', from: { id: 'x' } }) === 'retry');
  await until('the word ExpiredToken', () => group[1].statuses.includes('ExpiredToken'));
  const { token } = await tokenFor('肖卫', 'tongxin-1');
  const rejoined = await fetch(`${domain}/conversations/${group[1].conversationId}?watermark=${group[1].line.watermark}`, { headers: { authorization: `Bearer ${token}` } });
  group[1].line.reconnect(await rejoined.json());
  await group[1].say('with a fresh token');
  // The client opens a second socket beside the first then, and leaves it to the page to show each id once.
  await until('the line with the fresh token', () => group[1].count('with a fresh token') > 0);
  check('an expired token is told and a new one taken', group[1].count('too late') === 0, group[1].texts());
}

main().then(
  () => { console.log(JSON.stringify({ passed: results })); process.exit(0); },
  error => { console.log(JSON.stringify({ passed: results, failed: String(error.message ?? error) })); process.exit(1); });
