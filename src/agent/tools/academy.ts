/** A gym in which somebody is an approved member. */
export interface OwnGym {
  gym_id: string;
  name: string;
  timezone: string;
}

/** The caller, or a child whom they are guardian of. */
export interface OwnPerson {
  user_id: string;
  /** Null for the caller themselves. */
  first_name: string | null;
  gyms: OwnGym[];
}

export interface OwnOccurrence {
  class_id: string;
  class_date: string;
  starts_at: Date;
  status: string;
  modality: string;
}

export interface OwnCheckIn {
  id: string;
  gym_id: string;
  class_id: string;
  class_date: string;
  status: string;
}

export interface OwnCondition {
  code: string;
  article: string | null;
  value: number | null;
  threshold: number | null;
  holds: boolean;
  earliest: string | null;
}

/** How somebody stands to the ranks of one art. */
export interface OwnProgress {
  modality: string;
  system: { id: string; name: string; version: string };
  rank: { name: string; awarded_on: string | null };
  next: {
    belt: string;
    name: string;
    eligible: boolean;
    earliest: string | null;
    conditions: OwnCondition[];
  }[];
}

/**
 * What the assistant may look up of the academy, handed in by the function: each reads as the caller,
 * and nobody but the caller and their children can be named, because only `people` gives ids.
 */
export interface Academy {
  /** The caller first. */
  people(): Promise<OwnPerson[]>;
  occurrences(gym: OwnGym, from: string, to: string): Promise<OwnOccurrence[]>;
  /** From a date on, the latest made first, of as many as one page has. */
  checkIns(person: OwnPerson, from: string): Promise<OwnCheckIn[]>;
  /** One for each art with rules in the gym; of a belt that an art does not have, none. */
  progress(person: OwnPerson, gym: OwnGym, belt?: string): Promise<OwnProgress[]>;
}
