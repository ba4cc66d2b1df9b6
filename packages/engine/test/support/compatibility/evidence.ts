// What the golden transcripts show of the elements of their models: which were executed, and which files were refused.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBpmn, type ExecutableProcess, type FlowNode } from '@grevy/bpmn';
import { START_TIME } from '../engine-driver.js';
import { modelToXml } from '../model-language.js';
import type { TranscriptBlock } from '../resource-steps.js';
import { parseTranscript, type Transcript } from '../transcript.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../transcripts');

/** An element that ran in a transcript. */
export type RunElement = FlowNode | ExecutableProcess;

/** A transcript that ran an element. */
interface ElementRun {
  readonly transcript: string;
  readonly element: RunElement;
}

/** A file that a transcript deploys, and what came of it. */
export interface DeployedFile {
  readonly transcript: string;
  /** The violations of a refused file, without the names of the elements. */
  readonly refusedFor: readonly string[] | undefined;
}

export class TranscriptEvidence {
  private constructor(
    private readonly runs: readonly ElementRun[],
    /** By `<transcript>#<file>`. */
    private readonly files: ReadonlyMap<string, DeployedFile>,
  ) {}

  static read(): TranscriptEvidence {
    const names = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.transcript'))
      .map((name) => name.replaceAll('\\', '/').replace(/\.transcript$/, ''))
      .sort();
    const runs: ElementRun[] = [];
    const files = new Map<string, DeployedFile>();
    for (const name of names) {
      const transcript = parseTranscript(readFileSync(join(ROOT, `${name}.transcript`), 'utf8'));
      for (const element of elementsRunBy(transcript)) runs.push({ transcript: name, element });
      for (const [file, refusedFor] of filesOf(transcript)) {
        files.set(`${name}#${file}`, { transcript: name, refusedFor });
      }
    }
    return new TranscriptEvidence(runs, files);
  }

  /** Names of the transcripts that run such an element; those about elements come first. */
  transcriptsThatRun(matches: (element: RunElement) => boolean): readonly string[] {
    const runs = this.runs.filter(({ element }) => matches(element));
    const names = new Set(runs.map(({ transcript }) => transcript));
    const isAboutElement = (name: string) => name.startsWith('elements/');
    return [...names].sort((a, b) => Number(isAboutElement(b)) - Number(isAboutElement(a)));
  }

  /** @param name `<transcript>#<file>` */
  deployedFile(name: string): DeployedFile | undefined {
    return this.files.get(name);
  }
}

/** Elements of the transcript's models of which it shows that they were activated. */
function elementsRunBy({ blocks, steps }: Transcript): readonly RunElement[] {
  const activated = new Set<string>();
  for (const line of steps.flatMap(({ golden }) => golden)) {
    const match = /E PROCESS_INSTANCE ELEMENT_ACTIVATING \S+ (\S+) (\w+)/.exec(line);
    if (match !== null) activated.add(`${match[1] ?? ''} ${match[2] ?? ''}`);
  }
  return blocks.flatMap(elementsOf).filter(({ id, elementType }) => activated.has(`${id} ${elementType}`));
}

/** Every element of a model; of a multi-instance activity the body and the activity. */
function elementsOf(block: TranscriptBlock): readonly RunElement[] {
  const read = readBpmn(
    { name: block.name, bytes: new TextEncoder().encode(xmlOf(block)) },
    { runtime: { nowMs: START_TIME, zone: 'UTC', random: () => 0.5 } },
  );
  if (!read.ok) return [];
  return read.processes.flatMap((process) =>
    process.elements.filter((element) => element.elementType !== 'SEQUENCE_FLOW'),
  );
}

function xmlOf({ kind, text }: TranscriptBlock): string {
  return kind === 'model' ? modelToXml(text) : text;
}

/** The files that are deployed one by one, with the reasons why they were refused. */
function filesOf({ steps }: Transcript): readonly (readonly [string, readonly string[] | undefined])[] {
  return steps.flatMap(({ command, golden }): [] | [readonly [string, readonly string[] | undefined]] => {
    const file = /^deploy ([\w.-]+\.bpmn)$/.exec(command)?.[1];
    const answer = golden.at(-1) ?? '';
    if (file === undefined) return [];
    if (answer.startsWith('< DEPLOYMENT CREATED')) return [[file, undefined]];
    return [[file, [...answer.matchAll(/ERROR: (.*?)\\n/g)].map((match) => match[1] ?? '')]];
  });
}
