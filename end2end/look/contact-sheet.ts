// All pictures of a run on one page, what changed first, so that a person looks through them in a few minutes.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type FullConfig } from '@playwright/test';

import { TAKEN } from './pictures.js';

const STYLE = `
  body { margin: 16px; font: 15px system-ui, sans-serif; background: #ddd; color: #111 }
  div { display: flex; gap: 12px; align-items: flex-start; margin-bottom: 12px }
  a { display: block; max-height: 900px; overflow: hidden; outline: 1px solid #888 }
  img { display: block; width: 100% }
  .of-1280 { width: 640px } .of-768 { width: 384px } .of-320 { width: 240px }
  .changed a { outline: 3px solid #c00 }`;

export default function contactSheet(config: FullConfig): void {
  const out = config.projects[0]?.outputDir ?? '';
  const taken = join(out, TAKEN);
  if (!existsSync(taken)) return;
  const pages = readdirSync(taken).sort().map((name) => section(name, readdirSync(join(taken, name))));
  const sections = [...pages.filter((page) => page.changed), ...pages.filter((page) => !page.changed)].map((page) => page.html);
  const sheet = join(out, 'contact-sheet.html');
  writeFileSync(sheet, `<!DOCTYPE html><meta charset="utf-8"><title>Every page</title><style>${STYLE}</style>\n${sections.join('\n')}\n`);
  console.log(`The pictures: ${sheet}`);
}

/** A page in all its looks: the light ones, the dark ones, then before and difference of what changed. */
function section(name: string, files: string[]): { changed: boolean; html: string } {
  const row = (some: string[]): string => `<div>${some.map((file) => picture(name, file)).join('')}</div>`;
  const widest = files.sort((a, b) => widthOf(b) - widthOf(a));
  const looks = ['light', 'dark'].map((theme) => row(widest.filter((file) => file.startsWith(theme) && file.endsWith('.png'))));
  const changes = widest.filter((file) => /-(expected|diff)\.webp$/.test(file));
  const changed = changes.length > 0;
  return { changed, html: `<section${changed ? ' class="changed"' : ''}><h2>${name}</h2>${looks.join('')}${changed ? row(changes) : ''}</section>` };
}

const widthOf = (file: string): number => Number(/\d+/.exec(file)?.[0] ?? 0);

function picture(name: string, file: string): string {
  const path = `${TAKEN}/${name}/${file}`;
  return `<a class="of-${widthOf(file)}" href="${path}" title="${file}"><img loading="lazy" src="${path}" alt="${name}, ${file}"></a>`;
}
