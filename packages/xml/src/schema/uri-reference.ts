// URI references as XML Schema's anyURI has them: RFC 2396 with the IPv6 addresses of RFC 2732. Characters that a URI
// cannot contain but that may be escaped (white space, quotes, letters beyond ASCII) are taken as if they were.
// Texts may be megabytes long: no expression below can go back more than a few characters.
const UNFINISHED_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const ALLOWED = `%A-Za-z0-9\\-_.!~*'();:@&=+$,\\u0000- "<>\\\\^\`{|}\\u007F-\\uFFFF`;
const NOT_IN_AUTHORITY = new RegExp(`[^${ALLOWED}]`);
const NOT_IN_PATH = new RegExp(`[^${ALLOWED}/]`);
/** Of queries, fragments, and what follows a scheme without a slash. */
const NOT_IN_OPAQUE = new RegExp(`[^${ALLOWED}/?[\\]]`);
const SCHEME = /^[A-Za-z][A-Za-z0-9+\-.]*$/;

export function isUriReference(text: string): boolean {
  if (UNFINISHED_ESCAPE.test(text)) return false;
  const [head] = split(text, /[/?#]/);
  const colon = head.indexOf(':');
  if (colon < 0) return isHierarchical(text);
  if (!SCHEME.test(text.slice(0, colon))) return false;
  const specific = text.slice(colon + 1);
  if (specific === '' || specific.startsWith('#')) return false;
  return specific.startsWith('/') ? isHierarchical(specific) : isOpaque(specific);
}

function isOpaque(text: string): boolean {
  const [body, fragment] = split(text, /#/);
  return !NOT_IN_OPAQUE.test(body) && !NOT_IN_OPAQUE.test(fragment.slice(1));
}

/** `//authority/path?query#fragment`, the authority optional. */
function isHierarchical(text: string): boolean {
  if (text === '//') return false;
  const [beforeQuery, tail] = split(text, /[?#]/);
  const [query, fragment] = split(tail, /#/);
  if (NOT_IN_OPAQUE.test(query) || NOT_IN_OPAQUE.test(fragment.slice(1))) return false;
  if (!NOT_IN_PATH.test(beforeQuery)) return true;
  return beforeQuery.startsWith('//') && hasBracketedHost(beforeQuery.slice(2));
}

/** `user@[::1]:80/path` */
function hasBracketedHost(text: string): boolean {
  const [authority, path] = split(text, /\//);
  const start = authority.indexOf('[');
  const end = authority.indexOf(']', start);
  const user = authority.slice(0, Math.max(start, 0));
  return (
    end > 0 &&
    (user === '' || (user.endsWith('@') && user.indexOf('@') === user.length - 1)) &&
    !NOT_IN_AUTHORITY.test(user) &&
    isIpv6Address(authority.slice(start + 1, end)) &&
    /^(?::\d{0,99})?$/.test(authority.slice(end + 1)) &&
    !NOT_IN_PATH.test(path)
  );
}

/** What stands before the first match, and from there on. */
function split(text: string, separator: RegExp): readonly [before: string, rest: string] {
  const index = text.search(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}

const LONGEST_IPV6_ADDRESS = '0000:0000:0000:0000:0000:0000:255.255.255.255'.length;
const HEXADECIMAL_GROUP = /^[0-9A-Fa-f]{1,4}$/;
const IPV4_ADDRESS = /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Eight groups, or fewer with one `::` among them; an IPv4 address at the end stands for two. */
function isIpv6Address(text: string): boolean {
  const halves = text.split('::');
  if (text.length > LONGEST_IPV6_ADDRESS || halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = IPV4_ADDRESS.test(last) && text.endsWith(last);
  const hexadecimal = endsInIpv4 ? groups.slice(0, -1) : groups;
  const size = hexadecimal.length + (endsInIpv4 ? 2 : 0);
  return (
    hexadecimal.every((group) => HEXADECIMAL_GROUP.test(group)) &&
    (halves.length === 2 ? size < 8 : size === 8)
  );
}
