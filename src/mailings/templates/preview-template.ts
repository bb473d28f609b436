import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { mailingSettings } from '../../db/schema/mailings/messages/mailing-settings.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import { shops } from '../../db/schema/store/shops/shops.ts';
import { refuse } from '../../errors.ts';
import { checkTemplate, type TemplateWords } from './check/check-template.ts';
import { composeMail } from './compose-mail.ts';
import type { Preview } from './contract.ts';
import { loadEngines } from './engine/engine.ts';
import { mailingLinks, type MailingPlaces } from './mailing-links.ts';
import { assertSound } from './publish-template.ts';
import { readTemplate } from './read-template.ts';
import { loadRenderer } from './render-message.ts';
import { exampleValues, valueNames, valueOf } from './values.ts';

const Values = z.object({
  locale: z.string().nullable(),
  values: z.record(z.string(), z.unknown()),
});

/** Stands for the secret of a customer's links, by which a manager could act for them. */
const NO_TOKEN = 'preview';

/**
 * Renders the draft of a template, or a version, for a real customer, as it would be sent, with its foot:
 * by the same code, but with another word for the secret in the links, and with examples of what comes
 * with a trigger. For managers of the shop.
 * @throws `template_not_found`, `template_version_not_found`, `customer_not_found`, `template_invalid`
 */
export async function previewTemplate(
  ctx: CallerContext & { places: MailingPlaces },
  { template_id, body }: {
    template_id: string;
    body: { customer_id: string; version?: number | undefined; locale?: string | undefined };
  },
): Promise<Preview> {
  const draft = await readTemplate(ctx, { template_id });
  const words = body.version === undefined
    ? draft
    : await findVersion(ctx, template_id, body.version);
  assertSound(checkTemplate(words, await loadEngines()));
  const [customer] = await callFor(
    ctx.db,
    Values,
    sql`private.preview_values(${draft.shop_id}, ${body.customer_id})`,
  );
  if (!customer) throw refuse('customer_not_found', { field: 'body.customer_id' });
  const renderMessage = await loadRenderer();
  const locale = body.locale ?? customer.locale;
  const rendered = renderMessage(words, locale, { ...triggered, ...customer.values });
  if (words.channel === 'push') return { ...rendered, html: null, headers: {} };
  const { html = null, ...mail } = composeMail(rendered, {
    shop: await findSender(ctx, draft.shop_id),
    ...mailingLinks(ctx.places, NO_TOKEN),
  });
  return { locale: rendered.locale, ...mail, html };
}

/** No event is at hand: what one would tell is an example. */
const triggered = Object.fromEntries(
  valueNames.filter((name) => valueOf(name)?.triggers).map((name) => [name, exampleValues[name]]),
);

async function findVersion(
  { db }: CallerContext,
  template_id: string,
  number: number,
): Promise<TemplateWords> {
  const [found] = await db.select().from(messageTemplateVersions).where(and(
    eq(messageTemplateVersions.template_id, template_id),
    eq(messageTemplateVersions.number, number),
  ));
  if (!found) throw refuse('template_version_not_found', { field: 'body.version' });
  return found;
}

async function findSender({ db }: CallerContext, shop_id: string) {
  const [sender] = await db
    .select({ name: gyms.name, postal_address: mailingSettings.postal_address })
    .from(shops)
    .innerJoin(gyms, eq(gyms.id, shops.gym_id))
    .leftJoin(mailingSettings, eq(mailingSettings.shop_id, shops.id))
    .where(eq(shops.id, shop_id));
  return sender ?? { name: '', postal_address: null };
}
