// The recorded results of the reference engine (test/facts), and how ours are compared with them.
import { readdirSync, readFileSync } from 'node:fs';
import { fromJson, FeelContext, type FeelRuntime, type Json } from '@grevy/feel';
import { encodeDmnFact } from '../src/facts-encoding.js';

const FACTS = new URL('facts/', import.meta.url);

/** The clock of the recording. */
export const RUNTIME: FeelRuntime = {
  nowMs: Date.UTC(2024, 1, 29, 13, 14, 15, 678),
  zone: 'Europe/Berlin',
  random: () => 0.5,
};

export interface FactCase {
  readonly decision: string;
  readonly context: Json;
  readonly result?: Json;
  readonly failure?: string;
  readonly audit: Json;
}

export interface Fact {
  readonly accepted: boolean;
  readonly decisions?: readonly { readonly id: string | null; readonly name: string }[];
  readonly failure?: string;
  readonly crash?: string;
  readonly cases?: readonly FactCase[];
}

export function factNames(): readonly string[] {
  return readdirSync(FACTS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

export function readFact(name: string): Fact {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FACTS), 'utf8')) as Fact;
}

export function modelOf(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.dmn`, FACTS));
}

/** Our answer in the encoding of the facts. */
export function answer(name: string, factCase?: FactCase): Record<string, Json> {
  const context = factCase && fromJson(JSON.stringify(factCase.context), { contextIdentity: 'content' });
  const request = {
    id: name,
    xml: '',
    decision: factCase?.decision,
    context: context instanceof FeelContext ? context : undefined,
  };
  return encodeDmnFact(request, modelOf(name), RUNTIME) as Record<string, Json>;
}

/**
 * A text as far as it is compared: what the reference's parser library or a Java exception adds is left out,
 * and the lines of several failures stay.
 */
export function comparable(text: string): string {
  return text
    .replace(/(failed to parse expression '[^']*': ).*/g, '$1')
    .replace(/( : (?:java|scala)\.[\w.]+).*/gs, '$1');
}

/** All texts of an encoded answer as far as they are compared. */
export function comparableTexts(value: Json): Json {
  if (typeof value === 'string') return comparable(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(comparableTexts);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparableTexts(item)]));
}
