// @grevy/feel: the expression language FEEL, compiled to closures.
export { BUILTINS } from './builtins/registry.js';
export { compile, compileUnaryTests, type CompileResult } from './compile.js';
export type { Budget, FeelRuntime, FunctionTable } from './evaluation.js';
export { LimitExceeded } from './failures.js';
export { FeelExpression, FeelUnaryTests, type Evaluation } from './expression.js';
export { encodeFact, type Json } from './facts-encoding.js';
export { fromJson, type ReadOptions } from './json/read-json.js';
export { toJson, type JsonResult } from './json/write-json.js';
export { add, compareNumbers, type FeelNumber } from './numbers/number.js';
export type { ParseFailure } from './parser/grammar.js';
export type { Lookup } from './scope.js';
export { FeelTime } from './temporal/feel-time.js';
export { isTemporal, type Temporal } from './temporal/temporal.js';
export { FeelContext, MapContext, contextOf } from './values/context.js';
export { FeelError } from './values/error.js';
export { FeelFunction, type FeelFunctionDefinition } from './values/function.js';
export { FeelRange } from './values/range.js';
export { deeper } from './values/depth.js';
export { same } from './values/equality.js';
export { resultType, type ResultType } from './values/result-type.js';
export { feelString, textOf } from './values/text.js';
export { isList, isNumber, type FeelList, type FeelValue } from './values/value.js';
export type { Warning, WarningType } from './warnings.js';
export { toDouble, toInt32, toInt64 } from './numbers/number.js';
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
  variableText,
  type ZoneOrOffset,
} from './temporal/index.js';
