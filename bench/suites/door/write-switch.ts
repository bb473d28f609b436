import postgres from 'postgres';
import { measured } from '../../line.ts';
import { compare, interleave, latency } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

const CALLS = 300;

/** What it costs a write to ask whether it may: the trigger that every table has. */
export const writeSwitch: Suite = {
  title: 'the switch that stops writes',
  lines: ['write_switch.insert'],

  async run({ resources, progress }) {
    const database = await resources.database();
    // Not the owner, who is not asked.
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    await admin.unsafe(`
      create table private.with_switch (like gyms including all);
      create table private.without_switch (like gyms including all);
      create trigger with_switch_read_only before insert on private.with_switch
        for each statement execute function private.refuse_read_only()`);
    const insertInto = (table: string) =>
      latency(
        CALLS,
        () => admin`insert into ${admin(table)} (name, timezone) values ('North', 'UTC')`,
      );
    const samples = await interleave({
      without: insertInto('private.without_switch'),
      with: insertInto('private.with_switch'),
    }, { rounds: 15, warmUps: 2, onRound: progress });
    return [
      measured('write_switch.insert', 'ms', compare(samples.with, samples.without), {
        atMost: 1.15,
      }),
    ];
  },
};
