// Writes docs/compatibility.md: every symbol of BPMN 2.0, what is done with it, and the transcripts that show it.
import { EVENT_CELLS, EVENT_TYPES, POSITIONS, type CellState, type EventCell } from './events.js';
import { TranscriptEvidence } from './evidence.js';
import { GROUPS, type Proof } from './symbols.js';

/** More transcripts than these are not named. */
const MAX_NAMED_TRANSCRIPTS = 3;

const MARKS: Readonly<Record<CellState, string>> = {
  executed: '✓',
  'acts as none': '○',
  'one definition wins': '◐',
  'never triggered': '–',
  refused: '✗',
};

export interface CompatibilityPage {
  readonly text: string;
  /** What no transcript shows. */
  readonly unproven: readonly string[];
}

export function compatibilityPage(): CompatibilityPage {
  const evidence = TranscriptEvidence.read();
  const unproven: string[] = [];
  const evidenceFor = (name: string, proof: Proof): string => {
    const text = evidenceText(evidence, proof);
    if (text === undefined) unproven.push(name);
    return text ?? 'none';
  };
  const groups = GROUPS.map(({ title, rows }) => {
    const lines = rows.map(({ symbol, behaviour, proof }) => [symbol, behaviour, evidenceFor(symbol, proof)]);
    return `## ${title}\n\n${table(['Symbol', 'Behaviour', 'Shown by'], lines)}`;
  });
  const events = EVENT_TYPES.flatMap((eventType) =>
    POSITIONS.flatMap((position) =>
      cellsOf(eventType, position).map((cell) => [
        eventType,
        cell.detail === undefined ? position : `${position}: ${cell.detail}`,
        cell.state,
        evidenceFor(`${eventType} event, ${position} ${cell.detail ?? ''}`, cell.proof),
      ]),
    ),
  );
  const text = [
    INTRODUCTION,
    ...groups,
    '## Events',
    EVENTS_INTRODUCTION,
    table(['Event', ...POSITIONS], EVENT_TYPES.map(overviewRow)),
    '### Evidence',
    table(['Event', 'Position', 'Behaviour', 'Shown by'], events),
  ].join('\n\n');
  return { text: `${text}\n`, unproven };
}

const INTRODUCTION = `# Compatibility with BPMN 2.0 and Zeebe 8.3

<!-- Written by \`node scripts/compatibility.mjs\`; a test fails when this page is not what the transcripts show. -->

Grevy does with each symbol of BPMN 2.0 what Zeebe 8.3 does: it executes it, accepts it without effect, or refuses the
deployment. Each line names what shows it: golden transcripts below \`packages/engine/test/transcripts\`, which hold a model, the
commands of a client, and every record that the engine writes. For what is refused, the reason is quoted.`;

const EVENTS_INTRODUCTION = `✓ executed · ○ accepted, acts as a none event · ◐ accepted, one of the definitions
wins · – accepted, never triggered · ✗ refused. A sub-process that is not triggered
by an event has a none start event, and only that.`;

function overviewRow(eventType: string): string[] {
  return [
    eventType,
    ...POSITIONS.map((position) =>
      cellsOf(eventType, position)
        .map(({ state, detail }) => (detail === undefined ? MARKS[state] : `${MARKS[state]} ${detail}`))
        .join(', '),
    ),
  ];
}

function cellsOf(eventType: string, position: string): readonly EventCell[] {
  return EVENT_CELLS.filter((cell) => cell.eventType === eventType && cell.position === position);
}

function evidenceText(evidence: TranscriptEvidence, proof: Proof): string | undefined {
  if (proof.kind === 'run') {
    const transcripts = evidence.transcriptsThatRun(proof.matches);
    if (transcripts.length === 0) return undefined;
    const named = transcripts.slice(0, MAX_NAMED_TRANSCRIPTS).map((name) => `\`${name}\``);
    return transcripts.length > named.length ? `${named.join(', ')} and more` : named.join(', ');
  }
  const file = evidence.deployedFile(proof.file);
  if (file === undefined || (file.refusedFor !== undefined) !== (proof.kind === 'refused')) return undefined;
  const reasons = file.refusedFor?.map((reason) => `“${reason.replace(/ Please refer .*$/, '')}”`) ?? [];
  return [`\`${file.transcript}\``, ...reasons].join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
