import type postgres from 'postgres';
import type { ValueOf } from '../../../src/db/declare/choice.ts';
import type { notificationKinds } from '../../../src/db/schema/notifications/notifications.ts';
import type { Days } from '../days.ts';

interface Written {
  gym: string;
  kind: ValueOf<typeof notificationKinds>;
  title: string;
  content: string;
  audience: Record<string, string | number>;
  /** So many days from today; what is still to come waits. */
  day: number;
}

const everybody = { type: 'gym' };

const written: Written[] = [
  {
    ...{ gym: 'America/Sao_Paulo', kind: 'announcement', day: -12, audience: everybody },
    title: 'Tatame novo',
    content: 'O tatame da sala grande foi trocado. Chinelo só até a beirada!',
  },
  {
    ...{ gym: 'America/Sao_Paulo', kind: 'attendance', day: -3 },
    title: 'Sentimos sua falta',
    content: 'Faz um tempo que você não treina. Passa aqui esta semana?',
    audience: { type: 'at_risk', days: 14 },
  },
  {
    ...{ gym: 'America/Sao_Paulo', kind: 'graduation', day: 5, audience: everybody },
    title: 'Graduação no sábado',
    content: 'Às dez, com as famílias. Quem gradua chega meia hora antes, de kimono branco.',
  },
  {
    ...{ gym: 'Europe/Lisbon', kind: 'announcement', day: -8, audience: everybody },
    title: 'Open mat de domingo',
    content: 'Este domingo às onze, para todas as faixas. Tragam amigos.',
  },
  {
    ...{ gym: 'Asia/Tokyo', kind: 'announcement', day: -6, audience: everybody },
    title: 'Closed on the holiday',
    content: 'The dojo is closed on Monday. Classes go on as usual from Tuesday morning.',
  },
  {
    ...{ gym: 'Asia/Tokyo', kind: 'announcement', day: 2, audience: everybody },
    title: 'Winter seminar',
    content: 'Two days on grips and footwork. Places are few: sign up at the front desk.',
  },
];

/**
 * What gyms told their members in the last weeks, each sent as it would have been, and who has read it
 * since, by chance; one or two are still to be sent. Nobody's phone rings: the demo people have none.
 */
export async function seedNotifications(tx: postgres.TransactionSql, days: Days): Promise<void> {
  for (const { gym, day, audience, ...words } of written) {
    const at = days.instant(day, 15);
    await tx`
      insert into notifications
        (gym_id, sent_by, kind, title, content, audience, scheduled_for, created_at)
      select g.id, g.manager_id, ${words.kind}, ${words.title}, ${words.content},
          ${tx.json(audience)}, ${at}, least(${at}::timestamptz, now()) - interval '1 hour'
      from gyms g where g.timezone = ${gym} and g.manager_id is not null
      order by g.created_at, g.id limit 1`;
  }
  await tx`select private.resolve_notification(id, scheduled_for) from notifications
    where status = 'pending' and scheduled_for <= now() order by scheduled_for`;
  await tx`
    update notification_recipients r
    set viewed_at = least(r.created_at + (chance.hash & 1023) * interval '2 minutes', now())
    from (
      select notification_id, user_id,
        hashtextextended(notification_id::text || user_id, 0) & 65535 as hash
      from notification_recipients
    ) chance
    where chance.notification_id = r.notification_id and chance.user_id = r.user_id
      and chance.hash % 10 < 6`;
}
