import { dayIn, lineIn, momentIn } from '../reading.ts';
import { momentSql } from '../side.ts';
import type { ReportTable } from '../table.ts';

export const versions: ReportTable = {
  table: 'versions',
  columns: ['app_version', 'disabled_at', 'created_at'],
  read: (_, [version, disabled, created]) => ({
    words: [lineIn(version!), momentIn(disabled!), momentIn(created!)],
  }),
  here: {
    from: 'public.versions t',
    words: ['t.app_version', momentSql('t.disabled_at'), momentSql('t.created_at')],
  },
};

const STORES: Record<string, string> = { apple: 'ios', google: 'android' };

export const appStores: ReportTable = {
  table: 'app_stores',
  columns: ['store', 'url', 'disabled_at', 'created_at'],
  read(_, [store, url, disabled, created]) {
    const name = lineIn(store!)!.toLowerCase();
    return {
      words: [STORES[name] ?? name, lineIn(url!), momentIn(disabled!), momentIn(created!)],
    };
  },
  here: {
    from: 'public.app_stores t',
    words: ['t.store', 't.url', momentSql('t.disabled_at'), momentSql('t.created_at')],
  },
};

export const gyms: ReportTable = {
  table: 'gyms',
  columns: ['name', 'address', 'logo', 'since', 'created_at', 'manager_id'],
  read: (_, [name, address, logo, since, created, manager], { deleted }) => ({
    words: [lineIn(name!), lineIn(address!), lineIn(logo!), dayIn(since!), momentIn(created!)],
    relations: {
      manager_id: manager && !deleted.has(Number(manager)) ? Number(manager) : null,
    },
  }),
  here: {
    from: 'public.gyms t left join public.users u on u.id = t.manager_id',
    words: ['t.name', 't.address', 't.logo', 't.since::text', momentSql('t.created_at')],
    relations: { manager_id: 'u.legacy_id' },
  },
};
