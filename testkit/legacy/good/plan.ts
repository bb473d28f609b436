/** What a legacy database is to be: the same plan makes the same rows. */
export interface Plan {
  seed: number;
  users: number;
  checkIns: number;
}

/** What the issue asks for, and what a test can wait for. */
export const FULL: Plan = { seed: 13, users: 5000, checkIns: 1_000_000 };
export const SMALL: Plan = { seed: 13, users: 300, checkIns: 20_000 };

/** Below this some kinds of flaw have nobody to be about. */
const FEWEST_USERS = 200;
/** What somebody can have trained since the year 2000, about. */
const MOST_EACH = 500;

/** @throws RangeError when nobody could have lived that */
export function assertPossible({ users, checkIns }: Plan): void {
  if (users < FEWEST_USERS) throw new RangeError(`There must be ${FEWEST_USERS} users at least.`);
  if (checkIns < users || checkIns > users * MOST_EACH) {
    throw new RangeError(`There must be 1 to ${MOST_EACH} check-ins for each of the users.`);
  }
}

/** How often an id is left out, by which rows with flaws find places. */
export const EVERY = { few: 7, checkIns: 97 };
