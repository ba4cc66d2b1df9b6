// COUNT of the matching rules, whatever their outputs.
import { success } from '../evaluation/outcome.js';
import type { Aggregator } from './aggregator.js';

export const COUNT: Aggregator = (values) => success(values.length);
