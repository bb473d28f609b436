import type { Cell } from './cells.ts';

export interface Mentions {
  /** The places of the cells whose subject is named so. */
  own: number[];
  /** Those of all that name it, in their subject or in a statement. */
  all: number[];
}

/** Finds cells by a name in them. Most actors try the same words, which are searched once for all. */
export function mentionsIn(cells: Cell[]): (name: string) => Mentions {
  const alike = new Map<string, { subject: string; steps: string[]; places: number[] }>();
  for (const [place, { subject, steps }] of cells.entries()) {
    const words = JSON.stringify([subject, steps]);
    const known = alike.get(words);
    if (known) known.places.push(place);
    else alike.set(words, { subject, steps, places: [place] });
  }
  const found = new Map<string, Mentions>();
  return (name) => {
    const known = found.get(name);
    if (known) return known;
    const mentions: Mentions = { own: [], all: [] };
    for (const { subject, steps, places } of alike.values()) {
      const isOwn = subject.includes(name);
      if (isOwn) mentions.own.push(...places);
      if (isOwn || steps.some((step) => step.includes(name))) mentions.all.push(...places);
    }
    found.set(name, mentions);
    return mentions;
  };
}
