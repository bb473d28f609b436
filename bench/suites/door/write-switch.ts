import postgres from 'postgres';
import { measured } from '../../line.ts';
import { compare, interleave, timed } from '../../measure.ts';
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
      create table private.with_switch (like check_ins including all);
      create table private.without_switch (like check_ins including all);
      create trigger with_switch_read_only before insert on private.with_switch
        for each statement execute function private.refuse_read_only()`);
    // In the server, without the way there, which would hide it.
    const insertInto = (table: string) => async () =>
      1000 / CALLS * await timed(() =>
        admin.unsafe(`
          do $$ begin
            for nth in 1..${CALLS} loop
              insert into private.${table} (user_id, class_id, gym_id, class_date, status, place,
                arrived, made_at, received_at)
              select id, id, id, '2026-01-01', 'present', 1, true, now(), now()
              from gen_random_uuid() id;
            end loop;
          end $$`)
      );
    const samples = await interleave({
      without: insertInto('without_switch'),
      with: insertInto('with_switch'),
    }, { rounds: 15, warmUps: 2, onRound: progress });
    return [
      measured('write_switch.insert', 'µs', compare(samples.with, samples.without), {
        atMost: 1.15,
      }),
    ];
  },
};
