// Which hit policy, with which aggregator, the attributes of a decision table mean.
import type { XmlElement } from '@grevy/xml';
import type { Aggregator } from '../aggregation/aggregator.js';
import { COUNT } from '../aggregation/count.js';
import { MAX } from '../aggregation/max.js';
import { MIN } from '../aggregation/min.js';
import { SUM } from '../aggregation/sum.js';
import { ANY } from '../hit-policy/any.js';
import { COLLECT, collectWith } from '../hit-policy/collect.js';
import { FIRST } from '../hit-policy/first.js';
import type { HitPolicy } from '../hit-policy/hit-policy.js';
import { OUTPUT_ORDER } from '../hit-policy/output-order.js';
import { PRIORITY } from '../hit-policy/priority.js';
import { RULE_ORDER } from '../hit-policy/rule-order.js';
import { UNIQUE } from '../hit-policy/unique.js';
import { attribute } from './element-access.js';
import type { Reading } from './reading.js';

const HIT_POLICIES: ReadonlyMap<string, HitPolicy> = new Map([
  ['', UNIQUE],
  ['UNIQUE', UNIQUE],
  ['FIRST', FIRST],
  ['ANY', ANY],
  ['PRIORITY', PRIORITY],
  ['RULE ORDER', RULE_ORDER],
  ['OUTPUT ORDER', OUTPUT_ORDER],
  ['COLLECT', COLLECT],
]);

const AGGREGATORS: ReadonlyMap<string, Aggregator> = new Map([
  ['COUNT', COUNT],
  ['MAX', MAX],
  ['MIN', MIN],
  ['SUM', SUM],
]);

/** Reads the hit policy of a decision table; an aggregation means something with COLLECT only. */
export function readHitPolicy(
  table: XmlElement,
  columnCount: number,
  reading: Reading,
): HitPolicy | undefined {
  const policy = HIT_POLICIES.get(attribute(table, 'hitPolicy'));
  const aggregator = AGGREGATORS.get(attribute(table, 'aggregation'));
  if (policy !== COLLECT || aggregator === undefined) return policy;
  if (columnCount > 1) {
    return reading.fail("hit policy 'COLLECT' with aggregator is not defined for compound output");
  }
  return collectWith(aggregator);
}
