// The type names that the engine's messages use for results.
import { isTemporal } from '../temporal/temporal.js';
import { FeelContext, type FeelValue, isList, isNumber } from './value.js';

export type ResultType =
  | 'NULL'
  | 'BOOLEAN'
  | 'NUMBER'
  | 'STRING'
  | 'DURATION'
  | 'PERIOD'
  | 'DATE'
  | 'DATE_TIME'
  | 'ARRAY'
  | 'OBJECT'
  | 'UNKNOWN';

export function resultType(value: FeelValue): ResultType {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return 'BOOLEAN';
  if (typeof value === 'string') return 'STRING';
  if (isNumber(value)) return 'NUMBER';
  if (isList(value)) return 'ARRAY';
  if (value instanceof FeelContext) return 'OBJECT';
  if (!isTemporal(value)) return 'UNKNOWN';
  switch (value.kind) {
    case 'date':
      return 'DATE';
    case 'local date and time':
    case 'date and time':
      return 'DATE_TIME';
    case 'days and time duration':
      return 'DURATION';
    case 'years and months duration':
      return 'PERIOD';
    case 'local time':
    case 'time':
      return 'UNKNOWN';
  }
}
