// Small helpers for building the page. Text always goes in as text nodes: nothing is ever parsed as HTML.

/** Makes an element: el('p.note', {id: 'x', on: {click}}, 'text', child). */
export function el(spec, options, ...children) {
  const [tag, ...classes] = spec.split('.');
  const node = document.createElement(tag || 'div');
  if (classes.length) node.className = classes.join(' ');
  for (const [name, value] of Object.entries(options || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name in node && typeof value === 'boolean') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue;
    if (Array.isArray(child)) append(node, child);
    else node.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function fill(node, ...children) {
  while (node.firstChild) node.removeChild(node.firstChild);
  append(node, children);
  return node;
}

const shapes = {
  camera: 'M4 8h3.2L9 5.5h6L16.8 8H20a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 20 20H4a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 4 8zM12 17a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8z',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 10l6 6 6-6',
  up: 'M6 14l6-6 6 6',
  quote: 'M9 7L4 12l5 5M4.5 12H14a6 6 0 0 1 6 6v1',
  copy: 'M9 9V5.5A1.5 1.5 0 0 1 10.5 4h8A1.5 1.5 0 0 1 20 5.5v8a1.5 1.5 0 0 1-1.5 1.5H15M5.5 9h8A1.5 1.5 0 0 1 15 10.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 18.5v-8A1.5 1.5 0 0 1 5.5 9z',
  recall: 'M4.5 12a7.5 7.5 0 1 0 2.400-5.5L4.5 8.800M4.5 4.5v4.300h4.300',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.400L17 7',
  newTab: 'M13 5h6v6M19 5l-8.5 8.5M16.5 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V8.5a1 1 0 0 1 1-1h4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  next: 'M9 5l7 7-7 7',
};

export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon icon-' + name);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shapes[name]);
  svg.appendChild(path);
  return svg;
}

const links = /(https?:\/\/[^\s<>"'，。；！？、（）「」『』【】《》]+)|(\d[\d-]{6,12}\d)|(119|120|110)/gi;

/** The text as nodes, with web addresses and phone numbers to tap, and mentions marked. */
export function rich(text, mentions, isBot) {
  const nodes = [];
  let from = 0;
  const plain = (piece) => marked(piece, mentions, nodes);
  for (const found of text.matchAll(links)) {
    const href = hrefOf(found, text, isBot);
    if (!href) continue;
    const shown = found[1] ? found[0].replace(/[.,;:!?)\]]+$/, '') : found[0];
    plain(text.slice(from, found.index));
    nodes.push(el('a', found[1] ? { href: shown, target: '_blank', rel: 'noopener noreferrer' } : { href, class: 'tel' }, shown));
    from = found.index + shown.length;
  }
  plain(text.slice(from));
  return nodes;
}

function hrefOf(found, text, isBot) {
  if (found[1]) return found[0];
  const before = text.slice(Math.max(0, found.index - 8), found.index);
  const after = text.slice(found.index + found[0].length);
  if (/\d$/.test(before) || /^\d/.test(after)) return null;
  if (found[3]) return isBot && !/[号第]$/.test(before) && /^(?!号|\.\d)/.test(after) && /(打|拨|电话|警|救|、|和|call|dial|and )\s*$/i.test(before) ? 'tel:' + found[0] : null;
  const digits = found[0].replace(/-/g, '');
  return /^1[3-9]\d{9}$/.test(digits) || /^0\d{2,3}-?\d{7,8}$/.test(found[0]) ? 'tel:' + digits : null;
}

function marked(piece, mentions, nodes) {
  const names = (mentions || []).filter((m) => m.text && piece.includes(m.text));
  if (!piece) return;
  if (!names.length) {
    nodes.push(document.createTextNode(piece));
    return;
  }
  const first = names.reduce((a, b) => (piece.indexOf(b.text) < piece.indexOf(a.text) ? b : a));
  const at = piece.indexOf(first.text);
  if (at > 0) nodes.push(document.createTextNode(piece.slice(0, at)));
  nodes.push(el(first.isMe ? 'span.at.at-me' : 'span.at', null, first.text));
  marked(piece.slice(at + first.text.length), mentions, nodes);
}

/** What this browser remembers; where nothing can be kept, the page works without. */
export const memory = {
  get(key) { try { return localStorage.getItem('cg-' + key); } catch { return null; } },
  set(key, value) { try { if (value === null) localStorage.removeItem('cg-' + key); else localStorage.setItem('cg-' + key, value); } catch { /* full or forbidden */ } },
};

export function randomId() {
  const bytes = new Uint8Array(12);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
