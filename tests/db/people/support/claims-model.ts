/** What invitations, claims and guardianships come to, by the rules and without a database. */

/** Accounts that signed in; two of them with one verified address, as a family has it. */
export const accounts = ['ana', 'anaAgain', 'bob'] as const;
export type Account = (typeof accounts)[number];
export const addressOf: Record<Account, string> = { ana: 'a', anaAgain: 'a', bob: 'b' };

/** People whom managers wrote down. */
export const records = ['adult', 'child'] as const;
export type Kept = (typeof records)[number];
export const gyms = ['north', 'south'] as const;
export type Gym = (typeof gyms)[number];

/** To become a member, one of the records, or a guardian of the child. */
export const offers = ['entry', ...records, 'guardian'] as const;
export type Offer = (typeof offers)[number];

export type Step =
  | { does: 'invite'; gym: Gym; offer: Offer; address: string }
  | { does: 'accept'; who: Account; nth: number }
  | { does: 'revoke' | 'expire'; nth: number }
  | { does: 'resign' | 'use'; who: Account }
  | { does: 'join' | 'leave'; record: Kept; gym: Gym }
  | { does: 'birthday' };
export type Command = Step | { does: 'both'; steps: [Step, Step] };

interface Invitation {
  gym: Gym;
  offer: Offer;
  address: string;
  is: 'open' | 'accepted' | 'revoked';
  expired: boolean;
}

/** The same words as `play.ts` reads from the database; lists are sorted. */
export interface State {
  /** Who signs in to a record. */
  held: Record<Kept, Account | null>;
  /** Accounts to which anything belongs. */
  used: Account[];
  /** `person gym`, in effect. */
  members: string[];
  /** Guardianships that nobody ended, by who holds them. */
  guardians: Account[];
  grown: boolean;
  invitations: Invitation[];
}

export const beginning = (): State => ({
  held: { adult: null, child: null },
  used: [],
  members: ['adult north', 'child north'],
  guardians: [],
  grown: false,
  invitations: [],
});

/** Does a step to a state, in place; answers `done` or the code of its refusal. */
export function doStep(state: State, step: Step): string {
  switch (step.does) {
    case 'invite':
      return invite(state, step);
    case 'accept':
      return accept(state, step.who, state.invitations[step.nth]);
    case 'revoke': {
      const found = state.invitations[step.nth];
      if (!found) return 'invitation_not_found';
      if (found.is === 'accepted') return 'invitation_accepted';
      found.is = 'revoked';
      return 'done';
    }
    case 'expire': {
      const found = state.invitations[step.nth];
      if (found) found.expired = true;
      return 'done';
    }
    case 'resign':
      return resign(state, step.who);
    case 'use':
      note(state.used, step.who);
      return 'done';
    case 'join':
      note(state.members, `${step.record} ${step.gym}`);
      return 'done';
    case 'leave':
      remove(state.members, `${step.record} ${step.gym}`);
      return 'done';
    case 'birthday':
      state.grown = true;
      return 'done';
  }
}

const note = <T>(list: T[], item: T) => {
  if (!list.includes(item)) list.push(item);
  list.sort();
};
const remove = <T>(list: T[], item: T) => {
  if (list.includes(item)) list.splice(list.indexOf(item), 1);
};

/** What an account is: a record that it claimed, or itself. */
export const personOf = (state: State, who: Account): Kept | Account =>
  records.find((record) => state.held[record] === who) ?? who;

function invite(state: State, { gym, offer, address }: Step & { does: 'invite' }): string {
  const record = offer === 'guardian' ? 'child' : offer;
  if (record !== 'entry') {
    if (!state.members.includes(`${record} ${gym}`)) return 'member_not_found';
    if (offer === 'guardian' && state.grown) return 'not_a_child';
    const refused = offer !== 'guardian' && unclaimable(state, record);
    if (refused) return refused;
  }
  state.invitations.push({ gym, offer, address, is: 'open', expired: false });
  return 'done';
}

function unclaimable(state: State, record: Kept): string | undefined {
  if (state.held[record]) return 'record_has_account';
  if (record === 'child' && !state.grown && state.guardians.length > 0) {
    return 'record_has_guardian';
  }
  return undefined;
}

function accept(state: State, who: Account, invitation: Invitation | undefined): string {
  if (!invitation) return 'invitation_not_found';
  if (invitation.address !== addressOf[who]) return 'invitation_not_yours';
  if (invitation.is !== 'open') return `invitation_${invitation.is}`;
  if (invitation.expired) return 'invitation_expired';
  const refused = take(state, who, invitation);
  if (refused) return refused;
  invitation.is = 'accepted';
  note(state.used, who);
  return 'done';
}

/** Does what is offered; answers why not. */
function take(state: State, who: Account, { offer, gym }: Invitation): string | undefined {
  const person = personOf(state, who);
  if (offer === 'entry') {
    if (state.members.includes(`${person} ${gym}`)) return 'already_member';
    note(state.members, `${person} ${gym}`);
    return undefined;
  }
  if (offer === 'guardian') {
    if (state.grown) return 'not_a_child';
    if (person === 'child') return 'guardian_is_a_child';
    if (!invitedByAll(state, who, 'child', offer)) return 'record_active_elsewhere';
    note(state.guardians, who);
    return undefined;
  }
  const refused = unclaimable(state, offer);
  if (refused) return refused;
  if (!invitedByAll(state, who, offer, offer)) return 'record_active_elsewhere';
  if (state.used.includes(who)) return 'account_in_use';
  state.held[offer] = who;
  return undefined;
}

const invitedByAll = (state: State, who: Account, record: Kept, offer: Offer): boolean =>
  gyms.every((gym) =>
    !state.members.includes(`${record} ${gym}`) ||
    state.invitations.some((other) =>
      other.gym === gym && other.offer === offer && other.address === addressOf[who] &&
      other.is !== 'revoked' && !other.expired
    )
  );

function resign(state: State, who: Account): string {
  if (state.grown || !state.guardians.includes(who)) return 'child_not_found';
  const others = state.guardians.some((guardian) => guardian !== who);
  const inGym = state.members.some((member) => member.startsWith('child '));
  if (!others && !inGym && !state.held.child) return 'last_guardian';
  remove(state.guardians, who);
  return 'done';
}
