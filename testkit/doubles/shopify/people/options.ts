/** How many people and orders, and of what kind; shares are of a hundred. */
export interface PeopleOptions {
  customers: number;
  orders: number;
  seed?: number;
  since?: string;
  until?: string;
  currency?: string;
  /** Orders of nobody. */
  guests?: number;
  refunds?: number;
  cancelled?: number;
  hostile?: number;
}

export type People = Required<PeopleOptions>;

export const peopleOf = (options: PeopleOptions): People => ({
  seed: 1,
  since: '2025-01-01T00:00:00Z',
  until: '2026-11-01T00:00:00Z',
  currency: 'EUR',
  guests: 5,
  refunds: 8,
  cancelled: 4,
  hostile: 5,
  ...options,
});
