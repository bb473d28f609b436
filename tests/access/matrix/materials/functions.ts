import type { Subject } from '../../proof/cells.ts';

const taughtSeriesClassIds: Subject = {
  name: 'private.taught_series_class_ids()',
  returns: 'uuid[]',
  probes: {
    call: `select unnest(private.taught_series_class_ids())`,
    none: `select private.taught_series_class_ids() = '{}'`,
  },
  access: [`
| actor         | call         | none  |
| anonymous     | 42501        | 42501 |
| instructor    | mat overture | false |
| manager       | managed      | false |
| otherManager  | southern     | false |
| everyone else | -            | true  |`],
};

const use = (gym: string) =>
  `select concat_ws('-', file_count, used_bytes, quota_bytes)
    from private.materials_use(:gyms.${gym})`;

const materialsUse: Subject = {
  name: 'private.materials_use(uuid)',
  returns: 'TABLE(file_count bigint, used_bytes bigint, quota_bytes bigint)',
  probes: { north: use('north'), south: use('south'), nowhere: use('west') },
  access: [`
| actor             | north                | south               | nowhere |
| anonymous system  | 42501                | 42501               | 42501   |
| instructor deputy | 12-820896-2147483648 | -                   | -       |
| manager           | 12-820896-2147483648 | 3-196608-2147483648 | -       |
| otherManager      | -                    | 3-196608-2147483648 | -       |
| everyone else     | -                    | -                   | -       |`],
};

const begin = (held: string, asset = 'null', bytes = 1) =>
  `:classes.${held}, ${asset}, 'x', 'image/png', ${bytes}, '2150-01-01'`;

const beginAttachment: Subject = {
  name: 'private.begin_attachment(uuid,uuid,text,text,bigint,timestamp with time zone)',
  returns: 'SETOF attachments',
  probes: {
    begin: {
      sql: `select case when (state, created_by, file_size) = ('uploading', :me, 1)
        and created_at = now()::timestamptz(3) then 'ok' end from private.begin_attachment(:it)`,
      each: {
        mat: begin('mat'),
        overture: begin('overture'),
        managed: begin('managed'),
        gone: begin('gone'),
        southern: begin('southern'),
        'with-an-asset': begin('mat', ':assets.current'),
        'with-an-asset-of-the-series': begin('mat', ':assets.early'),
        'with-an-asset-of-another-class': begin('mat', ':assets.managed'),
        'with-an-asset-of-another-gym': begin('mat', ':assets.southern'),
        'without-a-byte': begin('mat', 'null', 0),
        'too-large': begin('mat', 'null', 52_428_801),
        nowhere: `null, null, 'x', 'image/png', 1, null`,
      },
    },
    'of which class': `select class_id from private.begin_attachment(${
      begin('mat', ':assets.early')
    })`,
  },
  access: [
    `
| actor            | begin |
| anonymous system | 42501 |
| instructor       | mat overture with-an-asset with-an-asset-of-the-series · 23514: with-an-asset-of-another-class with-an-asset-of-another-gym without-a-byte too-large |
| manager deputy   | mat overture managed with-an-asset with-an-asset-of-the-series · 23514: with-an-asset-of-another-class with-an-asset-of-another-gym without-a-byte too-large |
| otherManager     | southern |
| everyone else    | -     |`,
    `
| actor                     | of which class |
| anonymous system          | 42501          |
| instructor manager deputy | overture       |
| everyone else             | -              |`,
  ],
};

const complete = (bytes: number) =>
  `select case when (state, file_size) = ('ready', ${bytes}) and updated_at > '2020-06-01'
    then 'ok' end from private.complete_attachment(:it, ${bytes})`;
const each = Object.fromEntries(
  ['begun', 'deputyBegun', 'formerBegun', 'pendingBegun', 'southernBegun', 'current', 'expired']
    .map((name) => [name, `:attachments.${name}`]),
);

const completeAttachment: Subject = {
  name: 'private.complete_attachment(uuid,bigint)',
  returns: 'SETOF attachments',
  probes: {
    complete: { sql: complete(1), each },
    'complete longer': { sql: complete(3), each },
    'complete empty': { sql: complete(0), each },
  },
  access: [`
| actor            | complete      | complete longer | complete empty       |
| anonymous system | 42501         | 42501           | 42501                |
| instructor       | begun         | -               | 23514: begun         |
| deputy           | deputyBegun   | -               | 23514: deputyBegun   |
| otherManager     | southernBegun | -               | 23514: southernBegun |
| everyone else    | -             | -               | -                    |`],
};

/** Without Storage there is nothing to list; tests/db/materials has what it finds with it. */
const strayMaterials: Subject = {
  name: 'private.stray_materials(text,text,integer)',
  returns: 'SETOF text',
  probes: { call: `select private.stray_materials('materials', '', 10)` },
  access: [`
| actor         | call  |
| system        | -     |
| everyone else | 42501 |`],
};

export const materialFunctions = [
  ...[taughtSeriesClassIds, materialsUse],
  ...[beginAttachment, completeAttachment, strayMaterials],
];
