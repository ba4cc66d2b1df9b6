// Reads FEEL texts: literal expressions and unary tests. Equal texts are compiled once, and what is wrong with
// one is reported once per file.
import { compile, compileUnaryTests, type FeelExpression, type FeelUnaryTests } from '@grevy/feel';
import type { XmlElement } from '@grevy/xml';
import { attribute, child, trimmedText } from './element-access.js';

/** The names of FEEL; the reference takes the model namespace of DMN 1.5 for its FEEL namespace. */
const FEEL_LANGUAGES: ReadonlySet<string> = new Set([
  '',
  'feel',
  'http://www.omg.org/spec/feel/20140401',
  'http://www.omg.org/spec/dmn/20180521/feel/',
  'https://www.omg.org/spec/dmn/20191111/feel/',
  'https://www.omg.org/spec/dmn/20211108/feel/',
  'https://www.omg.org/spec/dmn/20230324/model/',
]);

/** A test that every value passes. */
const ANY_VALUE = '-';

export class ExpressionReader {
  private readonly expressions = new Map<string, FeelExpression | undefined>();
  private readonly unaryTestsByText = new Map<string, FeelUnaryTests | undefined>();

  constructor(private readonly fail: (text: string) => undefined) {}

  expression(element: XmlElement): FeelExpression | undefined {
    const textElement = child(element, 'text');
    if (textElement === undefined) {
      return this.fail(`The expression '${element.attribute('id') ?? 'null'}' must not be empty.`);
    }
    if (!this.isFeel(element)) return undefined;
    const text = trimmedText(textElement);
    if (this.expressions.has(text)) return this.expressions.get(text);
    const result = compile(text);
    const expression = result.ok
      ? result.expression
      : this.fail(`FEEL expression: ${result.failure.message}`);
    this.expressions.set(text, expression);
    return expression;
  }

  unaryTests(element: XmlElement): FeelUnaryTests | 'any' | undefined {
    const textElement = child(element, 'text');
    if (!this.isFeel(element)) return undefined;
    const text = textElement === undefined ? '' : trimmedText(textElement);
    if (text === '' || text === ANY_VALUE) return 'any';
    if (this.unaryTestsByText.has(text)) return this.unaryTestsByText.get(text);
    const result = compileUnaryTests(text);
    const tests = result.ok ? result.expression : this.fail(`FEEL unary-tests: ${result.failure.message}`);
    this.unaryTestsByText.set(text, tests);
    return tests;
  }

  private isFeel(element: XmlElement): boolean {
    const language = attribute(element, 'expressionLanguage').trim().toLowerCase();
    if (FEEL_LANGUAGES.has(language)) return true;
    this.fail(`Expression language '${language}' is not supported`);
    return false;
  }
}
