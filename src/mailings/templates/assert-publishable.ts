import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CallerDatabase } from '../../db/client.ts';
import { mailingSettings } from '../../db/schema/mailings/messages/mailing-settings.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import { type Fault, refuse } from '../../errors.ts';
import { checkTemplate } from './check/check-template.ts';
import { loadEngines } from './engine/engine.ts';
import { type Trigger, valueOf } from './values.ts';

/** What publishing needs of this installation. */
export interface MailingsPort {
  /** `MAILINGS_PAGE_URL`. */
  page_url: string | undefined;
}

/** One step that sends a template. */
export interface TemplateUse {
  /** Where the step names it: `body.steps.0.template_id`. */
  field: string;
  template_id: string;
  channel: 'email' | 'push';
}

type Found = Awaited<ReturnType<typeof find>>[number];

/**
 * Answers the version of each template that an automation is to send, which its publication pins.
 * Refuses where one cannot be sent: it is archived, was never published, is of another channel, or names
 * a value that does not come with the trigger; and where mails have no foot to stand on.
 *
 * @returns the id of the newest version of each template, by the template's id
 * @throws `template_unusable` (each step at fault), `mailings_not_set_up`
 */
export async function assertPublishable(
  { db, mailings }: { db: CallerDatabase; mailings: MailingsPort },
  { shop_id, trigger, uses }: { shop_id: string; trigger: Trigger; uses: readonly TemplateUse[] },
): Promise<Map<string, string>> {
  if (uses.length === 0) return new Map();
  const found = new Map((await find(db, shop_id, uses)).map((row) => [row.id, row]));
  const faults: Fault[] = [];
  for (const use of uses) faults.push(...await faultsOf(use, found.get(use.template_id), trigger));
  if (faults.length > 0) throw refuse('template_unusable', { faults });
  const mails = uses.some(({ channel }) => channel === 'email');
  if (mails) assertSetUp(mailings, [...found.values()][0]!);
  return new Map([...found.values()].map(({ id, version }) => [id, version!.id]));
}

const find = (db: CallerDatabase, shop_id: string, uses: readonly TemplateUse[]) =>
  db.select({
    id: messageTemplates.id,
    archived_at: messageTemplates.archived_at,
    version: messageTemplateVersions,
    postal_address: mailingSettings.postal_address,
  }).from(messageTemplates)
    .leftJoin(
      messageTemplateVersions,
      and(
        eq(messageTemplateVersions.template_id, messageTemplates.id),
        eq(messageTemplateVersions.shop_id, messageTemplates.shop_id),
        eq(messageTemplateVersions.number, sql`${messageTemplates.published_version}`),
      ),
    )
    .leftJoin(mailingSettings, eq(mailingSettings.shop_id, messageTemplates.shop_id))
    .where(and(
      eq(messageTemplates.shop_id, shop_id),
      inArray(messageTemplates.id, uses.map(({ template_id }) => template_id)),
    ));

async function faultsOf(
  { field, channel }: TemplateUse,
  found: Found | undefined,
  trigger: Trigger,
): Promise<Fault[]> {
  if (!found) return [{ field, code: 'template_not_found' }];
  if (found.archived_at) return [{ field, code: 'template_archived' }];
  if (!found.version) return [{ field, code: 'template_not_published' }];
  if (found.version.channel !== channel) return [{ field, code: 'template_channel_differs' }];
  const { named } = checkTemplate(found.version, await loadEngines());
  return named.filter((name) => !comesWith(name, trigger)).map((variable) => ({
    field,
    code: 'value_unavailable',
    message: `${variable} does not come with ${trigger}.`,
    facts: { variable, trigger },
  }));
}

function comesWith(name: string, trigger: Trigger): boolean {
  const triggers = valueOf(name)?.triggers;
  return triggers === undefined || triggers.includes(trigger);
}

/** @throws `mailings_not_set_up` */
function assertSetUp({ page_url }: MailingsPort, { postal_address }: Found): void {
  const faults: Fault[] = [
    ...postal_address === null
      ? [{ field: 'settings.postal_address', message: 'Mails say who sends them.' }]
      : [],
    ...page_url === undefined
      ? [{ field: 'MAILINGS_PAGE_URL', message: 'The operator has set no page of preferences.' }]
      : [],
  ];
  if (faults.length > 0) throw refuse('mailings_not_set_up', { faults });
}
