// Commands that back-pressure never refuses: they finish work instead of beginning it (spec 15 §7).

const EXEMPT: ReadonlySet<string> = new Set([
  'JOB#COMPLETE',
  'JOB#FAIL',
  'PROCESS_INSTANCE#CANCEL',
  'DEPLOYMENT#CREATE',
  'DEPLOYMENT#DISTRIBUTE',
  'DEPLOYMENT_DISTRIBUTION#COMPLETE',
  'COMMAND_DISTRIBUTION#ACKNOWLEDGE',
]);

/** What a command is, whatever it carries. */
export interface CommandKind {
  readonly valueType: string;
  readonly intent: string;
}

export function isExempt({ valueType, intent }: CommandKind): boolean {
  return EXEMPT.has(`${valueType}#${intent}`);
}
