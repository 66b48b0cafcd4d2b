// Makes a passphrase of six Dutch words, and compares one that was typed back. Refuses Math.random and to keep anything.

export const WORDS = 6;

/** Small letters, one space between words: how a passphrase is used everywhere. */
export const tidy = (text) => text.toLowerCase().replace(/[^a-z]+/g, " ").trim();

/** Six words, each chosen evenly out of 2,048 (66 bits in all). */
export async function makePassphrase() {
  const list = (await (await fetch("/static/woorden.txt")).text()).trim().split("\n");
  if (list.length !== 2048) throw new Error("not the list of 2,048 words");
  const numbers = crypto.getRandomValues(new Uint16Array(WORDS));
  return Array.from(numbers, (number) => list[number & 2047]).join(" ");
}

/** Which words differ (counted from 1); empty when all are right. `count` is how many were typed. */
export function compare(typed, passphrase) {
  const [given, wanted] = [tidy(typed).split(" ").filter(Boolean), passphrase.split(" ")];
  const wrong = wanted.flatMap((word, place) => (given[place] === word ? [] : [place + 1]));
  return { count: given.length, wrong };
}
