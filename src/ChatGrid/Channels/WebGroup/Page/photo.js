// Photos: opened with the camera's turn, shrunk by a canvas, sent as JPEG.

import { t } from './texts.js';

const longest = 1600;

/** A photo that can be sent, or an error whose message is for the person. */
export async function shrink(file, mostBytes) {
  const tooBig = () => new Error(t('photoTooBig', { mb: Math.floor(mostBytes / 1048576) }));
  if (file.type === 'image/gif') {
    if (file.size > mostBytes) throw tooBig();
    return { blob: file, name: file.name || 'photo.gif' };
  }
  const picture = await open(file);
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture.image, 0, 0, canvas.width, canvas.height);
  picture.free();
  for (const quality of [0.82, 0.6, 0.4]) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (!blob) throw new Error(t('photoBroken'));
    if (blob.size <= mostBytes) return { blob, name: (file.name || 'photo').replace(/\.\w+$/, '') + '.jpg' };
  }
  throw tooBig();
}

async function open(file) {
  if (window.createImageBitmap) {
    try {
      const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
      return { image, width: image.width, height: image.height, free: () => image.close && image.close() };
    } catch { /* Some browsers open by <img> what they do not open so. */ }
  }
  const url = URL.createObjectURL(file);
  const image = new Image();
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
  } catch {
    URL.revokeObjectURL(url);
    throw new Error(t('photoBroken'));
  }
  return { image, width: image.naturalWidth, height: image.naturalHeight, free: () => URL.revokeObjectURL(url) };
}
