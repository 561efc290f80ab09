// Pictures are made small and compared by the browser itself, on an empty page of its own: no library has to do it.

import { type Page } from '@playwright/test';

export interface Comparison {
  /** Largest difference of width or height, in pixels of the kept picture. */
  size: number;
  /** The share of changed pixels in the square that changed most. */
  worst: number;
  /** The taken picture, pale, with what changed in red. */
  difference: Buffer;
}

/** Of the screenshot's sides. Half is enough to see every button, and a quarter of the bytes. */
const SCALE = 0.5;
const QUALITY = 0.35;

/** Squares of so many pixels are judged one by one, so that a small button counts as much on a long page as on a short one. */
const SQUARE = 40;
/** So much brighter or darker is a change, of 255. Softer ones come from the compression of a neighbour. */
const TOLERANCE = 20;

/** A screenshot (PNG) as it is kept: small, WebP. */
export async function develop(darkroom: Page, png: Buffer): Promise<Buffer> {
  const small = await darkroom.evaluate(async ({ data, scale, quality }) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
    const on = canvas.getContext('2d');
    if (on === null) throw new Error('no canvas');
    on.imageSmoothingQuality = 'high';
    on.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    return [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
  }, { data: png.toString('base64'), scale: SCALE, quality: QUALITY });
  return Buffer.from(small, 'latin1');
}

/** Compares two developed pictures. */
export async function compare(darkroom: Page, kept: Buffer, taken: Buffer): Promise<Comparison> {
  const found = await darkroom.evaluate(async ({ both, square, tolerance }) => {
    const [before, after] = await Promise.all(both.map(async (data) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      return createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
    }));
    if (before === undefined || after === undefined) throw new Error('two pictures are compared');
    const width = Math.min(before.width, after.width);
    const height = Math.min(before.height, after.height);
    const canvas = new OffscreenCanvas(width, height);
    const on = canvas.getContext('2d', { willReadFrequently: true });
    if (on === null) throw new Error('no canvas');
    const pixels = (image: ImageBitmap): ImageData => {
      on.drawImage(image, 0, 0);
      return on.getImageData(0, 0, width, height);
    };
    const [old, now] = [pixels(before).data, pixels(after)];
    const across = Math.ceil(width / square);
    const changed = new Uint32Array(across * Math.ceil(height / square));
    for (let at = 0; at < old.length; at += 4) {
      const apart = Math.max(...[0, 1, 2].map((c) => Math.abs((old[at + c] ?? 0) - (now.data[at + c] ?? 0))));
      const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
      const in_ = Math.floor(y / square) * across + Math.floor(x / square);
      if (apart > tolerance) changed[in_] = (changed[in_] ?? 0) + 1;
      for (const c of [0, 1, 2]) now.data[at + c] = apart > tolerance ? (c === 0 ? 220 : 0) : 170 + (now.data[at + c] ?? 0) / 3;
    }
    on.putImageData(now, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
    const difference = [...new Uint8Array(await blob.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
    const size = Math.max(Math.abs(before.width - after.width), Math.abs(before.height - after.height));
    return { size, worst: Math.max(...changed) / (square * square), difference };
  }, { both: [kept, taken].map((one) => one.toString('base64')), square: SQUARE, tolerance: TOLERANCE });
  return { ...found, difference: Buffer.from(found.difference, 'latin1') };
}
