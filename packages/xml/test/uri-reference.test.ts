// What is a URI reference, as the XML parser of the reference sees it.
import { describe, expect, it } from 'vitest';
import { isUriReference } from '../src/schema/uri-reference.js';

describe('anyURI', () => {
  it.each([
    '',
    'http://bpmn.io/schema/bpmn',
    'http://sourceforge.net/bpmn/definitions/_1363693864276',
    'urn:uuid:1',
    'a:b',
    'a b/ä{x}|<y>"',
    'C:\\models',
    '#fragment',
    'x?a=b&c#d',
    '//host',
    '///path',
    'file:///c:/x',
    'http://user@:80/',
    'http://host:port/',
    'http://[::1]:80/',
    'http://[1:2:3:4:5:6:127.0.0.1]',
    'a:[x]',
    'dir/a:b',
    '?a:b',
    '%C3%A4',
  ])('is %j', (text) => {
    expect(isUriReference(text)).toBe(true);
  });

  it.each([
    ':',
    '1:a',
    'a%41:b',
    'http:',
    'http:#a',
    '//',
    'http://',
    '%',
    '%zz',
    'x%2',
    '#a#b',
    'http://h/[x]',
    'http://[x]/',
    'http://[::1',
    'http://[1:2:3:4:5:6:7]',
    'http://[1::2::3]',
    'http://[::256.0.0.1]',
  ])('is not %j', (text) => {
    expect(isUriReference(text)).toBe(false);
  });
});
