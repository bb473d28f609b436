import type { Subject } from '../../proof/cells.ts';
import { assets as rows } from '../../world/materials.ts';
import { becomeSystem, clockOf, touched } from '../returning.ts';

const columns = '(gym_id, class_id, title, type, content, created_by';
const of = (gym: string, held: string, what = `'text', 'x'`, by = ':me') =>
  `values (:gyms.${gym}, :classes.${held}, 'x', ${what}, ${by}`;
const put = (gym: string, held: string, what?: string, by?: string) =>
  `${columns}) ${of(gym, held, what, by)}`;

const takeOff = (held: string) =>
  `update public.classes set deleted_at = now() where id = :classes.${held}`;
const left = [becomeSystem, `select id from public.assets`];

/**
 * Material of classes: members of the gym and guardians see it until it expires, its staff on; who
 * teaches a class of the series, and managers, write it.
 */
export const assets: Subject = {
  name: 'public.assets',
  rows,
  probes: {
    select: `select * from public.assets`,
    update: `update public.assets set title = 'x' where id = :row ${touched}`,
    'update blindly': `update public.assets set title = 'x'`,
    delete: `delete from public.assets where id = :row returning 'ok'`,
    'delete blindly': `delete from public.assets`,
    truncate: `truncate public.assets`,
    put: {
      sql: `insert into public.assets :it) returning 'ok'`,
      each: {
        mat: put('north', 'mat'),
        overture: put('north', 'overture'),
        managed: put('north', 'managed'),
        'in-another-name': put('north', 'mat', undefined, ':users.fellow'),
        'in-no-name': put('north', 'mat', undefined, 'null'),
        'legacy-id': `${columns}, legacy_id) ${of('north', 'mat')}, 7`,
        'of-a-deleted': put('north', 'gone'),
        southern: put('south', 'southern'),
        'of-both-gyms': put('north', 'southern'),
        address: put('north', 'mat', `'link', 'https://tatame.test'`),
        files: put('north', 'mat', `'files', null`),
        'no-address': put('north', 'mat', `'video', 'javascript:alert(1)'`),
        'address-of-nothing': put('north', 'mat', `'link', null`),
        'words-of-nothing': put('north', 'mat', `'text', null`),
      },
    },
    'put backdated': `insert into public.assets ${columns}, created_at)
      ${of('north', 'mat')}, '2000-01-01') ${clockOf('created_at')}`,
    'put post-dated': `insert into public.assets ${columns}, updated_at)
      ${of('north', 'mat')}, '2000-01-01') ${clockOf('updated_at')}`,
    'when a class goes': [takeOff('managed'), ...left],
    'when one of a series goes': [takeOff('mat'), ...left],
    'when the first of it goes': [takeOff('overture'), ...left],
    'when all of it goes': [takeOff('overture'), takeOff('mat'), ...left],
    'when a class ends': [
      `update public.classes set ends_on = '2020-01-31' where id = :classes.managed`,
      ...left,
    ],
  },
  access: [
    `
| actor            | select                   | update                   | update blindly | delete                   | delete blindly | truncate |
| anonymous        | 42501                    | 42501                    | 42501          | 42501                    | 42501          | 42501    |
| student guardian | north-assets-seen        | -                        | -              | -                        | -              | 42501    |
| instructor       | north-assets             | mat-assets               | ×4             | mat-assets               | ×4             | 42501    |
| manager          | all                      | north-assets             | ×6             | north-assets             | ×6             | 42501    |
| deputy           | north-assets             | north-assets             | ×6             | north-assets             | ×6             | 42501    |
| otherManager     | southern southernExpired | southern southernExpired | ×2             | southern southernExpired | ×2             | 42501    |
| otherGuardian    | southern                 | -                        | -              | -                        | -              | 42501    |
| system           | all                      | all                      | ×8             | all                      | ×8             | 42501    |
| everyone else    | -                        | -                        | -              | -                        | -              | 42501    |`,
    `
| actor          | put |
| anonymous      | 42501 |
| instructor     | mat overture address files · 42501/rls: in-another-name in-no-name legacy-id managed southern of-both-gyms of-a-deleted · 23514: no-address address-of-nothing words-of-nothing |
| manager deputy | mat overture managed address files · 42501/rls: in-another-name in-no-name legacy-id southern · 23503: of-both-gyms · 23514: of-a-deleted no-address address-of-nothing words-of-nothing |
| otherManager   | 42501/rls: all · southern · 23503: of-both-gyms |
| deleted        | 42501/guard: all · 42501/rls: in-another-name in-no-name |
| system         | all · 23503: of-both-gyms · 23514: of-a-deleted no-address address-of-nothing words-of-nothing |
| everyone else  | 42501/rls: all |`,
    `
| actor                     | put backdated | put post-dated |
| anonymous                 | 42501         | 42501          |
| instructor manager deputy | now           | now            |
| deleted                   | 42501/guard   | 42501/guard    |
| system                    | backdated     | backdated      |
| everyone else             | 42501/rls     | 42501/rls      |`,
    `
| actor         | when a class goes | when one of a series goes | when the first of it goes | when a class ends |
| anonymous     | 42501             | 42501                     | 42501                     | 42501             |
| manager deputy system | current expired lasting early left southern southernExpired | all | all | all |
| everyone else | all               | all                       | all                       | all               |`,
    `
| actor                 | when all of it goes                   |
| anonymous             | 42501                                 |
| manager deputy system | managed left southern southernExpired |
| everyone else         | all                                   |`,
  ],
  updatable: ['title', 'type', 'content', 'valid_until'],
};
