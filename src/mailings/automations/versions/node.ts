import { z } from 'zod';
import { delayMinutes, tagName } from '../../../db/schema/mailings/automations/automations.ts';
import { Conditions } from '../../conditions/condition.ts';

/** How many nodes a version has at most. */
export const MOST_NODES = 30;

/** A node's place in its version; null is the end. Always a later one, so that nobody goes in circles. */
const next = z.int().min(1).max(MOST_NODES - 1).nullable();

const message = {
  template_id: z.guid(),
  /** What is sent: the template as it was when the automation was published. */
  template_version_id: z.guid(),
  next,
};

const Node = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wait'), minutes: delayMinutes.schema, next }),
  z.strictObject({
    kind: z.literal('branch'),
    conditions: Conditions.min(1),
    then: next,
    otherwise: next,
  }),
  z.strictObject({ kind: z.literal('email'), ...message }),
  z.strictObject({ kind: z.literal('push'), ...message }),
  z.strictObject({ kind: z.literal('tag'), tag: tagName.schema, next }),
]).meta({
  id: 'MailingNode',
  example: { kind: 'wait', minutes: 60, next: 1 },
});
export type Node = z.output<typeof Node>;

/** The places that come right after a node. */
export const after = (node: Node): (number | null)[] =>
  node.kind === 'branch' ? [node.then, node.otherwise] : [node.next];

/** What a version does, flat. */
export const Nodes = z.array(Node).min(1).max(MOST_NODES).refine(
  (nodes) =>
    nodes.every((node, place) =>
      after(node).every((to) => to === null || (to > place && to < nodes.length))
    ),
  { error: 'must lead forward only' },
);
