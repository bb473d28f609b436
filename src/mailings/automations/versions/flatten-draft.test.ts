import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countNodes, flattenDraft, stepsOf } from './flatten-draft.ts';
import { type Node, Nodes } from './node.ts';
import type { Step } from '../drafts/step.ts';

const TEMPLATE = '5f27c0d8-91ba-4e63-8d10-b7e4f2a95c38';
const VERSION = '9c1f3a57-e2d8-4b60-a4c7-5d0e8b2f7193';
const pinned = new Map([[TEMPLATE, VERSION]]);
const conditions = [{ field: 'is_member' as const, is: 'equal' as const, value: true }];

const leaf: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 99 }) }),
  fc.constantFrom('a', 'b', 'c').map((tag) => ({ kind: 'tag' as const, tag })),
  fc.constantFrom('email' as const, 'push' as const)
    .map((kind) => ({ kind, template_id: TEMPLATE })),
);
const branchOf = (step: fc.Arbitrary<Step>): fc.Arbitrary<Step> => {
  const path = fc.array(step, { maxLength: 3 });
  return fc.record({
    kind: fc.constant('branch' as const),
    conditions: fc.constant(conditions),
    then: path,
    otherwise: path,
  }) as fc.Arbitrary<Step>;
};
const steps = fc.array(
  fc.oneof(leaf, branchOf(fc.oneof(leaf, branchOf(leaf)))),
  { maxLength: 4 },
);
const draft = fc.record({
  action: fc.constant('email' as const),
  template_id: fc.constant(TEMPLATE),
  tag: fc.constant(null),
  delay_minutes: fc.constantFrom(0, 60),
  steps,
});

const said = (step: Step | Node) =>
  step.kind === 'wait' ? `wait ${step.minutes}` : step.kind === 'tag' ? step.tag : step.kind;

/** What somebody goes through for whom branches hold as `holds` says, in turn. */
function walkSteps(all: readonly Step[], holds: () => boolean): string[] {
  return all.flatMap((step) =>
    step.kind === 'branch' ? walkSteps(holds() ? step.then : step.otherwise, holds) : [said(step)]
  );
}

function walkNodes(nodes: Node[], holds: () => boolean): string[] {
  const went: string[] = [];
  for (let place: number | null = 0; place !== null;) {
    const node: Node = nodes[place]!;
    if (node.kind === 'branch') place = holds() ? node.then : node.otherwise;
    else {
      went.push(said(node));
      place = node.next;
    }
  }
  return went;
}

const answers = (bits: number) => () => {
  const bit = bits & 1;
  bits = bits >> 1;
  return bit === 1;
};

describe('a draft that is flattened', () => {
  it('leads everybody through the same steps, forward only', () => {
    fc.assert(fc.property(draft, fc.nat(), (one, bits) => {
      const nodes = flattenDraft(one, pinned);
      expect(nodes).toHaveLength(countNodes(one));
      expect(walkNodes(nodes, answers(bits))).toEqual(walkSteps(stepsOf(one), answers(bits)));
      if (nodes.length <= 30) expect(Nodes.parse(nodes)).toEqual(nodes);
    }));
  });

  it('begins with the delay and the action, with the version of the template', () => {
    expect(flattenDraft({
      ...{ action: 'email', template_id: TEMPLATE, tag: null, delay_minutes: 60, steps: [] },
    }, pinned)).toEqual([
      { kind: 'wait', minutes: 60, next: 1 },
      { kind: 'email', template_id: TEMPLATE, template_version_id: VERSION, next: null },
    ]);
    expect(flattenDraft({
      ...{ action: 'tag', template_id: null, tag: 'here', delay_minutes: 0, steps: [] },
    }, pinned)).toEqual([{ kind: 'tag', tag: 'here', next: null }]);
  });

  it.each([
    ['back', [{ kind: 'tag', tag: 'a', next: 1 }, { kind: 'tag', tag: 'b', next: 1 }]],
    ['nowhere', [{ kind: 'tag', tag: 'a', next: 1 }]],
    ['to its own place', [{ kind: 'wait', minutes: 1, next: 0 }]],
    ['not at all', []],
  ])('is no version where it leads %s', (_how, nodes) => {
    expect(Nodes.safeParse(nodes).success).toBe(false);
  });
});
