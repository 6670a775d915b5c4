// The small settings sheet.

import { ask } from './directline.js';
import { el, icon } from './dom.js';
import { pickerContent } from './people.js';
import { sheet, toast } from './sheets.js';
import { languages, localeNow, t } from './texts.js';

/** @param app {info, me, isBig, setBig(value), setLanguage(locale), be(person), joined(me), bound(me), showHint()} */
export function openSettings(app) {
  let close = null;
  const after = (step) => (...all) => {
    close();
    step(...all);
  };
  const content = [
    el('div.me-line', null, t('iAm', { name: app.me.name })),
    choice(t('typeSize'), [['', t('typeNormal')], ['big', t('typeBig')]], app.isBig() ? 'big' : '', (value) => app.setBig(value === 'big'), 'setting-type'),
    choice(t('language'), languages, localeNow(), after(app.setLanguage), 'setting-language'),
    app.isPlayed() ? null : bindForm(app, after),
    el('nav.list', null,
      app.info.demo ? row(t('changePerson'), after(() => openPicker(app)), 'change-person') : null,
      app.info.demo ? link(t('newPersonTab'), location.pathname + '?as=', 'new-person-tab') : null,
      row(t('howTo'), after(app.showHint), 'how-to'),
      link(t('invite'), location.pathname.replace(/\/$/, '') + '/poster', 'poster'),
      link(t('allGroups'), '/', 'home')),
  ];
  close = sheet(t('settings'), content, { testid: 'settings' });
}

/** The people of the demo, over the chat. */
export function openPicker(app) {
  const close = sheet(t('pickTitle'), pickerContent(app.info, (p) => { close(); app.be(p); }, (me) => { close(); app.joined(me); }), { testid: 'picker-sheet' });
}

function choice(label, options, chosen, choose, testid) {
  const buttons = options.map(([value, text]) => el('button', { type: 'button', role: 'radio', 'aria-checked': value === chosen ? 'true' : 'false', 'data-value': value }, text));
  buttons.forEach((button) => button.addEventListener('click', () => {
    buttons.forEach((b) => b.setAttribute('aria-checked', String(b === button)));
    choose(button.dataset.value);
  }));
  return el('div.choice', { 'data-testid': testid }, el('span', null, label), el('div.segments', { role: 'radiogroup', 'aria-label': label }, buttons));
}

function row(text, run, testid) {
  return el('button.list-row', { type: 'button', 'data-testid': testid, on: { click: run } }, el('span', null, text), icon('next'));
}

function link(text, href, testid) {
  return el('a.list-row', { href, target: '_blank', rel: 'noopener', 'data-testid': testid }, el('span', null, text), icon('newTab'));
}

function bindForm(app, after) {
  const input = el('input.text-field', { type: 'text', autocomplete: 'one-time-code', autocapitalize: 'characters', maxlength: '40', placeholder: t('bindPlaceholder'), 'aria-label': t('bindPlaceholder'), 'data-testid': 'bind-code' });
  const button = el('button.primary', { type: 'submit', 'data-testid': 'bind-button' }, t('bindButton'));
  const problem = el('p.problem', { role: 'alert' });
  return el('form.bind', { novalidate: true, on: { submit: async (event) => {
    event.preventDefault();
    const code = input.value.trim();
    problem.textContent = code ? '' : t('bindEmpty');
    if (!code) return;
    button.disabled = true;
    try {
      const { me } = await ask('POST', `/g/${encodeURIComponent(app.info.grid.code)}/bind`, { body: { code } });
      toast(t('bindDone', { name: me.name }));
      after(app.bound)(me);
    } catch (error) {
      problem.textContent = error.status === 0 ? t('loadFailed') : error.message || t('serverTrouble');
    }
    button.disabled = false;
  } } }, el('label', null, t('bindTitle')), el('p.subtle', null, t('bindNote')), el('div.inline', null, input, button), problem);
}
