// MIN of the collected numbers; the first of equal ones.
import { compareNumbers } from '@grevy/feel';
import { ofNumbers } from './aggregator.js';

export const MIN = ofNumbers((left, right) => (compareNumbers(right, left) < 0 ? right : left));
