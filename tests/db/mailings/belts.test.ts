import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileConditions } from '../../../src/mailings/conditions/compile-conditions.ts';
import { loadRenderer } from '../../../src/mailings/templates/render-message.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { automationScenes } from './support/automation-scenes.ts';

const under = useDoor();
const at = automationScenes(() => under.admin);
const NOW = new Date('2026-06-15T12:00:00Z');
const years = (count: number) =>
  new Date(Date.UTC(new Date().getUTCFullYear() - count, 0, 1)).toISOString().slice(0, 10);

let shop_id: string;
/** Customers by what there is to say of their belts. */
const who: Record<string, string> = {};
let legacy_id = 1;

interface Member {
  born?: string | null;
  belts?: readonly string[];
  /** The last one was a mistake. */
  voided?: boolean;
  /** The gym that gave them; the shop's own unless told. */
  gym_id?: string;
}

async function member({ born = '1990-01-01', belts = [], voided, ...given }: Member) {
  const made = await at.memberCustomer(shop_id, {}, { user: { birth_date: born } });
  const gym_id = given.gym_id ?? made.gym_id;
  let last: Record<string, unknown> = {};
  for (const [nth, belt] of belts.entries()) {
    const day = `2026-01-0${nth + 1}`;
    last = {
      ...{ user_id: made.user_id, gym_id, modality: 'Jiu-jitsu', belt },
      ...{ awarded_on: day, registered_on: day },
    };
    const id = await at.insert('graduations', { ...last, legacy_id: legacy_id++ });
    if (voided && nth === belts.length - 1) {
      await at.insert('graduations', {
        ...{ ...last, voids: id, void_reason: 'A mistake.', legacy_id: legacy_id++ },
      });
    }
  }
  return made.id;
}

beforeAll(async () => {
  shop_id = await at.shop();
  const blue = ['white', 'blue'];
  who['grown'] = await member({ belts: blue });
  who['born unknown'] = await member({ born: null, belts: blue });
  who['child'] = await member({ born: years(9), belts: blue });
  who['mistaken'] = await member({ belts: blue, voided: true });
  who['elsewhere'] = await member({ belts: blue, gym_id: await at.gym() });
  who['none'] = await member({});
  who['no member'] = await at.customer(shop_id);
});

const nameOf = (id: string) => Object.keys(who).find((name) => who[name] === id)!;

async function valuesOf(): Promise<Map<string, Record<string, unknown>>> {
  const rows = await under.door.asSystem('test').execute<
    { customer_id: string; values: Record<string, unknown> }
  >(sql`select * from private.template_values(
    ${shop_id}, ${`{${Object.values(who).join(',')}}`}::uuid[]
  )`);
  return new Map(rows.map(({ customer_id, values }) => [nameOf(customer_id), values]));
}

describe('the belt in a template', () => {
  it("is the last that the shop's gym gave, and never a child's", async () => {
    const belts = [...await valuesOf()].map(([name, { belt }]) => [name, belt]);
    expect(Object.fromEntries(belts)).toEqual({
      ...{ 'grown': 'blue', 'born unknown': 'blue', 'child': null, 'mistaken': 'white' },
      ...{ 'elsewhere': null, 'none': null, 'no member': null },
    });
  });

  it("is what stands for it where it is a child's, in every part", async () => {
    const render = await loadRenderer();
    const said = '{{ belt }}';
    const template = {
      ...{ channel: 'email' as const, default_locale: 'en' },
      contents: { en: { subject: said, text: said, html: `<p>${said}</p>` } },
      fallbacks: { en: { belt: 'your belt' } },
    };
    const values = await valuesOf();
    const { html, ...words } = render(template, null, values.get('child')!);
    expect(words).toMatchObject({ subject: 'your belt', text: 'your belt' });
    expect(html).not.toMatch(/blue/i);
    const grown = render(template, null, values.get('grown')!);
    expect(grown.text).toMatch(/blue/i);
    expect(grown.html).toMatch(/blue/i);
  });
});

describe('the belt in a condition', () => {
  const holding = async (is: 'in' | 'not_in', value: ('white' | 'blue')[]) => {
    const { joins, passes, holds } = compileConditions([{ field: 'belt', is, value }], NOW);
    const rows = await under.door.asSystem('test').execute<{ id: string; holds: boolean }>(sql`
      select c.id, ${holds} as holds
      from public.customers c join public.shops h on h.id = c.shop_id ${joins}
      where c.shop_id = ${shop_id} and ${passes}`);
    expect(rows.every((row) => row.holds)).toBe(true);
    return rows.map(({ id }) => nameOf(id)).sort();
  };

  it('is asked of whoever has it, and prints nothing', async () => {
    const blue = ['born unknown', 'child', 'grown'];
    const others = ['elsewhere', 'no member', 'none'];
    expect(await holding('in', ['blue'])).toEqual(blue);
    expect(await holding('in', ['white'])).toEqual(['mistaken']);
    expect(await holding('not_in', ['blue'])).toEqual([...others, 'mistaken'].sort());
    expect(await holding('not_in', ['white', 'blue'])).toEqual(others);
  });

  it('brings a child no message: who is let in by it is refused', async () => {
    await under.admin`update customers set email = 'parent@example.com',
      email_consent = 'subscribed' where id = ${who['child']!}`;
    const automation = await at.automation(shop_id, {
      ...{ trigger: 'order_placed', trigger_options: {} },
    });
    const [verdict] = await under.door.asSystem('test').execute<{ reason: string }>(sql`
      select reason from private.message_verdicts(
        ${shop_id}, ${automation.automation_id}, 'email', 'offers', null, null, null, null, 0,
        ${NOW.toISOString()}, ${`{${who['child']}}`}::uuid[], true
      )`);
    expect(verdict).toEqual({ reason: 'minor' });
  });
});
