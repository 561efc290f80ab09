// Practice IDs as people read them and as people get them wrong.

/** Without the letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A valid ID that no practice of the demo has. */
export const EXAMPLE = 'ABC-120-B';

export function bare(id: string): string {
  return id.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** The way an ID is shown: three, three, one. */
export function shown(id: string): string {
  const seven = bare(id);
  return `${seven.slice(0, 3)}-${seven.slice(3, 6)}-${seven.slice(6)}`;
}

/** With another letter of the alphabet at `index`. */
export function withOneWrong(id: string, index: number): string {
  const seven = bare(id);
  const next = ALPHABET[(ALPHABET.indexOf(seven[index] ?? '0') + 1) % ALPHABET.length];
  return shown(seven.slice(0, index) + next + seven.slice(index + 1));
}

/** With the first two neighbours that differ swapped. */
export function withNeighboursSwapped(id: string): string {
  const seven = bare(id);
  for (let i = 0; i + 1 < seven.length; i += 1) {
    if (seven[i] !== seven[i + 1]) {
      return shown(seven.slice(0, i) + seven[i + 1] + seven[i] + seven.slice(i + 2));
    }
  }
  throw new Error(`${id} has only one kind of character`);
}

/** Digits as a Japanese or Chinese keyboard makes them. */
export function fullwidth(id: string): string {
  return id.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}

/** Letters where the ID has the digits they are mistaken for. */
export function withLookalikes(id: string): string {
  return id.replaceAll('0', 'O').replaceAll('1', 'I');
}
