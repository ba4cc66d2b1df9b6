// The shape of the FEEL compiler that the model is built with.

export type FeelValue = unknown;

export interface FeelWarning {
  readonly type: string;
  readonly message: string;
}

export type FeelCompileResult =
  | { readonly ok: true; readonly expression: FeelExpression }
  | { readonly ok: false; readonly failure: { readonly message: string; readonly position: number } };

export interface FeelExpression {
  readonly text: string;
  readonly freeNames: readonly string[];
  evaluate(lookup: (name: string) => FeelValue | undefined, runtime: FeelRuntime): FeelEvaluation;
}

export type FeelEvaluation =
  | { readonly ok: true; readonly value: FeelValue; readonly warnings: readonly FeelWarning[] }
  | { readonly ok: false; readonly failure: string; readonly warnings: readonly FeelWarning[] };

export interface FeelRuntime {
  readonly nowMs: number;
  readonly zone: string;
  random(): number;
}
