import { expect } from 'vitest';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';
import { dryRunsOf, rowCounts } from './dry-runs.ts';
import { realPath } from './real-path.ts';

interface Tried {
  shop_id: string;
  automation_id: string;
}

interface How {
  now: Date;
  /** The longest wait before a first message. */
  minutes?: number;
  of?: 'draft' | 'published';
  /** What makes a draft what runs, once the dry run told. */
  publish?: () => Promise<unknown>;
}

/** Tries an automation, lets it really run, and holds the one against the other, customer by customer. */
export function sameAsReal(under: DoorUnderTest) {
  const dry = dryRunsOf(under);
  const real = realPath(under);
  return async (
    { shop_id, automation_id }: Tried,
    { now, minutes = 0, of = 'published', publish }: How,
  ): Promise<Map<string, string>> => {
    const counts = await rowCounts(under.admin);
    const before = await real.messages(automation_id);
    const { run, told } = await dry.run(automation_id, now, of);
    expect(await rowCounts(under.admin)).toEqual(counts);
    await publish?.();
    const later = new Date(now.getTime() + minutes * 60_000);
    const { entered, planned } = await real.plan(automation_id, now, later);
    const claimed = await real.claim({ shop_id, automation_id }, later);
    for (const [id, { outcome, reason, at }] of told) {
      if (outcome === 'not_planned') {
        expect(planned.get(id), reason).toEqual(before.get(id));
        expect(entered.has(id), reason).toBe(['already_entered', 'no_message'].includes(reason));
        continue;
      }
      expect(before.has(id)).toBe(false);
      const never = outcome === 'held_out' || outcome === 'refused';
      expect(planned.get(id)).toMatchObject({
        status: never ? outcome : 'scheduled',
        reason: reason || null,
        ...!never && { scheduled_for: at },
      });
      const due = outcome === 'to_send' && at! <= later;
      expect(claimed.get(id)!.status).toBe(due ? 'sending' : planned.get(id)!.status);
    }
    expect(run['totals']).toMatchObject({
      customers: told.size,
      planned: planned.size - before.size,
    });
    return new Map([...told].map(([id, { outcome, reason }]) => [id, `${outcome} ${reason}`]));
  };
}
