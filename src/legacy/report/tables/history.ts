import { dayIn, dayOf, elementsIn, lineIn, momentIn, numberIn, wordsIn } from '../reading.ts';
import { momentSql } from '../side.ts';
import type { ReportTable } from '../table.ts';

const BELTS: Record<string, string> = {
  ...{ branca: 'white', cinza: 'grey', gray: 'grey', amarela: 'yellow', laranja: 'orange' },
  ...{ verde: 'green', azul: 'blue', roxa: 'purple', marrom: 'brown', preta: 'black' },
  vermelha: 'red',
};

const DAY_MS = 86_400_000;

export const graduations: ReportTable = {
  table: 'graduations',
  columns: ['user_id', 'belt', 'degree', 'modality', 'created_at'],
  read(_, [of, belt, degree, modality, createdAt], { timezone, gymOf }) {
    const created = momentIn(createdAt!);
    const worn = lineIn(belt!)!.toLowerCase();
    const person = numberIn(of!)!;
    return {
      words: [
        ...[BELTS[worn] ?? worn, lineIn(degree!) ?? '0', lineIn(modality!)],
        ...[created, dayOf(created, timezone), dayOf(created, timezone)],
      ],
      sums: { degree: numberIn(degree!) ?? 0 },
      relations: { user_id: person, gym_of_user_id: gymOf.get(person) ?? null },
    };
  },
  here: {
    from: `public.graduations t join public.users u on u.id = t.user_id
      join public.gyms g on g.id = t.gym_id`,
    version: 't.created_at',
    words: [
      ...['t.belt', 't.degree::text', 't.modality', momentSql('t.created_at')],
      ...['t.awarded_on::text', 't.registered_on::text'],
    ],
    sums: { degree: 't.degree' },
    relations: { user_id: 'u.legacy_id', gym_of_user_id: 'g.legacy_id' },
  },
};

export const checkIns: ReportTable = {
  table: 'checkins',
  columns: ['user_id', 'class_id', 'date', 'created_at'],
  read(_, [of, to, date, created]) {
    const day = dayIn(date!);
    return {
      words: [day, momentIn(created!), 'present'],
      sums: { days: Date.parse(`${day}T00:00:00Z`) / DAY_MS },
      relations: { user_id: numberIn(of!), class_id: numberIn(to!) },
    };
  },
  here: {
    from: `public.check_ins t join public.users u on u.id = t.user_id
      join public.classes c on c.id = t.class_id and c.gym_id = t.gym_id`,
    words: ['t.class_date::text', momentSql('t.made_at'), 't.status'],
    sums: { days: `(t.class_date - date '1970-01-01')` },
    relations: { user_id: 'u.legacy_id', class_id: 'c.legacy_id' },
  },
};

const told = (which: string) =>
  `array(select u.legacy_id from public.notification_recipients n
    join public.users u on u.id = n.user_id where n.notification_id = t.id ${which})`;

export const notifications: ReportTable = {
  table: 'notifications',
  columns: [
    ...['sent_by', 'title', 'content', 'channel', 'status', 'recipients', 'viewed_by'],
    ...['sent_at', 'created_at'],
  ],
  read(_, [by, title, content, channel, status, ...rest], { people, deleted, gymOf }) {
    const [recipients, viewers, sentAt, createdAt] = rest;
    const named = (list: string | null | undefined) =>
      elementsIn(list ?? null).map((element) => people.get(element.replace(/^0+(?=\d+$)/, ''))!)
        .filter((id) => !deleted.has(id));
    const seen = [...new Set(named(viewers))];
    const sender = numberIn(by!)!;
    const sent = lineIn(status!)!.toLowerCase() === 'sent';
    const created = momentIn(createdAt!);
    return {
      words: [
        ...[lineIn(title!), wordsIn(content!), lineIn(channel!)?.toLowerCase() ?? 'push'],
        ...[sent ? 'sent' : 'failed', sent ? momentIn(sentAt!) ?? created : null, created],
      ],
      relations: {
        sent_by: deleted.has(sender) ? null : sender,
        gym_of_sent_by: gymOf.get(sender) ?? null,
        recipients: [...new Set([...named(recipients), ...seen])],
        viewed_by: seen,
      },
    };
  },
  here: {
    from: `public.notifications t join public.gyms g on g.id = t.gym_id
      left join public.users s on s.id = t.sent_by`,
    words: [
      ...['t.title', 't.content', 't.channel', 't.status'],
      ...[momentSql('t.sent_at'), momentSql('t.created_at')],
    ],
    relations: {
      sent_by: 's.legacy_id',
      gym_of_sent_by: 'g.legacy_id',
      recipients: told(''),
      viewed_by: told('and n.viewed_at is not null'),
    },
  },
};
