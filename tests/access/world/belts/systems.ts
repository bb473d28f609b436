import type postgres from 'postgres';
import { idOf } from '../ids.ts';

/** The rules for all by their ids, and how many ranks and rules of theirs there are: reference data. */
const general: [id: string, ranks: number, rules: number][] = [
  ['1bf00000-0000-4000-8000-000000000001', 20, 89],
  ['1bf00000-0000-4000-8000-000000000002', 20, 106],
  ['1bf00000-0000-4000-8000-000000000003', 15, 57],
  ['1bf00000-0000-4000-8000-000000000004', 10, 52],
  ['1bf00000-0000-4000-8000-000000000005', 9, 24],
];

/** Systems of the gyms: the row's name, whose, and from when. White leads to yellow by one class. */
const own: [row: string, gym: string, valid_from: string][] = [
  ['northern', 'north', '2019-01-01'],
  ['northernNext', 'north', '2098-01-01'],
  ['southern', 'south', '2019-01-01'],
];

const times = (row: string, count: number) => Array<string>(count).fill(row);
const names = own.map(([row]) => row);
const general_ = general.map(([id]) => id);

export const rankSystems = [...general_, ...names];
export const ranks = [
  ...general.flatMap(([id, ranks]) => times(id, ranks)),
  ...names.flatMap((row) => times(row, 2)),
];
export const rankRules = [
  ...general.flatMap(([id, , rules]) => times(id, rules)),
  ...names.flatMap((row) => times(row, 2)),
];

export const systemSets = {
  'general-systems': general_,
  'general-ranks': general.flatMap(([id, ranks]) => times(id, ranks)),
  'general-rules': general.flatMap(([id, , rules]) => times(id, rules)),
  'north-systems': ['northern', 'northernNext'],
  'north-systems-twice': ['northern', 'northern', 'northernNext', 'northernNext'],
  'south-systems-twice': ['southern', 'southern'],
};

export async function populateSystems(tx: postgres.TransactionSql, past: string): Promise<void> {
  for (const [row, gym, valid_from] of own) {
    const system_id = idOf(`rank_systems.${row}`);
    await tx`insert into rank_systems ${
      tx({
        ...{ id: system_id, gym_id: idOf(`gyms.${gym}`), created_at: past, valid_from },
        ...{ modality: 'Aikido', name: row, version: '1' },
      })
    }`;
    await tx`insert into ranks ${
      tx(['white', 'yellow'].map((belt, position) => ({
        ...{ system_id, belt, position, name: belt, group: 'adult' },
      })))
    }`;
    const rule = { system_id, belt: 'yellow', degree: 0 };
    const none = { threshold: null, since: null, belts: null };
    await tx`insert into rank_rules ${
      tx([
        {
          ...rule,
          ...none,
          position: 0,
          requirement: 'from',
          condition: 'from_rank',
          belts: ['white'],
        },
        {
          ...{ ...rule, ...none, position: 1, requirement: 'classes', condition: 'classes' },
          ...{ threshold: 1, since: 'belt' },
        },
      ])
    }`;
  }
}
