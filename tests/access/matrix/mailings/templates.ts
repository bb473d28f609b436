import type { Subject } from '../../proof/cells.ts';
import { shopifyIdOf } from '../../world/store/store.ts';
import { ofShops as rows } from '../../world/mailings/templates.ts';
import { claimsOf } from '../../world/actors.ts';
import { becomeOwner, clockOf, elsewhere, touched } from '../returning.ts';

const template = (shop: string, more = '', value = '') =>
  `insert into public.message_templates (shop_id, name, channel, default_locale, contents${more})
    values (:shops.${shop}, 'x', 'email', 'en', '{"en": {}}'${value})`;

const messageTemplates: Subject = {
  name: 'public.message_templates',
  rows,
  appendOnly: true,
  updatable: [
    'name',
    'default_locale',
    'contents',
    'fallbacks',
    'published_version',
    'archived_at',
  ],
  probes: {
    select: 'select * from public.message_templates',
    insert: template('north'),
    'of south': template('south'),
    'of a deleted shop': template('gone'),
    'by whose clock': `${template('north', ', created_at', `, '2000-01-01'`)} ${
      clockOf('created_at')
    }`,
    update: `update public.message_templates set name = 'x' where id = :row ${touched}`,
    'update blindly': `update public.message_templates set name = 'x'`,
    delete: 'delete from public.message_templates',
    truncate: 'truncate public.message_templates',
  },
  access: [
    `
| actor            | select      | insert    | of south  | of a deleted shop | by whose clock |
| anonymous        | 42501       | 42501     | 42501     | 42501             | 42501          |
| system           | all         | 42501     | 42501     | 42501             | 42501          |
| manager deputy   | north left  | ×1        | 42501/rls | 42501/rls         | now            |
| otherManager     | south taken | 42501/rls | ×1        | 42501/rls         | 42501/rls      |
| everyone else    | -           | 42501/rls | 42501/rls | 42501/rls         | 42501/rls      |`,
    `
| actor            | update      | update blindly | delete | truncate |
| anonymous system | 42501       | 42501          | 42501  | 42501    |
| manager deputy   | north left  | ×2             | 42501  | 42501    |
| otherManager     | south taken | ×2             | 42501  | 42501    |
| everyone else    | -           | -              | 42501  | 42501    |`,
  ],
};

const version = (shop: string, of: string, more = '', value = '') =>
  `insert into public.message_template_versions
    (shop_id, template_id, number, channel, default_locale, contents, variables${more})
    values (:shops.${shop}, :message_templates.${of}, 2, 'email', 'en', '{"en": {}}', '{}'${value})`;

const messageTemplateVersions: Subject = {
  name: 'public.message_template_versions',
  rows,
  appendOnly: true,
  probes: {
    select: 'select * from public.message_template_versions',
    insert: version('north', 'north'),
    'of south': version('south', 'south'),
    "of another's template": version('north', 'south'),
    'by whose clock': `${version('north', 'north', ', created_at', `, '2000-01-01'`)} ${
      clockOf('created_at')
    }`,
    update: 'update public.message_template_versions set number = 3 where id = :row',
    delete: 'delete from public.message_template_versions',
    truncate: 'truncate public.message_template_versions',
  },
  access: [
    `
| actor            | select      | insert    | of south  | of another's template | by whose clock |
| anonymous        | 42501       | 42501     | 42501     | 42501                 | 42501          |
| system           | all         | 42501     | 42501     | 42501                 | 42501          |
| manager deputy   | north left  | ×1        | 42501/rls | 23503                 | now            |
| otherManager     | south taken | 42501/rls | ×1        | 42501/rls             | 42501/rls      |
| everyone else    | -           | 42501/rls | 42501/rls | 42501/rls             | 42501/rls      |`,
    `
| actor         | update | delete | truncate |
| everyone else | 42501  | 42501  | 42501    |`,
  ],
};

const templateValues: Subject = {
  name: 'private.template_values(uuid,uuid[])',
  returns: 'TABLE(customer_id uuid, locale text, "values" jsonb)',
  probes: {
    'of a shop': `select customer_id from private.template_values(:shops.north,
      array[:customers.isStudent, :customers.isOtherStudent]::uuid[])`,
    'a belt': `select "values" ->> 'gym_name' || '/' || ("values" ? 'belt')
      from private.template_values(:shops.north, array[:customers.isStudent]::uuid[])`,
  },
  access: [`
| actor         | of a shop | a belt     |
| system        | isStudent | north/true |
| everyone else | 42501     | 42501      |`],
};

const preview = (shop: string, customer: string) =>
  `select "values" ->> 'gym_name' from private.preview_values(:shops.${shop}, :customers.${customer})`;

const gone = (by: string) => [
  becomeOwner,
  `select private.${by}(:shops.north, ${shopifyIdOf('isNobody')})`,
  elsewhere(claimsOf('manager')!),
  preview('north', 'isNobody'),
];

const previewValues: Subject = {
  name: 'private.preview_values(uuid,uuid)',
  returns: 'TABLE(locale text, "values" jsonb)',
  probes: {
    'of north': preview('north', 'isNobody'),
    'of south': preview('south', 'isOtherStudent'),
    'of another shop': preview('north', 'isFormer'),
    'of nobody': 'select locale from private.preview_values(null, null)',
    'of who was redacted': gone('redact_customer'),
    'of who was deleted': gone('delete_customer'),
  },
  access: [
    // The manager's, whoever the actor is.
    `
| actor         | of who was redacted | of who was deleted |
| everyone else | -                   | -                  |`,
    `
| actor            | of north | of south | of another shop | of nobody |
| anonymous system | 42501    | 42501    | 42501           | 42501     |
| manager deputy   | north    | -        | -               | -         |
| otherManager     | -        | south    | -               | -         |
| everyone else    | -        | -        | -               | -         |`,
  ],
};

/** What templates say, and with which values; functions tell those. */
export const templates = [messageTemplates, messageTemplateVersions, templateValues, previewValues];
