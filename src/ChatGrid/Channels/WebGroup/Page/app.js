// The page of a group: finds out who is here, opens the two chats, and lays them out.

import { ask } from './directline.js';
import { el, fill, icon, memory } from './dom.js';
import { Pane } from './pane.js';
import { joinScreen, pickScreen, postsOf } from './people.js';
import { openSettings } from './settings.js';
import { setLanguage, t } from './texts.js';

const code = decodeURIComponent(location.pathname.split('/')[2] || '');
const address = `/g/${encodeURIComponent(code)}`;
const wide = window.matchMedia('(min-width: 860px)');
const root = document.getElementById('app');
const app = { info: null, me: null, as: null, panes: [], front: 'group' };

/** Each tab of the demo may be another person; the tab remembers which. */
const played = {
  get() {
    const asked = new URLSearchParams(location.search).get('as');
    if (asked !== null) return asked || null;
    try { return sessionStorage.getItem('cg-as-' + code); } catch { return null; }
  },
  set(id) {
    try { if (id) sessionStorage.setItem('cg-as-' + code, id); else sessionStorage.removeItem('cg-as-' + code); } catch { /* nothing is kept */ }
    history.replaceState(null, '', address + (id ? '?as=' + encodeURIComponent(id) : ''));
  },
};

async function boot() {
  setLanguage(memory.get('lang') || 'zh-CN');
  try {
    app.info = await ask('GET', address + '/info');
  } catch (problem) {
    return trouble(problem);
  }
  const { info } = app;
  info.limits = { photoBytes: 10485760, textLength: 4000, recallSeconds: 120, ...info.limits };
  setLanguage(memory.get('lang') || 'zh-CN', { bot: info.bot.name });
  document.title = info.grid.groupName;
  const wantsPicker = info.demo && new URLSearchParams(location.search).get('as') === '';
  app.as = info.demo ? played.get() : null;
  if (app.as || (info.me && !wantsPicker)) return enter();
  const joined = () => { played.set(null); app.as = null; enter(); };
  show(info.demo ? pickScreen(info, be, joined) : joinScreen(info, joined));
}

function be(person) {
  played.set(person.id);
  app.as = person.id;
  enter();
}

async function session() {
  try {
    return await ask('POST', address + '/session', { body: app.as ? { as: app.as } : {} });
  } catch (problem) {
    if (problem.status === 401 && app.me) location.reload();
    throw problem;
  }
}

async function enter() {
  leave();
  show(el('div.splash', null, el('span.spinner')));
  let opened;
  try {
    opened = await session();
  } catch (problem) {
    if (app.as && !problem.passes) {
      played.set(null);
      app.as = null;
      return trouble(problem, boot);
    }
    return trouble(problem, enter);
  }
  app.me = opened.me;
  app.panes = ['group', 'private'].map((kind) => new Pane({
    kind, info: app.info, me: app.me, conversation: opened[kind], renew: () => renewed(kind), isSeen: () => isSeen(kind), changed: drawTabs, reset, roleOf,
  }));
  layOut();
  app.panes.forEach((pane) => pane.start());
}

function leave() {
  app.panes.forEach((pane) => pane.stop());
  app.panes = [];
}

// Both chats ask at the same moment when a token runs out: one answer serves them.
let renewing = null;
async function renewed(kind) {
  renewing = renewing || session().finally(() => setTimeout(() => { renewing = null; }, 500));
  return (await renewing)[kind];
}

/** The server does not know its own young tokens any more: it starts from nothing, and so do we. */
function reset() {
  const last = Number(memory.get('reset') || 0);
  if (Date.now() - last < 60000) return;
  memory.set('reset', String(Date.now()));
  location.reload();
}

function roleOf(id) {
  app.roles = app.roles || new Map((app.info.people || []).map((p) => [p.id, (postsOf(p.roles)[0] || {}).role]));
  const role = app.roles.get(id);
  return role && role !== t('resident') ? role : '';
}

const isSeen = (kind) => document.visibilityState === 'visible' && (wide.matches || app.front === kind);

function layOut() {
  const { info } = app;
  const big = el('button.big-switch', { type: 'button', 'aria-pressed': String(isBig()), 'data-testid': 'large-type', on: { click: () => setBig(!isBig()) } }, t('bigType'));
  const settings = el('button.round', { type: 'button', 'aria-label': t('settings'), title: t('settings'), 'data-testid': 'settings-button', on: { click: () => openSettings(hands) } }, icon('more'));
  const bar = el('header.bar', null,
    el('div.bar-title', null, el('h1', null, info.grid.groupName), el('p', null, `${info.town} · `, el('b', { 'data-testid': 'me' }, t('iAm', { name: app.me.name })))), big, settings);
  app.tabs = ['group', 'private'].map((kind) => el('button.tab', { type: 'button', role: 'tab', id: 'tab-' + kind, 'aria-controls': 'pane-' + kind, 'data-testid': 'tab-' + kind, on: { click: () => toFront(kind) } }));
  const tabs = el('div.tabs', { role: 'tablist' }, app.tabs);
  tabs.addEventListener('keydown', (event) => { if (/^Arrow(Left|Right)$/.test(event.key)) toFront(app.front === 'group' ? 'private' : 'group', true); });
  app.panes.forEach((pane) => {
    pane.node.id = 'pane-' + pane.kind;
    pane.node.setAttribute('aria-labelledby', 'tab-' + pane.kind);
  });
  show(el('div.chat', { 'data-testid': 'chat' }, bar, tabs, el('main.panes', null, app.panes.map((pane) => pane.node))));
  toFront(app.front);
}

function toFront(kind, focus) {
  const was = app.front;
  app.front = kind;
  root.dataset.front = kind;
  for (const pane of app.panes) if (pane.kind === kind || (was !== kind && !wide.matches)) pane.seen(pane.kind === kind);
  drawTabs();
  if (focus) app.tabs[kind === 'group' ? 0 : 1].focus();
}

function drawTabs() {
  if (!app.tabs || !app.panes.length) return;
  let total = 0;
  app.tabs.forEach((tab, i) => {
    const pane = app.panes[i];
    if (!pane) return;
    const isFront = app.front === pane.kind;
    total += pane.unread.count;
    tab.setAttribute('aria-selected', String(isFront));
    tab.tabIndex = isFront ? 0 : -1;
    fill(tab, el('span', null, t(pane.kind === 'group' ? 'tabGroup' : 'tabPrivate')),
      pane.unread.count ? el(`span.dot${pane.unread.mentioned ? '.hot' : ''}`, { 'aria-label': t('unreadLabel', { n: pane.unread.count }), 'data-testid': 'unread-' + pane.kind }, pane.unread.count > 99 ? '99+' : pane.unread.count) : null);
  });
  document.title = (total ? `(${total}) ` : '') + app.info.grid.groupName;
}

const isBig = () => memory.get('big') === '1';

function setBig(value) {
  memory.set('big', value ? '1' : null);
  document.documentElement.classList.toggle('big', value);
  const button = root.querySelector('.big-switch');
  if (button) button.setAttribute('aria-pressed', String(value));
  app.panes.forEach((pane) => { pane.composer.refresh(); if (pane.following) pane.toEnd(); });
}

/** What the settings sheet may do. */
const hands = {
  get info() { return app.info; },
  get me() { return app.me; },
  isBig, setBig, be,
  isPlayed: () => Boolean(app.as),
  joined: () => { played.set(null); app.as = null; enter(); },
  bound: () => enter(),
  showHint: () => { toFront('group'); app.panes[0].showHint(); },
  setLanguage: async (locale) => {
    memory.set('lang', locale);
    setLanguage(locale);
    try { app.info.people = (await ask('GET', address + '/info')).people; } catch { /* the roles stay in the other language */ }
    app.roles = null;
    app.panes.forEach((pane) => pane.sayTexts());
    layOut();
  },
};

function show(node) {
  fill(root, node);
  root.removeAttribute('aria-busy');
}

function trouble(problem, again = boot) {
  setLanguage(memory.get('lang') || 'zh-CN', {});
  show(el('main.screen', null, el('div.welcome', null, el('div.mark', { 'aria-hidden': 'true' }), el('div.box', null,
    el('p', { role: 'alert', 'data-testid': 'trouble' }, problem.status === 0 ? t('loadFailed') : problem.message || t('serverTrouble')), el('button.primary', { type: 'button', on: { click: again } }, t('again'))))));
}

// The keyboard of a phone takes room from the page: keep the composer above it.
function fitViewport() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    document.documentElement.style.setProperty('--view', Math.round(view.height) + 'px');
    if (view.scale === 1) window.scrollTo(0, 0);
  };
  view.addEventListener('resize', fit);
  fit();
}

document.documentElement.classList.toggle('big', isBig());
document.addEventListener('visibilitychange', () => app.panes.forEach((pane) => pane.seen(isSeen(pane.kind))));
wide.addListener(() => app.panes.forEach((pane) => isSeen(pane.kind) && pane.draw()));
fitViewport();
boot();
