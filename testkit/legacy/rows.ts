import { assetFlaws, attachmentFlaws, classFlaws } from './flaws/classes.ts';
import type { BadRow, Flaw, Known } from './flaws/flaw.ts';
import { checkInFlaws, graduationFlaws, notificationFlaws } from './flaws/history.ts';
import { badRows, mix, placesOf } from './flaws/mix.ts';
import { gymFlaws, userFlaws } from './flaws/people.ts';
import { appStoreFlaws, versionFlaws } from './flaws/platform.ts';
import { checkInRows } from './good/check-ins.ts';
import { classRows } from './good/classes.ts';
import { gymRows } from './good/gyms.ts';
import { graduationRows, notificationRows } from './good/history.ts';
import { assetRows, attachmentRows } from './good/materials.ts';
import { peopleRows } from './good/people.ts';
import { EVERY, type Plan } from './good/plan.ts';
import { appStoreRows, roleRows, versionRows } from './good/platform.ts';
import type { LegacyTable, Row } from './tables.ts';

export interface LegacyRows {
  /** Of each table, in order of ids; read once, as those of check-ins are made meanwhile. */
  tables: { [T in LegacyTable]: Iterable<Row<T>> };
  /** What a report of the import must name, no more and no less. */
  refused: BadRow[];
}

/** All rows of an earlier app's database, and which of them are bad. */
export function legacyRows(plan: Plan): LegacyRows {
  const people = peopleRows(plan);
  const classes = classRows(plan);
  // Material of a class that is no more does not come over: that is one of the flaws.
  const held = classes.filter((each) => !each.deleted_at);
  const good = {
    versions: versionRows(),
    app_stores: appStoreRows(),
    gyms: gymRows(plan),
    users: people,
    graduations: graduationRows(plan, people),
    class: classes,
    assets: assetRows(plan, held),
    notifications: notificationRows(plan, people),
    attachments: attachmentRows(plan, held),
  };
  const refused: BadRow[] = [{
    ...{ table: 'roles', id: 'OWNER', reason: 'unknown_value', column: 'id' },
  }];
  const at = <T extends LegacyTable>(
    table: T,
    flaws: readonly Flaw<T>[],
    rows: number,
    every = EVERY.few,
  ) => {
    const places = placesOf(table, flaws, rows, every);
    refused.push(...badRows(places));
    return places;
  };
  const places = {
    versions: at('versions', versionFlaws, good.versions.length),
    app_stores: at('app_stores', appStoreFlaws, good.app_stores.length),
    gyms: at('gyms', gymFlaws, good.gyms.length),
    users: at('users', userFlaws, good.users.length),
    graduations: at('graduations', graduationFlaws, good.graduations.length),
    class: at('class', classFlaws, good.class.length),
    assets: at('assets', assetFlaws, good.assets.length),
    checkins: at('checkins', checkInFlaws, plan.checkIns, EVERY.checkIns),
    notifications: at('notifications', notificationFlaws, good.notifications.length),
    attachments: at('attachments', attachmentFlaws, good.attachments.length),
  };
  const known: Known = {
    gym: places.gyms.ids[0]!,
    user: places.users.ids[0]!,
    userOfGym: places.users.ids[1]!,
    class: places.class.ids[0]!,
    gymless: people.find(({ gym_id, deleted_at }) => !gym_id && !deleted_at)!.id,
    deletedClass: classes.find(({ deleted_at }) => deleted_at)!.id,
  };
  return {
    refused,
    tables: {
      roles: [...roleRows(), { id: 'OWNER', created_at: '2019-01-04T12:00:00.000Z' }],
      versions: mix(places.versions, good.versions, known),
      app_stores: mix(places.app_stores, good.app_stores, known),
      gyms: mix(places.gyms, good.gyms, known),
      users: mix(places.users, good.users, known),
      graduations: mix(places.graduations, good.graduations, known),
      class: mix(places.class, good.class, known),
      assets: mix(places.assets, good.assets, known),
      checkins: mix(places.checkins, checkInRows(plan, people, classes), known),
      notifications: mix(places.notifications, good.notifications, known),
      attachments: mix(places.attachments, good.attachments, known),
    },
  };
}
