import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { bookClass } from '../../../../src/academy/check-ins/book-class.ts';
import { cancelCheckIn } from '../../../../src/academy/check-ins/cancel-check-in.ts';
import { checkIn } from '../../../../src/academy/check-ins/check-in.ts';
import type { CheckIn } from '../../../../src/academy/check-ins/contract.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { crowd, type Day, outcomes } from './support/crowd.ts';

// A crowd waits for its turn, also on a busy machine.
const under = useDoor({ poolSize: 10, acquireTimeoutMs: 20_000 });
const on = crowd(under);

/** `npm run prove -- crowds` plays more. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 1);

const nothing = { made_at: null, reason: null };
const body = ({ class_date }: Day) => ({ class_date, ...nothing });

const count = <T>(things: readonly T[], thing: T) => things.filter((one) => one === thing).length;
const upTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1);

describe(`a crowd, in ${ROUNDS} rounds`, () => {
  it(
    'of 200 for a class of 20 at one instant: 20 are in, 180 wait in order of arrival',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const day = await on.now(20);
        const members = await on.people(200, day.gym_id);
        const begun = performance.now();
        const answers = await Promise.all(members.map(async (member) => {
          const { user_id, status, place } = await checkIn(member, { ...day, body: body(day) });
          return { user_id, status, place, answered: Date.now() };
        }));
        const rate = 200_000 / (performance.now() - begun);
        if (ROUNDS > 1) console.log(`${Math.round(rate)} check-ins a second`);

        const inOrder = answers.toSorted((one, other) => one.place - other.place);
        expect(inOrder.map(({ place }) => place)).toEqual(upTo(200));
        expect(inOrder.map(({ status }) => status))
          .toEqual(upTo(200).map((place) => place <= 20 ? 'present' : 'waiting'));

        // Each was told what is so; and who was answered before another began is ahead of them.
        const rows = await on.rows(day);
        expect(rows.map(({ user_id, status, place }) => ({ user_id, status, place })))
          .toEqual(inOrder.map(({ user_id, status, place }) => ({ user_id, status, place })));
        const passedBy = inOrder.filter(({ answered, place }) =>
          rows.some((other) => other.place < place && +other.received_at > answered + 1)
        );
        expect(passedBy).toEqual([]);
      }
      expect(await on.miscounted()).toEqual([]);
    },
    20_000 + 10_000 * ROUNDS,
  );

  it('of one member, 50 times at once: one row', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const day = await on.now(20);
      const [member] = await on.people(1, day.gym_id);
      const answers = await Promise.all(
        upTo(50).map((place) =>
          // Every second time by a phone that was offline in between.
          checkIn(member!, {
            ...day,
            body: { ...body(day), made_at: place % 2 ? new Date(Date.now() - 1000) : null },
          })
        ),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await on.rows(day)).toEqual([
        expect.objectContaining({ status: 'present', place: 1, user_id: member!.caller.userId }),
      ]);
    }
    expect(await on.miscounted()).toEqual([]);
  });

  it('that comes while the only place is given back: one has it, the others wait', async () => {
    for (let round = 0; round < 4 * ROUNDS; round++) {
      const day = await on.ahead(1);
      const [first, ...others] = await on.people(11, day.gym_id);
      const booking = (member: typeof others[number]) => () =>
        bookClass(member, { ...day, body: { class_date: day.class_date } });
      const { id } = await booking(first!)();
      const cancel = () => cancelCheckIn(first!, { check_in_id: id, body: { reason: null } });
      const came = await outcomes([...others.slice(0, 5).map(booking), cancel].concat(
        others.slice(5).map(booking),
      ));
      expect(came).toEqual(came.map(() => 'done'));
      const statuses = (await on.rows(day)).map(({ status }) => status);
      // Whoever came first of those who are left.
      expect(statuses).toEqual(['cancelled', 'booked', ...Array(9).fill('waiting')]);
    }
    expect(await on.miscounted()).toEqual([]);
  });

  it('that gives back what it holds: each place goes to one who waits', async () => {
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const day = await on.ahead(5);
      const members = await on.people(15, day.gym_id);
      const booked: CheckIn[] = [];
      for (const member of members) {
        booked.push(await bookClass(member, { ...day, body: { class_date: day.class_date } }));
      }
      const cancels = members.slice(0, 5).map((member, place) => () =>
        cancelCheckIn(member, { check_in_id: booked[place]!.id, body: { reason: null } })
      );
      expect(count(await outcomes(cancels), 'done')).toBe(5);
      expect((await on.rows(day)).map(({ status }) => status)).toEqual([
        ...[...Array(5).fill('cancelled'), ...Array(5).fill('booked'), ...Array(5).fill('waiting')],
      ]);
    }
    expect(await on.miscounted()).toEqual([]);
  });
});
