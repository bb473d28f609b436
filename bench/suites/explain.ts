import postgres from 'postgres';
import { doorPorts } from '../../local/access/door-ports.ts';
import { explainerOf } from '../../local/explain/explain.ts';
import type { Question } from '../../local/explain/explanation.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { measured } from '../line.ts';
import { compare, interleave, latency } from '../measure.ts';
import type { Suite } from '../suite.ts';
import { claims, createMember } from '../support/member.ts';

const CALLS = 10;

/** Why a row is not seen, against the bare statement that does not see it, both through the door. */
export const explain: Suite = {
  title: 'explanations',
  lines: ['explain.row', 'explain.row.opened'],

  async run({ resources, progress }) {
    const database = await resources.database();
    const door = openDoors(database, { poolSize: 1 });
    resources.onClose(door.end);
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    resources.onClose(() => owner.end({ timeout: 1 }));
    await createMember(door);
    // Somebody else's gym: the policy for UPDATE asks the caller's roles, and says no.
    const [gym] = await owner<{ id: string }[]>`
      insert into gyms (name) values ('Other Dojo') returning id`;
    const ports = doorPorts(door, owner, claims);
    const { explain } = explainerOf(ports);
    const question: Question = {
      ...{ table: { schema: 'public', name: 'gyms' }, command: 'update' },
      ...{ key: { id: gym?.id ?? '' }, set: { name: 'Mine' } },
    };
    const { tried } = await explain(question);

    const samples = await interleave({
      bare: latency(CALLS, () => ports.asPerson(tried.sql)),
      row: latency(CALLS, () => explain(question, { open: false })),
      opened: latency(CALLS, () => explain(question)),
    }, { rounds: 21, warmUps: 2, onRound: progress });
    return [
      measured('explain.row', 'ms', compare(samples.row, samples.bare)),
      measured('explain.row.opened', 'ms', compare(samples.opened, samples.bare)),
    ];
  },
};
