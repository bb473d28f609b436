import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkInAtDesk } from '../../../../src/academy/front-desk/check-in-at-desk.ts';
import { letInFrontDesk } from '../../../../src/academy/front-desk/devices/let-in-front-desk.ts';
import { pinDigest } from '../../../../src/academy/front-desk/pins/pin-digest.ts';
import { AppError } from '../../../../src/errors.ts';
import { useDoor } from '../../../../testkit/database/door.ts';
import { noonDay, noonZone } from '../../../../testkit/noon.ts';
import { frontDesk } from './support/scene.ts';

const under = useDoor({ poolSize: 10 });
const at = frontDesk(() => under.admin);
const digestOf = pinDigest(randomUUID());

const aroundNoon = (gym: string) =>
  at.weekly(gym, { weekday: noonDay().weekday, starts_at: '11:00', ends_at: '14:30' });

let gym = '';
let class_id = '';
let class_date = '';

beforeEach(async () => {
  gym = await at.gym(noonZone());
  class_date = noonDay().date;
  class_id = await aroundNoon(gym);
});

/** As the function does it: behind the door of visitors. What came of it, or why not. */
const tried = (
  token: string,
  who: { pin: string } | { code: string },
  held = class_id,
): Promise<string> =>
  checkInAtDesk({ db: under.door.asCaller(null), token, digestOf }, {
    body: { class_id: held, class_date, ...who },
  }).then(({ status }) => status, (error) => {
    if (error instanceof AppError) return error.code;
    throw error;
  });

const counted = (outcomes: string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].sort().map((one) => [one, outcomes.filter((o) => o === one).length]),
  );

const times = (count: number, run: (index: number) => Promise<string>) =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));

describe('at once', () => {
  it('fifty wrong PINs at a device are ten tries, and leave ten lines', async () => {
    const { token } = await at.desk(gym);
    const outcomes = await times(50, (n) => tried(token, { pin: String(100_000 + n) }));
    expect(counted(outcomes)).toEqual({ front_desk_locked: 40, pin_wrong: 10 });
    expect(await at.events(gym)).toHaveLength(10);
  });

  it('wrong PINs at all devices of a gym are fifty tries', async () => {
    const tokens = (await Promise.all(Array.from({ length: 7 }, () => at.desk(gym))))
      .map(({ token }) => token);
    const outcomes = await times(70, (n) => tried(tokens[n % 7]!, { pin: String(100_000 + n) }));
    expect(counted(outcomes)).toEqual({ front_desk_locked: 20, pin_wrong: 50 });
  });

  it('one code at the devices of two gyms is good once', async () => {
    const person = await at.member(gym);
    const here = { token: (await at.desk(gym)).token, class_id };
    const elsewhere = await at.gym(noonZone());
    await under.admin`insert into memberships (user_id, gym_id, approved_at)
      values (${person}, ${elsewhere}, now())`;
    const there = {
      token: (await at.desk(elsewhere)).token,
      class_id: await aroundNoon(elsewhere),
    };
    const code = await at.code(person, new Date(Date.now() + 60_000));
    const outcomes = await times(4, (n) => {
      const place = n % 2 ? here : there;
      return tried(place.token, { code }, place.class_id);
    });
    expect(counted(outcomes)).toEqual({ check_in_code_used: 3, present: 1 });
    const rows = await under.admin`select status from check_ins where user_id = ${person}`;
    expect(rows).toEqual([{ status: 'present' }]);
  });

  it('no more devices are let in than may be', async () => {
    const manager = await at.member(gym);
    await under.admin`update memberships set role = 'MANAGER' where user_id = ${manager}`;
    const [me] = await under.admin`select subject from users where id = ${manager}`;
    const db = under.door.asCaller({ sub: me!.subject });
    const caller = { userId: manager, subject: me!.subject, provider: 'clerk' } as const;
    const ctx = { db, caller: { ...caller, claims: { sub: caller.subject } } };
    const outcomes = await times(
      25,
      () =>
        letInFrontDesk(ctx, { gym_id: gym, body: { name: 'Door' } })
          .then(() => 'let in', ({ code }: AppError) => code),
    );
    expect(counted(outcomes)).toEqual({ 'front_desks_exhausted': 5, 'let in': 20 });
  });

  it('PINs that are offered to many are each taken once', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => at.member(gym)));
    const digests = `{${people.map((_, n) => `digest ${n}`).join(',')}}`;
    const subjects = await under.admin<{ subject: string }[]>`
      select subject from users where id = any (${people}::uuid[]) order by subject`;
    await Promise.all(subjects.map(async ({ subject }) => {
      const db = under.door.asCaller({ sub: subject });
      const [me] = await under.admin`select id from users where subject = ${subject}`;
      await db.execute(
        `select private.set_pin('${gym}', '${me!.id}', '${digests}')`,
      );
    }));
    const [row] = await under.admin`select count(distinct pin_hash)::int as pins
      from private.member_pins where gym_id = ${gym}`;
    expect(row).toEqual({ pins: 8 });
  });
});
