/** Names that stand for something inside of a network. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

/**
 * Whether an address may be fetched on somebody else's word: encrypted, on the usual port, at a name of
 * the open Internet. Numbers are no names: whoever serves files to the public has one.
 */
export function isPublicAddress(address: string): boolean {
  const { protocol, hostname, port, username, password } = new URL(address);
  // A URL has written every form of an IPv4 address with dots by now, and a bracket begins IPv6.
  const isNumber = hostname.startsWith('[') || /^[0-9.]+$/.test(hostname);
  const isName = hostname.includes('.') && !INSIDE.test(hostname.replace(/\.$/, ''));
  return protocol === 'https:' && port === '' && !isNumber && isName && !username && !password;
}
