const formats = new Map<string, Intl.DateTimeFormat>();

/** A time as Shopify's REST has it: to the second, in the shop's own zone. */
export function timeIn(zone: string, utc: string): string {
  const at = new Date(utc);
  const format = formats.get(zone) ??
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const away = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const local = new Date(at.getTime() + away * 60_000).toISOString().replace(/\.\d+Z$/, '');
  return `${local}${sign}${hours}:${minutes}`;
}
