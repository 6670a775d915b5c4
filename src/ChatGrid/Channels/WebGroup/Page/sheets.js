// What lies over the chat: sheets, the menu of a line, a photo in full, and the toast.

import { el, fill, icon } from './dom.js';
import { t } from './texts.js';

const layers = () => document.getElementById('layers');
let toastTimer = null;

/** Says something shortly. */
export function toast(text, isTrouble) {
  const node = document.getElementById('toast');
  clearTimeout(toastTimer);
  node.textContent = text;
  node.classList.toggle('trouble', Boolean(isTrouble));
  node.hidden = false;
  toastTimer = setTimeout(() => { node.hidden = true; }, Math.min(9000, 2600 + text.length * 90));
}

/** Lays a layer over the page until it is closed: Escape, the ground, or the Back of the phone. */
function layer(node, onClose) {
  const before = document.activeElement;
  const close = () => {
    if (!node.isConnected) return;
    node.remove();
    document.removeEventListener('keydown', keys, true);
    if (before && before.isConnected && before.focus) before.focus({ preventScroll: true });
    if (onClose) onClose();
  };
  const keys = (event) => {
    if (layers().lastElementChild !== node) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      keepIn(node, event);
    }
  };
  node.addEventListener('click', (event) => { if (event.target === node) close(); });
  document.addEventListener('keydown', keys, true);
  layers().appendChild(node);
  return close;
}

function keepIn(node, event) {
  const stops = Array.from(node.querySelectorAll('button, a[href], input, select, textarea, [tabindex="0"]')).filter((n) => !n.disabled && n.offsetParent);
  if (!stops.length) return;
  const first = stops[0];
  const last = stops[stops.length - 1];
  if (event.shiftKey && (document.activeElement === first || !node.contains(document.activeElement))) last.focus();
  else if (!event.shiftKey && (document.activeElement === last || !node.contains(document.activeElement))) first.focus();
  else return;
  event.preventDefault();
}

/** A sheet from below on a phone, a window on a desktop. Answers the function that closes it. */
export function sheet(title, content, { testid, onClose, canClose = true } = {}) {
  const head = el('header.sheet-head', null, el('h2', null, title));
  const box = el('div.sheet', { role: 'dialog', 'aria-modal': 'true', 'aria-label': title, tabindex: '-1', 'data-testid': testid }, head, el('div.sheet-body', null, content));
  const ground = el('div.ground', null, box);
  const close = layer(ground, onClose);
  if (canClose) head.appendChild(el('button.round', { type: 'button', 'aria-label': t('close'), 'data-testid': 'sheet-close', on: { click: close } }, icon('close')));
  box.focus({ preventScroll: true });
  return close;
}

/** The dark menu of a line. Items are {icon, label, run}. */
export function menu(anchor, items) {
  if (!items.length) return;
  const list = el('div.menu', { role: 'menu', 'aria-label': t('menuLabel'), 'data-testid': 'menu' });
  const ground = el('div.ground.clear', null, list);
  const close = layer(ground);
  const buttons = items.map((item) => el('button', { type: 'button', role: 'menuitem', 'data-testid': 'menu-' + item.icon, on: { click: () => { close(); item.run(); } } }, icon(item.icon), el('span', null, item.label)));
  fill(list, buttons);
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  place(list, anchor.getBoundingClientRect());
  buttons[0].focus({ preventScroll: true });
}

function place(node, near) {
  const { width, height } = node.getBoundingClientRect();
  const left = Math.max(8, Math.min(window.innerWidth - width - 8, near.left + near.width / 2 - width / 2));
  const above = near.top - height - 8;
  const top = above > 60 ? above : Math.min(window.innerHeight - height - 8, near.bottom + 8);
  node.style.left = left + 'px';
  node.style.top = Math.max(8, top) + 'px';
}

/** A photo over the whole screen. */
export function viewPhoto(url, name) {
  const image = el('img', { src: url, alt: t('photoShort') });
  const box = el('div.viewer', { role: 'dialog', 'aria-modal': 'true', 'aria-label': t('photoView'), 'data-testid': 'viewer' }, image,
    el('button.round', { type: 'button', 'aria-label': t('close'), on: { click: () => close() } }, icon('close')),
    el('a.viewer-save', { href: url, download: name || 'photo.jpg' }, t('photoSave')));
  const close = layer(box);
  image.addEventListener('click', () => close());
  box.querySelector('button').focus({ preventScroll: true });
}

/** Copies also where the page is not served over https. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el('textarea.offscreen', { readonly: true }, text);
    document.body.appendChild(field);
    field.select();
    document.execCommand('copy');
    field.remove();
  }
  toast(t('copied'));
}
