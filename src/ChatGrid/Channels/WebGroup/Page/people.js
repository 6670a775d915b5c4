// Who is writing: the "I am …" of the demo, and joining by a nickname.

import { initialsOf, tintOf } from './bubbles.js';
import { ask } from './directline.js';
import { el, fill, icon } from './dom.js';
import { t } from './texts.js';

const mostNickname = 20;

/** 「网格员 · 同心社区第一网格；…」 as [{role, place}]. */
export function postsOf(roles) {
  return String(roles || '').split('；').filter(Boolean).map((post) => {
    const [role, place] = post.split(' · ');
    return { role: role.trim(), place: (place || '').trim() };
  });
}

/** The form to join by a nickname. */
export function joinForm(code, joined) {
  const input = el('input.text-field', { type: 'text', maxlength: '40', autocomplete: 'nickname', placeholder: t('joinPlaceholder'), 'aria-label': t('joinAsk'), 'data-testid': 'join-name' });
  const problem = el('p.problem', { role: 'alert' });
  const button = el('button.primary', { type: 'submit', 'data-testid': 'join-button' }, t('joinButton'));
  return el('form.join-form', { novalidate: true, on: { submit: async (event) => {
    event.preventDefault();
    const nickname = input.value.trim();
    problem.textContent = !nickname ? t('joinEmpty') : nickname.length > mostNickname ? t('joinLong') : '';
    if (problem.textContent) {
      input.focus();
      return;
    }
    button.disabled = true;
    try {
      joined((await ask('POST', `/g/${encodeURIComponent(code)}/join`, { body: { nickname } })).me);
    } catch (error) {
      problem.textContent = error.status === 0 ? t('loadFailed') : error.message || t('serverTrouble');
    }
    button.disabled = false;
  } } }, input, button, problem);
}

/** The screen for somebody who is new. */
export function joinScreen(info, joined) {
  return el('main.screen', null, el('div.welcome', null,
    el('div.mark', { 'aria-hidden': 'true' }),
    el('p.town', null, info.town),
    el('h1', null, info.grid.groupName),
    el('div.box', null, el('h2', null, t('joinAsk')), joinForm(info.grid.code, joined), el('p.subtle', null, t('joinNote'))),
    el('div.box.soft', null, el('h2', null, t('hintTitle')), el('p', null, t('hintText')), el('p.example', null, t('hintExample')), el('p.subtle', null, t('hintPrivacy')))));
}

/** The people of the demo town, to search, by role; `choose(person)` takes one. */
export function pickerContent(info, choose, joined) {
  const search = el('input.text-field', { type: 'search', placeholder: t('pickSearch'), 'aria-label': t('pickSearch'), autocomplete: 'off', 'data-testid': 'picker-search' });
  const list = el('div.people', { 'aria-live': 'polite' });
  const draw = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = info.people.filter((p) => words.every((w) => `${p.name} ${p.roles}`.toLowerCase().includes(w)));
    fill(list, found.length ? byRole(found).map(([role, people]) => el('section', null, el('h3', null, role), el('div.people-grid', null, people.map((p) => person(info, p, choose))))) : el('p.subtle', null, t('pickNone')));
  };
  search.addEventListener('input', draw);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    const first = list.querySelector('.person');
    if (first) first.click();
  });
  draw();
  return el('div.picker', { 'data-testid': 'picker' },
    el('p.subtle', null, t('pickNote')),
    el('div.search', null, icon('search'), search),
    list,
    el('section.other', null, el('h3', null, t('pickOther')), joinForm(info.grid.code, joined)));
}

/** The picker as the first screen. */
export function pickScreen(info, choose, joined) {
  return el('main.screen', null, el('div.welcome.wide', null, el('div.mark', { 'aria-hidden': 'true' }), el('p.town', null, info.town), el('h1', null, info.grid.groupName), el('div.box', null, el('h2.big', null, t('pickTitle')), pickerContent(info, choose, joined))));
}

function person(info, p, choose) {
  const places = Array.from(new Set(postsOf(p.roles).map((post) => post.place))).filter(Boolean);
  const isHere = places.some((place) => place === info.grid.name);
  const url = `/g/${encodeURIComponent(info.grid.code)}?as=${encodeURIComponent(p.id)}`;
  return el('div.person-row', null,
    el('button.person', { type: 'button', 'data-testid': 'person', 'data-id': p.id, on: { click: () => choose(p) } },
      el(`span.avatar.tint-${tintOf(p.id)}`, { 'aria-hidden': 'true' }, initialsOf(p.name)),
      el('span.who', null, el('b', null, p.name), el('small', null, isHere ? t('here') : places.join('、')))),
    el('a.round', { href: url, target: '_blank', rel: 'noopener', title: t('pickNewTab', { name: p.name }), 'aria-label': t('pickNewTab', { name: p.name }) }, icon('newTab')));
}

function byRole(people) {
  const groups = new Map();
  for (const p of people) {
    const role = (postsOf(p.roles)[0] || {}).role || t('resident');
    if (!groups.has(role)) groups.set(role, []);
    groups.get(role).push(p);
  }
  const order = t('roleOrder');
  const rank = (role) => (order.includes(role) ? order.indexOf(role) : order.length);
  return Array.from(groups).sort((a, b) => rank(a[0]) - rank(b[0]));
}
