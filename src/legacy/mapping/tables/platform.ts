import { line, listed, moment } from '../field.ts';
import type { Mapping, Values } from '../mapping.ts';
import { usual } from '../write.ts';

const version: Values = {
  into: 'versions',
  columns: {
    app_version: 'j.app_version',
    disabled_at: 'j.disabled_at',
    created_at: 'j.created_at',
  },
  from: { app_version: 'app_version', disabled_at: 'disabled_at', created_at: 'created_at' },
};

/** Releases of the app. One that is here already is the same. */
export const versions: Mapping = {
  table: 'versions',
  target: 'versions',
  page: 1000,
  fields: {
    app_version: line('app_version', { required: true }),
    disabled_at: moment('disabled_at'),
    created_at: moment('created_at', { required: true }),
  },
  match: `(select v.id from public.versions v
    where v.app_version = p.app_version and v.legacy_id is null)`,
  clashes: [{
    when: `exists (select from good g
        where g.app_version = j.app_version and g.legacy_id < j.legacy_id)
      or exists (select from public.versions v
        where v.app_version = j.app_version and v.legacy_id <> j.legacy_id)`,
    reason: 'doubled_row',
    column: 'app_version',
  }],
  values: [version],
  write: usual('versions', version),
};

const appStore: Values = {
  into: 'app_stores',
  columns: {
    store: 'j.store',
    url: 'j.url',
    disabled_at: 'j.disabled_at',
    created_at: 'j.created_at',
  },
  from: { store: 'store', url: 'url', disabled_at: 'disabled_at', created_at: 'created_at' },
};

/** Where the app is in its stores: one address a store, beside those that were. */
export const appStores: Mapping = {
  table: 'app_stores',
  target: 'app_stores',
  page: 1000,
  fields: {
    store: listed('store', { ios: 'ios', apple: 'ios', android: 'android', google: 'android' }, {
      required: true,
    }),
    url: line('url', { required: true }),
    disabled_at: moment('disabled_at'),
    created_at: moment('created_at', { required: true }),
  },
  match: `(select a.id from public.app_stores a where a.store = p.store and a.url = p.url
    and a.disabled_at is null and p.disabled_at is null and a.legacy_id is null)`,
  clashes: [{
    when: `j.disabled_at is null and j.match_id is null and (
      exists (select from good g
        where g.store = j.store and g.disabled_at is null and g.legacy_id < j.legacy_id)
      or exists (select from public.app_stores a where a.store = j.store
        and a.disabled_at is null and a.legacy_id is distinct from j.legacy_id))`,
    reason: 'doubled_row',
    column: 'store',
  }],
  values: [appStore],
  write: usual('app_stores', appStore),
};
