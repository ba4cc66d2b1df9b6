import { describe, expect, it } from 'vitest';
import { blockOf, flow, processFile, read, RUNTIME, serviceTask } from './files.js';
import { readBpmn } from '../src/read-bpmn.js';

describe('hostile files are refused, never resolved', () => {
  it('entities that grow exponentially', () => {
    const entities = Array.from({ length: 10 }, (_, i) =>
      i === 0 ? '<!ENTITY l0 "lol">' : `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`,
    );
    const file = `<!DOCTYPE definitions [${entities.join('')}]>${processFile('').replace(/^.*\n/, '')}`;
    expect(blockOf(file)).toMatch(/DOCTYPE is disallowed/);
  });

  it('deep nesting', () => {
    const file = processFile('<subProcess>'.repeat(100_000));
    expect(blockOf(file)).toMatch(/Elements are nested deeper than 512 levels\.$/);
  });

  it('deep nesting that the limit allows', () => {
    const file = processFile(
      '<subProcess id="s"><startEvent id="x"/></subProcess>'.replace('id="s"', 'id="s0"'),
    ).replace(
      '<startEvent id="x"/>',
      Array.from({ length: 400 }, (_, i) => `<startEvent id="x${i}"/><subProcess id="s${i + 1}">`).join('') +
        '<startEvent id="x"/>' +
        '</subProcess>'.repeat(400),
    );
    expect(blockOf(file)).toBe('accepted');
  });

  it('huge attributes', () => {
    expect(blockOf(processFile(`<task id="t" name="${'x'.repeat(2_000_000)}"/>`))).toBe('accepted');
  });

  it('FEEL of any depth', () => {
    const file = processFile(
      `<exclusiveGateway id="g"/><task id="t"/>${flow('f', 'g', 't', `=${'('.repeat(50_000)}`)}`,
    );
    expect(read(file).ok).toBe(false);
  });
});

describe('a damaged file', () => {
  const file = processFile(
    `${serviceTask('t')}<exclusiveGateway id="g" default="f3"/><endEvent id="e"/>${flow('f1', 'start', 't')}${flow('f2', 't', 'g', '=ä')}${flow('f3', 'g', 'e')}`,
  );
  const bytes = new TextEncoder().encode(file);

  it('is refused wherever it is cut off, never with an exception', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(readBpmn({ name: 'f', bytes: bytes.subarray(0, length) }, { runtime: RUNTIME }).ok).toBe(false);
    }
  });

  it('is answered whichever byte is wrong, never with an exception', () => {
    for (let position = 0; position < bytes.length; position += 3) {
      for (const value of [0, 0x22, 0x26, 0x3c, 0x3e, 0x7a, 0xff]) {
        const damaged = bytes.slice();
        damaged[position] = value;
        expect(typeof readBpmn({ name: 'f', bytes: damaged }, { runtime: RUNTIME }).ok).toBe('boolean');
      }
    }
  });
});
