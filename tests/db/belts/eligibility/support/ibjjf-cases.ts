import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A line of `ibjjf-cases.csv`: written from the text of the rules, not from what the code answers. */
export interface Case {
  id: string;
  what: string;
  /** The version that judges: the one of the day asked. */
  system: string;
  born: string;
  /** `blue/1 2025-03-01 (2024-12-01)`: the rank, when it was registered, when awarded if earlier. */
  history: string;
  /** `champion blue 2026-06-07`: won by an adult at the world championship. */
  titles: string;
  asked: string;
  on: string;
  eligible: string;
  /** `time 3.1.3 II a (23 of 24)` */
  failing: string;
  earliest: string;
}

export const ibjjfCases: Case[] = parse(
  readFileSync(new URL('./ibjjf-cases.csv', import.meta.url)),
  { columns: true },
);

const parts = (list: string) => list === '' ? [] : list.split('; ');

/** A rank as the table writes it: `black/2`. */
export function rankOf(text: string): { belt: string; degree: number } {
  const [belt, degree = '0'] = text.split('/');
  return { belt: belt!, degree: Number(degree) };
}

export const historyOf = ({ history }: Case) =>
  parts(history).map((entry) => {
    const [rank, registered_on, awarded] = entry.split(' ');
    const awarded_on = awarded?.slice(1, -1) ?? registered_on!;
    return { ...rankOf(rank!), registered_on: registered_on!, awarded_on };
  });

export const titlesOf = ({ titles }: Case) =>
  parts(titles).map((entry) => {
    const [, belt, won_on] = entry.split(' ');
    return { title: 'adult_world_champion', belt: belt!, won_on: won_on! };
  });

export const failingOf = ({ failing }: Case) => parts(failing).toSorted();
