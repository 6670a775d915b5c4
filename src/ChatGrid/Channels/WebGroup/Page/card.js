// The Adaptive Cards that ChatGrid sends: text, facts, pictures, containers and actions; nothing of a card is ever run.

import { el, rich } from './dom.js';

/**
 * @param card the card's content
 * @param tap called with (data, button) for a submit button
 */
export function drawCard(card, tap) {
  const body = (card.body || []).map((item, i) => drawItem(item, tap, i === 0)).filter(Boolean);
  const actions = drawActions(card.actions, tap);
  return el('div.card', { role: 'group', 'aria-label': titleOf(card) }, el('div.card-body', null, body), actions);
}

export function titleOf(card) {
  const first = (card.body || []).find((item) => item.type === 'TextBlock' && item.text);
  return first ? first.text : '';
}

function drawItem(item, tap, isFirst) {
  switch (item && item.type) {
    case 'TextBlock': return drawText(item, isFirst);
    case 'RichTextBlock': return el('p', null, (item.inlines || []).map((i) => (typeof i === 'string' ? i : i.text || '')));
    case 'FactSet': return (item.facts || []).length > 0 && el('dl.facts', null, item.facts.map((fact) => [el('dt', null, fact.title || ''), el('dd', null, rich(String(fact.value || ''), null, true))]));
    case 'Image': return /^(https?:|\/)/.test(item.url || '') ? el('img.card-image', { src: item.url, alt: item.altText || '', loading: 'lazy' }) : null;
    case 'Container': return el('div.card-part', null, (item.items || []).map((i) => drawItem(i, tap, false)).filter(Boolean));
    case 'ColumnSet': return el('div.card-columns', null, (item.columns || []).map((column) => el('div', null, (column.items || []).map((i) => drawItem(i, tap, false)).filter(Boolean))));
    case 'ActionSet': return drawActions(item.actions, tap);
    default: return null;
  }
}

function drawText(item, isFirst) {
  const classes = ['p'];
  if (item.weight === 'Bolder') classes.push('strong');
  if (isFirst && (item.weight === 'Bolder' || item.style === 'heading')) classes.push('card-title');
  if (item.isSubtle) classes.push('subtle');
  if (/^(Good|Warning|Attention|Accent)$/i.test(item.color || '')) classes.push('tone-' + item.color.toLowerCase());
  return el(classes.join('.'), null, rich(String(item.text || ''), null, true));
}

function drawActions(actions, tap) {
  const buttons = (actions || []).map((action, i) => drawAction(action, tap, i)).filter(Boolean);
  return buttons.length ? el(`div.card-actions${buttons.length > 3 ? '.many' : ''}`, null, buttons) : null;
}

function drawAction(action, tap, index) {
  const look = action.style === 'destructive' ? '.bad' : action.style === 'positive' || (index === 0 && !action.style) ? '.first' : '';
  if (action.type === 'Action.OpenUrl') {
    if (!/^(https?:\/\/|tel:|\/)/i.test(action.url || '')) return null;
    return el('a.card-button' + look, { href: action.url, target: '_blank', rel: 'noopener noreferrer', 'data-testid': 'card-button' }, action.title || action.url);
  }
  if (action.type !== 'Action.Submit' && action.type !== 'Action.Execute') return null;
  const data = typeof action.data === 'object' && action.data ? action.data : {};
  const button = el('button.card-button' + look, { type: 'button', 'data-testid': 'card-button', 'data-action': data.action || '' }, el('span', null, action.title || ''));
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    try { await tap(data, button); } finally { button.removeAttribute('aria-busy'); }
  });
  return button;
}
