// Photos that are dragged onto a chat.

import { t } from './texts.js';

/** Gives the images that are dropped on the node to `take(files)`. */
export function takeDrops(node, take) {
  node.addEventListener('dragover', (event) => {
    if (!Array.from((event.dataTransfer || {}).types || []).includes('Files')) return;
    event.preventDefault();
    node.classList.add('dropping');
    node.setAttribute('data-drop', t('dropHere'));
  });
  node.addEventListener('dragleave', (event) => { if (!node.contains(event.relatedTarget)) node.classList.remove('dropping'); });
  node.addEventListener('drop', (event) => {
    event.preventDefault();
    node.classList.remove('dropping');
    take(Array.from(event.dataTransfer.files).filter((f) => f.type.startsWith('image/')));
  });
}
