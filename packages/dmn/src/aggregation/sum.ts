// SUM of the collected numbers.
import { add } from '@grevy/feel';
import { ofNumbers } from './aggregator.js';

export const SUM = ofNumbers(add);
