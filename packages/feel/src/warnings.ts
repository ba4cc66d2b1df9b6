// Warnings: problems that give null instead of failing the evaluation. Types and texts are the reference's.
import { MAX_WARNINGS, MAX_WARNINGS_LENGTH } from './limits.js';

export type WarningType =
  | 'NO_VARIABLE_FOUND'
  | 'NO_CONTEXT_ENTRY_FOUND'
  | 'NO_PROPERTY_FOUND'
  | 'NO_FUNCTION_FOUND'
  | 'FUNCTION_INVOCATION_FAILURE'
  | 'INVALID_TYPE'
  | 'NOT_COMPARABLE'
  | 'ASSERT_FAILURE';

export interface Warning {
  readonly type: WarningType;
  readonly message: string;
}

/** Collects the warnings of one evaluation in the order in which they occur, as many as limits.ts allows. */
export class WarningCollector {
  private readonly collected: Warning[] = [];
  private length = 0;

  add(type: WarningType, message: string): void {
    this.length += message.length;
    if (this.collected.length >= MAX_WARNINGS || this.length > MAX_WARNINGS_LENGTH) return;
    this.collected.push({ type, message });
  }

  get all(): readonly Warning[] {
    return this.collected;
  }
}
