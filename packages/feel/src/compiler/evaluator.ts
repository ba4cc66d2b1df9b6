// The compiled form: each node of the syntax tree becomes a closure over the closures of its parts.
import type { Node } from '../ast.js';
import type { Scope } from '../scope.js';
import type { FeelValue } from '../values/value.js';

export type Evaluator = (scope: Scope) => FeelValue;

/** Compiles any node; handed to the files of this folder so that they need not import each other. */
export type Compile = (node: Node) => Evaluator;
