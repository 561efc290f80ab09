// Every sentence a person reads, as the product's own tables of texts have it in both languages.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './environment.js';

/** `NAME: "English", "Spanish";` */
const ENTRY = /^\s*[A-Z0-9_]+: "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)";/gm;

/** What stands between the placeholders of a sentence, so far as it is long enough to be told from a name. */
function fixedParts(sentence: string): string[] {
  return sentence.split(/\{\w+\}/).map((part) => part.trim()).filter((part) => part.split(/\s+/).length >= 3);
}

function read(): { english: string; spanish: string }[] {
  const folder = join(root, 'app/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|\/)text\.rs$/.test(path));
  return files.flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(ENTRY)]
    .map(([, english = '', spanish = '']) => ({ english: JSON.parse(`"${english}"`) as string, spanish: JSON.parse(`"${spanish}"`) as string })));
}

const TEXTS = read();
if (TEXTS.length < 300) throw new Error(`only ${TEXTS.length} texts found`);

const SPANISH = TEXTS.map((one) => one.spanish);

/** Whole texts that are English and nothing else. */
const WHOLE = new Set(TEXTS.map((one) => one.english).filter((text) => !SPANISH.includes(text)));

/** Pieces of three words and more that no Spanish text has. */
const PARTS = [...new Set(TEXTS.flatMap((one) => fixedParts(one.english)))].filter((part) => !SPANISH.some((text) => text.includes(part)));

/** Those of the texts that are English, or have an English sentence in them. */
export function englishAmong(texts: string[]): string[] {
  return texts.filter((text) => WHOLE.has(text.trim()) || PARTS.some((part) => text.includes(part)));
}
