/**
 * What becomes of one date of a class, by the rules and without a database. Times are minutes after
 * its start; steps change a state in place and answer the code of a refusal, or the status and place
 * that somebody has then.
 */

export const members = ['ana', 'bob', 'cleo', 'dan', 'eva'] as const;
export type Member = (typeof members)[number];
export const statuses = [
  'booked',
  'waiting',
  'offered',
  'present',
  'no_show',
  'cancelled',
] as const;
export type Status = (typeof statuses)[number];

export const LENGTH = 90;
export const OPENS = -30;
const MIDNIGHT = -18 * 60;
const OFFER = 30;

export type Step =
  | { does: 'book'; who: Member }
  /** `ago`: how long their phone was offline. */
  | { does: 'checkIn'; who: Member; ago: number }
  | { does: 'staffCheckIn'; who: Member; ago: number; reason: boolean }
  | { does: 'cancel' | 'staffCancel'; who: Member }
  | { does: 'answer'; who: Member; accepts: boolean }
  | { does: 'leave' | 'rejoin' | 'erase'; who: Member }
  | { does: 'close' | 'callOff' | 'reopen' }
  | { does: 'resize'; capacity: number | null }
  | { does: 'tend' };

export interface Row {
  status: Status;
  place: number;
  arrived: boolean;
  offeredUntil: number | null;
  /** When they were moved up from the queue without being asked. */
  movedUp: number | null;
  made: number;
  received: number;
  by: 'self' | 'staff' | null;
  reason: boolean;
}

export interface Rules {
  waitlist: 'promote' | 'hold';
  /** When bookings open; null where none are taken. */
  bookableFrom: number | null;
  cancelUntil: number | null;
}

export interface State extends Rules {
  now: number;
  capacity: number | null;
  /** Closures of the gym and cancellations of the date that stand. */
  cancelled: ('close' | 'callOff')[];
  members: Member[];
  erased: Member[];
  rows: Partial<Record<Member, Row>>;
  lastPlace: number;
}

export const beginning = (rules: Rules, capacity: number, now: number): State => ({
  ...{ ...rules, capacity, now, cancelled: [], members: [...members], erased: [], rows: {} },
  lastPlace: 0,
});

const open: Status[] = ['booked', 'waiting', 'offered'];

export const seated = ({ rows }: State): number =>
  Object.values(rows).filter(({ status }) => status !== 'waiting' && status !== 'cancelled').length;
const hasRoom = (state: State) => state.capacity === null || seated(state) < state.capacity;

/** Who waits for a place that they could take now, in order of arrival. */
export const inLine = ({ rows, now }: State): Member[] =>
  members.filter((who) => rows[who]?.status === 'waiting' && (now < 0 || rows[who].arrived))
    .sort((one, other) => rows[one]!.place - rows[other]!.place);

const told = ({ status, place }: Row): string => `${status} ${place}`;

function drop(state: State, who: Member): void {
  Object.assign(state.rows[who]!, { status: 'cancelled', offeredUntil: null });
}

/** What time alone decides. */
function settle(state: State): void {
  const { now, rows } = state;
  for (const who of members) {
    const row = rows[who];
    if (state.cancelled.length > 0) {
      if (row && row.status !== 'present' && !state.erased.includes(who)) drop(state, who);
    } else if (row && now > LENGTH && open.includes(row.status)) {
      const couldTellUs = row.movedUp === null || row.movedUp <= (state.cancelUntil ?? 0);
      if (row.status === 'booked' && couldTellUs) row.status = 'no_show';
      else drop(state, who);
    } else if (row?.offeredUntil != null && row.offeredUntil <= now) drop(state, who);
  }
  for (const who of inLine(state)) {
    if (hasRoom(state)) moveUp(state, who);
  }
}

function moveUp(state: State, who: Member): void {
  const row = state.rows[who]!;
  row.movedUp = state.now;
  if (row.arrived) row.status = 'present';
  else if (state.waitlist === 'promote') row.status = 'booked';
  else {
    row.status = 'offered';
    row.offeredUntil = Math.min(state.now + OFFER, 0);
  }
}

/** Does a step to a state, in place. */
export function doStep(state: State, step: Step): string {
  switch (step.does) {
    case 'book':
      return book(state, step.who);
    case 'checkIn':
      return checkIn(state, step.who, { ago: step.ago, by: 'self', reason: false });
    case 'staffCheckIn':
      return checkIn(state, step.who, { ago: step.ago, by: 'staff', reason: step.reason });
    case 'cancel':
    case 'staffCancel':
      return cancel(state, step.who, step.does === 'staffCancel');
    case 'answer':
      return answer(state, step.who, step.accepts);
    case 'leave':
    case 'erase':
      return leave(state, step);
    case 'rejoin':
      if (!state.erased.includes(step.who)) note(state.members, step.who);
      return 'done';
    case 'close':
    case 'callOff':
      note(state.cancelled, step.does);
      settle(state);
      return 'done';
    case 'reopen':
      state.cancelled = [];
      return 'done';
    case 'resize':
      state.capacity = step.capacity;
      settle(state);
      return 'done';
    case 'tend':
      settle(state);
      return 'done';
  }
}

const note = <T>(list: T[], item: T) => {
  if (!list.includes(item)) list.push(item);
  list.sort();
};

/** Whoever arrives gets the next place in line, and so does who comes back. */
function arrive(
  state: State,
  who: Member,
  as: Omit<Row, 'place' | 'offeredUntil' | 'movedUp'>,
): string {
  const was = state.rows[who];
  const kept = was && was.status !== 'cancelled'
    ? { place: was.place, movedUp: was.movedUp }
    : { place: ++state.lastPlace, movedUp: null };
  const row = { ...as, ...kept, offeredUntil: null };
  state.rows[who] = row;
  return told(row);
}

function book(state: State, who: Member): string {
  if (!state.members.includes(who)) return 'member_not_found';
  settle(state);
  const { now, bookableFrom, rows: { [who]: row } } = state;
  if (row && (open.includes(row.status) || row.status === 'present')) return told(row);
  if (state.cancelled.length > 0) return 'class_cancelled';
  if (bookableFrom === null) return 'bookings_not_taken';
  if (now < bookableFrom) return 'booking_too_early';
  if (now >= 0) return 'booking_too_late';
  const status = hasRoom(state) ? 'booked' : 'waiting';
  const at = { made: now, received: now };
  return arrive(state, who, { status, arrived: false, ...at, by: null, reason: false });
}

interface Presence {
  ago: number;
  by: 'self' | 'staff';
  reason: boolean;
}

function checkIn(state: State, who: Member, { ago, by, reason }: Presence): string {
  if (!state.members.includes(who)) return 'member_not_found';
  settle(state);
  const { now, rows: { [who]: row } } = state;
  const made = now - ago;
  const over = now > LENGTH;
  if (row?.status === 'present') return told(row);
  if (state.cancelled.length > 0) return 'class_cancelled';
  if (made < (reason ? MIDNIGHT : OPENS)) return 'check_in_too_early';
  if (made > LENGTH && by === 'self') return 'check_in_too_late';
  const hasPlace = row && row.status !== 'waiting' && row.status !== 'cancelled';
  const present = hasPlace || hasRoom(state) || reason || by === 'staff' && over;
  if (!present && over) return 'class_was_full';
  if (!present && row?.status === 'waiting' && row.arrived) return told(row);
  const status = present ? 'present' : 'waiting';
  return arrive(state, who, { status, arrived: true, made, received: now, by, reason });
}

function cancel(state: State, who: Member, asStaff: boolean): string {
  const row = state.rows[who];
  if (!row) return 'check_in_not_found';
  settle(state);
  if (!asStaff) {
    if (row.status === 'present' || row.status === 'no_show') return `check_in_${row.status}`;
    const deadline = state.cancelUntil ?? 0;
    const until = row.movedUp !== null && row.movedUp > deadline ? 0 : deadline;
    if (row.status === 'booked' && state.now > until) return 'cancel_too_late';
  }
  // The rows of the erased stay as they were left.
  if (state.erased.includes(who) && row.status !== 'cancelled') return 'check_in_not_found';
  drop(state, who);
  settle(state);
  return told(row);
}

function answer(state: State, who: Member, accepts: boolean): string {
  const row = state.rows[who];
  if (!row) return 'check_in_not_found';
  settle(state);
  if (row.status !== 'offered') return 'not_offered';
  // Who accepts has booked, with all that follows.
  row.movedUp = null;
  if (accepts) Object.assign(row, { status: 'booked', offeredUntil: null });
  else drop(state, who);
  settle(state);
  return told(row);
}

function leave(state: State, { does, who }: Step & { does: 'leave' | 'erase' | 'rejoin' }): string {
  const row = state.rows[who];
  if (state.members.includes(who)) {
    state.members.splice(state.members.indexOf(who), 1);
    if (row && open.includes(row.status)) {
      settle(state);
      if (open.includes(row.status)) drop(state, who);
      settle(state);
    }
  }
  if (does === 'erase') {
    note(state.erased, who);
    if (row) Object.assign(row, { by: null, reason: false });
  }
  return 'done';
}
