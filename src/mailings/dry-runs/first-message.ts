import { type SQL, sql } from 'drizzle-orm';
import { after, type Node } from '../automations/versions/node.ts';
import { compileConditions } from '../conditions/compile-conditions.ts';
import type { Condition } from '../conditions/condition.ts';

export interface FirstMessage {
  /** Joins that neither add nor drop a row, behind those of `conditions`. */
  joins: SQL;
  /** The place of the node that sends the first message; null where none does. */
  place: SQL;
  /** How long is waited before it. */
  minutes: SQL;
  /** What the ways there ask: their facts must be joined as well. */
  conditions: Condition[];
}

/**
 * Follows the nodes of each customer `c` to the first that sends a message. One node is one join that
 * hands on where they stand, so that paths which part and meet do not multiply.
 *
 * @param now as of when the branches' conditions are judged: as though no time were waited
 */
export function firstMessage(nodes: readonly Node[], now: Date): FirstMessage {
  const passed = placesBefore(nodes);
  const way = passed.reduce<Standing>(
    ({ joins, place, minutes }, at) => {
      const node = nodes[at]!;
      const name = sql.raw(`way_${at}`);
      const waited = node.kind === 'wait' ? node.minutes : 0;
      return {
        // Kept apart, or each step would be written out twice in the next.
        joins: sql`${joins} cross join lateral (
          select case when ${place} = ${at}::integer then ${
          onward(node, now)
        } else ${place} end as place,
            case when ${place} = ${at}::integer then ${minutes} + ${waited}::integer else ${minutes} end
              as minutes
          offset 0
        ) ${name}`,
        place: sql`${name}.place`,
        minutes: sql`${name}.minutes`,
      };
    },
    { joins: sql``, place: sql`0`, minutes: sql`0` },
  );
  return {
    ...way,
    conditions: passed.flatMap((at) => {
      const node = nodes[at]!;
      return node.kind === 'branch' ? node.conditions : [];
    }),
  };
}

type Standing = Pick<FirstMessage, 'joins' | 'place' | 'minutes'>;

const isMessage = ({ kind }: Node) => kind === 'email' || kind === 'push';

/** The places that can be passed before a message, in order: nodes lead forward only. */
function placesBefore(nodes: readonly Node[]): number[] {
  const reached = new Set([0]);
  return nodes.flatMap((node, at) => {
    if (!reached.has(at) || isMessage(node)) return [];
    for (const to of after(node)) if (to !== null) reached.add(to);
    return [at];
  });
}

const placeOf = (to: number | null) => sql`${to}::integer`;

function onward(node: Node, now: Date): SQL {
  if (node.kind !== 'branch') return placeOf(node.next);
  const { holds } = compileConditions(node.conditions, now);
  return sql`case when ${holds} then ${placeOf(node.then)} else ${placeOf(node.otherwise)} end`;
}
