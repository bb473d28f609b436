import { triggers } from '../../../declare/triggers.ts';
import { memberships } from '../../academy/memberships.ts';
import { graduations } from '../../belts/graduations/graduations.ts';
import { orders } from '../../store/orders/orders.ts';
import { segmentChanges } from '../../store/rfm/segment-changes.ts';

// Statement by statement: a batch is one look at what waits for it, and one write.
const added = { each: 'statement', referencing: { new: 'added' } } as const;

export const notedOrders = triggers(orders, {
  name: 'note_for_automations',
  after: ['insert'],
  ...added,
  run: 'private.note_orders',
});

export const notedSegmentChanges = triggers(segmentChanges, {
  name: 'note_for_automations',
  after: ['insert'],
  ...added,
  run: 'private.note_segment_changes',
});

export const notedGraduations = triggers(graduations, {
  name: 'note_for_automations',
  after: ['insert'],
  ...added,
  run: 'private.note_graduations',
});

export const notedApprovals = triggers(memberships, {
  name: 'note_new_for_automations',
  after: ['insert'],
  ...added,
  run: 'private.note_approvals',
}, {
  name: 'note_changed_for_automations',
  after: ['update'],
  each: 'statement',
  referencing: { old: 'removed', new: 'added' },
  run: 'private.note_approvals',
});
