import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { type Life, office, plus } from './support/office.ts';

const under = useDoor();
const at = office(() => under.admin);

/** From which day on an account stands how: one that says so the day before would be wrong. */
const days: [what: string, life: Life, turns: Record<string, string>][] = [
  ['a month that nobody paid', { kind: 'monthly', starts_on: '2026-03-10' }, {
    '2026-03-09': 'current',
    '2026-03-10': 'overdue since 2026-03-10',
  }],
  ['one that was paid', {
    ...{ kind: 'monthly', starts_on: '2026-03-10', paid: [{ on: '2026-03-12' }] },
  }, { '2026-04-10': 'overdue since 2026-04-10' }],
  ['three at once', {
    ...{ kind: 'monthly', starts_on: '2026-03-10', paid: [{ on: '2026-03-12', units: 3 }] },
  }, { '2026-06-10': 'overdue since 2026-06-10' }],
  ['a payment that was voided', {
    ...{ kind: 'monthly', starts_on: '2026-03-10' },
    paid: [{ on: '2026-03-12' }, { on: '2026-03-12', voided: true }],
  }, { '2026-04-10': 'overdue since 2026-04-10' }],
  ['31 January, a month later', {
    ...{ kind: 'monthly', starts_on: '2026-01-31', paid: [{ on: '2026-01-31' }] },
  }, { '2026-02-28': 'overdue since 2026-02-28' }],
  ['31 January, two months later', {
    ...{ kind: 'monthly', starts_on: '2026-01-31', paid: [{ on: '2026-01-31', units: 2 }] },
  }, { '2026-03-31': 'overdue since 2026-03-31' }],
  ['31 January of a leap year', {
    ...{ kind: 'family', starts_on: '2028-01-31', paid: [{ on: '2028-01-31' }] },
  }, { '2028-02-29': 'overdue since 2028-02-29' }],
  ['a freeze across the end of a month', {
    ...{ kind: 'monthly', starts_on: '2026-01-10', paid: [{ on: '2026-01-10' }] },
    rests: [['2026-01-25', '2026-02-03']],
  }, {
    '2026-01-24': 'current',
    '2026-01-25': 'frozen',
    '2026-02-04': 'current',
    '2026-02-20': 'overdue since 2026-02-20',
  }],
  ['two of them', {
    ...{ kind: 'monthly', starts_on: '2026-01-10', paid: [{ on: '2026-01-10' }] },
    rests: [['2026-02-12', '2026-02-13'], ['2026-01-30', '2026-02-03']],
  }, {
    '2026-02-04': 'current',
    '2026-02-12': 'frozen',
    '2026-02-14': 'current',
    '2026-02-17': 'overdue since 2026-02-17',
  }],
  ['one from the day on which the next month is due', {
    ...{ kind: 'monthly', starts_on: '2026-01-10', paid: [{ on: '2026-01-10' }] },
    rests: [['2026-02-10', '2026-02-19']],
  }, { '2026-02-10': 'frozen', '2026-02-20': 'overdue since 2026-02-20' }],
  ['one of who owes already', {
    ...{ kind: 'monthly', starts_on: '2026-01-10', paid: [{ on: '2026-01-10' }] },
    rests: [['2026-02-11', '2026-02-19']],
  }, {
    '2026-02-10': 'overdue since 2026-02-10',
    '2026-02-11': 'frozen',
    '2026-02-20': 'overdue since 2026-02-10',
  }],
  ['its end', {
    ...{ kind: 'monthly', starts_on: '2026-01-10', ends_on: '2026-01-31' },
    paid: [{ on: '2026-01-10' }],
  }, { '2026-01-31': 'current', '2026-02-01': 'ended' }],
  ['a trial of a week', { kind: 'trial', starts_on: '2026-05-04' }, {
    '2026-05-10': 'current',
    '2026-05-11': 'ended',
  }],
  ['one that rests', {
    ...{ kind: 'trial', starts_on: '2026-05-04', rests: [['2026-05-10', '2026-05-12']] },
  }, { '2026-05-10': 'frozen', '2026-05-13': 'current', '2026-05-14': 'ended' }],
  ['one that rests when it is over', {
    ...{ kind: 'trial', starts_on: '2026-05-04', rests: [['2026-05-11', '2026-05-12']] },
  }, { '2026-05-11': 'frozen', '2026-05-13': 'ended' }],
  ['a trial of classes alone', {
    ...{ kind: 'trial', terms: { punches: 2, valid_days: null }, starts_on: '2026-05-04' },
  }, { '2030-01-01': 'current' }],
  ['a card without days', {
    ...{ kind: 'punch_card', starts_on: '2026-05-04', paid: [{ on: '2026-05-04' }] },
  }, { '2030-01-01': 'current' }],
  ['a card of thirty days', {
    ...{ kind: 'punch_card', terms: { valid_days: 30 }, starts_on: '2026-05-01' },
    paid: [{ on: '2026-05-04' }],
  }, { '2026-06-02': 'current', '2026-06-03': 'ended' }],
  ['a second card', {
    ...{ kind: 'punch_card', terms: { valid_days: 30 }, starts_on: '2026-05-01' },
    paid: [{ on: '2026-05-24' }, { on: '2026-05-04' }],
  }, { '2026-06-22': 'current', '2026-06-23': 'ended' }],
];

describe('how an account stands on a day', () => {
  it.each(days)('%s', async (_, life, turns) => {
    const { id } = await at.account(await at.gym(), life);
    const told = await Promise.all(
      Object.keys(turns).map(async (day) => {
        const [{ state, overdue_since } = { state: '', overdue_since: null }] = await at
          .stands(id, day);
        return [day, overdue_since ? `${state} since ${overdue_since}` : state];
      }),
    );
    expect(Object.fromEntries(told)).toEqual(turns);
    // The day before each turn it stood otherwise, and the day that is written down is the next turn.
    for (const [day, told] of Object.entries(turns)) {
      const [before] = await at.stands(id, plus(day, -1));
      const turned = await under.admin<{ changes_on: string | null }[]>`
        select s.changes_on::text from dues_accounts a, private.dues_on(a, ${plus(day, -1)}) s
        where a.id = ${id}`;
      if (before!.state !== told.split(' ')[0]) expect(turned[0]!.changes_on).toBe(day);
    }
  });
});

describe('what is owed', () => {
  const family: Life = { kind: 'family', starts_on: '2026-01-31', paid: [{ on: '2026-01-31' }] };

  it('is each month that has begun, at the price of as many as it covers that day', async () => {
    const gym = await at.gym();
    const people = [await at.member(gym), await at.member(gym), await at.member(gym)];
    const { id } = await at.account(gym, family, people);
    await under.admin`update dues_coverage set covered_until = '2026-03-31'
      where account_id = ${id} and user_id = ${people[2]!}`;
    expect(await at.owed(id, '2026-02-27')).toEqual({ months: 0, amount: '0' });
    expect(await at.owed(id, '2026-02-28')).toEqual({ months: 1, amount: '360.2000' });
    expect(await at.owed(id, '2026-03-30')).toEqual({ months: 1, amount: '360.2000' });
    expect(await at.owed(id, '2026-03-31')).toEqual({ months: 2, amount: '630.3000' });
  });

  it('is nothing for a month that begins after the end, or while the account rests', async () => {
    const gym = await at.gym();
    const ended = await at.account(gym, { ...family, ends_on: '2026-02-27' });
    expect(await at.owed(ended.id, '2026-06-01')).toEqual({ months: 0, amount: '0' });
    const rests = [['2026-02-28', '2026-04-30']] as const;
    const frozen = await at.account(gym, { ...family, rests });
    expect(await at.owed(frozen.id, '2026-04-30')).toEqual({ months: 0, amount: '0' });
    expect(await at.owed(frozen.id, '2026-05-01')).toEqual({ months: 1, amount: '180.0000' });
  });

  it('is nothing for a month on whose first day it covers nobody', async () => {
    const gym = await at.gym();
    const [left, before] = [
      await at.account(gym, { ...family, ends_on: '2026-02-28' }),
      await at.account(gym, {
        ...family,
        starts_on: '2026-03-01',
        ends_on: '2026-03-01',
        paid: [],
      }),
    ];
    // Who leaves is covered until the day before, and the account ends with the day.
    await under.admin`update dues_coverage set covered_until = '2026-02-28'
      where account_id = ${left.id}`;
    await under.admin`delete from dues_coverage where account_id = ${before.id}`;
    for (const { id } of [left, before]) {
      expect(await at.owed(id, '2026-06-01')).toEqual({ months: 0, amount: '0' });
    }
  });
});

describe('what dues say', () => {
  const owing: Life = { kind: 'monthly', starts_on: '2026-03-10' };

  it('is a refusal when the grace of the gym is over, not the day before', async () => {
    for (const grace of [0, 1, 7]) {
      const gym = await at.gym('UTC', 'asked', grace);
      const { user_id } = await at.account(gym, owing);
      const over = plus('2026-03-10', grace);
      expect(await at.refusal(gym, user_id, plus(over, -1))).toBe(null);
      expect(await at.refusal(gym, user_id, over)).toBe('dues_overdue');
      // Whoever books ahead does not owe yet; a class that is past is judged as of its day.
      expect(await at.refusal(gym, user_id, over, plus(over, -1))).toBe(null);
      expect(await at.refusal(gym, user_id, plus(over, -1), over)).toBe(null);
    }
  });

  it('goes by the day of the class where an account rests, or a trial or card is over', async () => {
    const gym = await at.gym();
    const monthly = { kind: 'monthly', paid: [{ on: '2026-03-10' }] } as const;
    const resting = await at.account(gym, {
      ...{ ...monthly, starts_on: '2026-03-10', rests: [['2026-03-20', '2026-03-21']] },
    });
    const days = ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'];
    const say = (user: string) =>
      Promise.all(days.map((day) => at.refusal(gym, user, day, days[0])));
    expect(await say(resting.user_id)).toEqual([null, 'dues_frozen', 'dues_frozen', null]);
    const trial = await at.account(gym, { kind: 'trial', starts_on: '2026-03-14' });
    expect(await say(trial.user_id)).toEqual([null, null, 'trial_over', 'trial_over']);
    const card = await at.account(gym, {
      ...{ kind: 'punch_card', terms: { valid_days: 10 }, starts_on: '2026-03-10' },
      paid: [{ on: '2026-03-11' }],
    });
    expect(await say(card.user_id)).toEqual([
      ...[null, null, 'punch_card_empty', 'punch_card_empty'],
    ]);
  });

  it('is that nothing covers them, where the gym requires a plan and they are no staff', async () => {
    const gym = await at.gym('UTC', 'required');
    const nobody = await at.member(gym);
    expect(await at.refusal(gym, nobody, '2026-03-10')).toBe('no_dues_plan');
    await under.admin`update memberships set role = 'INSTRUCTOR' where user_id = ${nobody}`;
    expect(await at.refusal(gym, nobody, '2026-03-10')).toBe(null);
    const ended = await at.account(gym, {
      ...owing,
      ends_on: '2026-03-12',
      paid: [{ on: '2026-03-10' }],
    });
    expect(await at.refusal(gym, ended.user_id, '2026-03-12')).toBe(null);
    expect(await at.refusal(gym, ended.user_id, '2026-03-13')).toBe('no_dues_plan');
    expect(await at.refusal(gym, ended.user_id, '2026-03-09')).toBe('no_dues_plan');
  });
});

describe('what is written down', () => {
  it('follows the day of the gym’s own clock, also when clocks change', async () => {
    // The day on which the next month is due, and when it begins there.
    const zones = [
      ['America/Sao_Paulo', '2026-04-10', '2026-04-10T03:00:00Z'],
      ['Europe/Lisbon', '2026-03-29', '2026-03-29T00:00:00Z'],
      ['Europe/Lisbon', '2026-03-30', '2026-03-29T23:00:00Z'],
      ['Europe/Lisbon', '2026-10-25', '2026-10-24T23:00:00Z'],
      ['Europe/Lisbon', '2026-10-26', '2026-10-26T00:00:00Z'],
      ['Pacific/Kiritimati', '2026-04-10', '2026-04-09T10:00:00Z'],
      ['Pacific/Pago_Pago', '2026-04-10', '2026-04-10T11:00:00Z'],
    ] as const;
    for (const [zone, due, midnight] of zones) {
      const { id } = await at.account(await at.gym(zone), {
        ...{ kind: 'monthly', starts_on: plus(due, -100) },
        // Until then it rests, so that none of this hangs on the length of months.
        ...{ rests: [[plus(due, -100), plus(due, -1)]] },
      });
      await under.admin`update dues_accounts set changes_on = starts_on where id = ${id}`;
      const follow = async (instant: string) => {
        await under.admin`select private.follow_dues(${instant}, 1000)`;
        const [row] = await under.admin<{ state: string; since: string | null }[]>`
          select state, overdue_since::text as since from dues_accounts where id = ${id}`;
        return row;
      };
      const justBefore = new Date(Date.parse(midnight) - 1).toISOString();
      expect(await follow(justBefore)).toEqual({ state: 'frozen', since: null });
      expect(await follow(midnight)).toEqual({ state: 'overdue', since: due });
    }
  });
});
