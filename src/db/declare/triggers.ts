import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';

/** `touch` keeps `updated_at` strictly increasing, `stamp` makes the times of a new row ours. */
const usual = {
  touch: { name: 'touch', before: ['update'], run: 'private.touch_updated_at' },
  stamp: { name: 'stamp_insert', before: ['insert'], run: 'private.stamp_insert' },
} as const;

/** Of a table whose rows never change. */
const stampCreated = {
  name: 'stamp_insert',
  before: ['insert'],
  run: 'private.stamp_created',
} as const;

type Event = 'insert' | 'update' | 'delete' | 'truncate';
type Events = readonly [Event, ...Event[]];

export type Trigger<T extends PgTable = PgTable> =
  & {
    /** The trigger is called `<table>_<name>`; those of one event fire in the order of names. */
    name: string;
    /** The trigger function that it executes. */
    run: `private.${string}`;
    /** What the function reads as `tg_argv`. */
    args?: readonly string[];
    /** Fires only when one of these is in the SET list of an update. */
    of?: readonly (keyof T['_']['columns'] & string)[];
    /** SQL over `old` and `new`; fires only where it is true. */
    when?: string;
    /** Default `row`. */
    each?: 'row' | 'statement';
    /** The names under which a statement's function sees all rows before and after it. */
    referencing?: { old?: string; new?: string };
  }
  & ({ before: Events; after?: never } | { after: Events; before?: never });

export interface TableTriggers {
  readonly kind: 'triggers';
  readonly table: PgTable;
  readonly triggers: readonly Trigger[];
}

/**
 * Declares the triggers of a table, beside its grants: the usual ones by a word, others in full.
 * A feature may add triggers of its own to another feature's table, in a declaration of its own.
 */
export function triggers<T extends PgTable>(
  table: T,
  ...declared: (keyof typeof usual | Trigger<T>)[]
): TableTriggers {
  const named = declared.map((trigger) => {
    if (trigger === 'stamp' && !('updated_at' in table)) return stampCreated;
    return typeof trigger === 'string' ? usual[trigger] : trigger;
  });
  return { kind: 'triggers', table, triggers: named };
}

/** Writes the statements that make a table's declared triggers, each with its full name. */
export function triggersSql({ table, triggers }: TableTriggers): { name: string; sql: string }[] {
  const { name: tableName, schema = 'public' } = getTableConfig(table);
  return triggers.map((trigger) => {
    const name = `${tableName}_${trigger.name}`;
    const columns = trigger.of?.map((column) => `"${column}"`).join(', ');
    const events = (trigger.before ?? trigger.after).map((event) =>
      event === 'update' && columns ? `update of ${columns}` : event
    );
    const condition = trigger.when ? ` when (${trigger.when})` : '';
    const args = trigger.args?.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ') ?? '';
    const seen = Object.entries(trigger.referencing ?? {}).map(([when, as]) =>
      ` ${when} table as ${as}`
    );
    const referencing = seen.length > 0 ? `\n  referencing${seen.join('')}` : '';
    const timing = `${trigger.before ? 'before' : 'after'} ${events.join(' or ')}`;
    return {
      name,
      sql: `create trigger "${name}" ${timing} on "${schema}"."${tableName}"${referencing}\n` +
        `  for each ${trigger.each ?? 'row'}${condition} execute function ${trigger.run}(${args});`,
    };
  });
}
