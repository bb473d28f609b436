/**
 * The earlier app's tables: serial ids, times as text, lists of ids as arrays of text. There is no
 * foreign key, which is how rows came to refer to what is not there, and no `updated_at`.
 */
export const legacyTables = {
  roles: { id: 'text primary key', created_at: 'text' },
  versions: {
    id: 'serial primary key',
    app_version: 'text',
    created_at: 'text',
    disabled_at: 'text',
  },
  app_stores: {
    id: 'serial primary key',
    store: 'text',
    url: 'text',
    created_at: 'text',
    disabled_at: 'text',
  },
  gyms: {
    id: 'serial primary key',
    name: 'text',
    address: 'text',
    logo: 'text',
    manager_id: 'integer',
    since: 'text',
    created_at: 'text',
  },
  users: {
    id: 'serial primary key',
    clerk_user_id: 'text unique',
    email: 'text',
    first_name: 'text',
    last_name: 'text',
    profile_picture: 'text',
    birth: 'text',
    birth_day: 'text',
    gender: 'text',
    phone: 'text',
    instagram: 'text',
    role: 'text',
    gym_id: 'integer',
    expo_push_token: 'text',
    customer_id: 'text',
    subscription_id: 'text',
    plan: 'text',
    approved_at: 'text',
    denied_at: 'text',
    migrated_at: 'text',
    deleted_at: 'text',
    created_at: 'text',
  },
  graduations: {
    id: 'serial primary key',
    user_id: 'integer',
    belt: 'text',
    degree: 'integer',
    modality: 'text',
    created_at: 'text',
  },
  class: {
    id: 'serial primary key',
    gym_id: 'integer',
    instructor_id: 'integer',
    created_by: 'integer',
    day: 'text',
    start: 'text',
    end: 'text',
    modality: 'text',
    description: 'text',
    created_at: 'text',
    deleted_at: 'text',
  },
  assets: {
    id: 'serial primary key',
    class_id: 'integer',
    title: 'text',
    content: 'text',
    type: 'text',
    valid_until: 'text',
    created_at: 'text',
  },
  checkins: {
    id: 'serial primary key',
    user_id: 'integer',
    class_id: 'integer',
    date: 'text',
    created_at: 'text',
  },
  notifications: {
    id: 'serial primary key',
    sent_by: 'integer',
    title: 'text',
    content: 'text',
    channel: 'text',
    status: 'text',
    recipients: 'text[]',
    viewed_by: 'text[]',
    sent_at: 'text',
    created_at: 'text',
  },
  attachments: {
    id: 'serial primary key',
    class_id: 'integer',
    file_name: 'text',
    file_url: 'text',
    file_type: 'text',
    file_size: 'integer',
    created_at: 'text',
  },
} as const;

export type LegacyTable = keyof typeof legacyTables;
export type Column<T extends LegacyTable> = keyof (typeof legacyTables)[T] & string;

/** What a column is given: bytes where they are to be no UTF-8. */
export type Cell = string | number | null | readonly string[] | Buffer;
export type Row<T extends LegacyTable> = Record<Column<T>, Cell>;

export const LEGACY_TABLES = Object.keys(legacyTables) as LegacyTable[];

export const columnsOf = <T extends LegacyTable>(table: T) =>
  Object.keys(legacyTables[table]) as Column<T>[];

/** The statement that makes a table; names are quoted, for one column is called `end`. */
export function createTable(table: LegacyTable): string {
  const columns = Object.entries(legacyTables[table]).map(([name, type]) => `"${name}" ${type}`);
  return `create table public.${table} (${columns.join(', ')})`;
}
