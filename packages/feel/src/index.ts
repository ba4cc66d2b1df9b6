// @grevy/feel: the expression language FEEL, compiled to closures.

// Compiling and evaluating
export { BUILTINS } from './builtins/registry.js';
export { compile, compileUnaryTests, type CompileResult } from './compile.js';
export type { Budget } from './evaluation.js';
export type { FeelRuntime, FunctionTable } from './runtime.js';
export { FeelExpression, FeelUnaryTests, type Evaluation } from './expression.js';
export { LimitExceeded } from './failures.js';
export type { ParseFailure } from './parser/grammar.js';
export type { Lookup } from './scope.js';
export type { Warning, WarningType } from './warnings.js';

// Variables in and out
export { encodeFact, type Json } from './facts-encoding.js';
export { fromJson, type ReadOptions } from './json/read-json.js';
export { toJson, type JsonResult } from './json/write-json.js';

// Values
export { MapContext, contextOf } from './values/context.js';
export { deeper } from './values/depth.js';
export { same } from './values/equality.js';
export { FeelError } from './values/error.js';
export { resultType, type ResultType } from './values/result-type.js';
export { feelString, quotedText, textOf } from './values/text.js';
export {
  FeelContext,
  FeelFunction,
  FeelRange,
  isList,
  isNumber,
  type FeelFunctionDefinition,
  type FeelList,
  type FeelValue,
} from './values/value.js';

// Numbers
export {
  add,
  compareNumbers,
  parseNumber,
  toDouble,
  toInt32,
  toInt64,
  type FeelNumber,
} from './numbers/number.js';

// Dates, times and durations
export { FeelTime } from './temporal/feel-time.js';
export {
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  FeelLocalDateTime,
  FeelLocalTime,
  YearsMonthsDuration,
  parseDateTime,
  parseDuration,
  parseZone,
  type ZoneOrOffset,
} from './temporal/index.js';
export { isTemporal, type Temporal } from './temporal/temporal.js';
