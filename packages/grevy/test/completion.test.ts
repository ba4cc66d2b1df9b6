// Completion of command lines: the scripts for shells, and what they ask the programs for.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENTRIES, run } from './run-program.js';

describe('completion', () => {
  it.each([
    ['zbctl', ['crea'], ['create']],
    ['zbctl', ['create', ''], ['instance', 'worker']],
    ['zbctl', ['status', '--output', ''], ['human', 'json']],
    ['zbctl', ['completion', ''], ['bash', 'fish', 'powershell', 'zsh']],
    ['grevy', ['create', 'worker', 'work', '--str'], ['--streamEnabled']],
    ['zbctl', ['status', '--sc'], ['--scope']],
  ] as const)('%s %j', async (program, words, candidates) => {
    const { stdout } = await run(program, ['__complete', '--', ...words]);
    const found = stdout.split('\n').map((line) => line.split('\t', 1)[0]);
    expect(found.filter((word) => word !== '')).toEqual(candidates);
  });

  it('works in bash', async () => {
    const { stdout: script } = await run('zbctl', ['completion', 'bash']);
    const zbctl = `zbctl() { '${process.execPath}' '${ENTRIES.zbctl}' "$@"; }`;
    const typed = 'COMP_WORDS=(zbctl update ""); COMP_CWORD=2; _zbctl_complete; echo "${COMPREPLY[*]}"';
    const { stdout } = await promisify(execFile)('bash', ['-c', `${zbctl}\n${script}\n${typed}`]);
    expect(stdout).toBe('retries timeout\n');
  });

  it.each([
    ['bash', 'complete -o default -F _zbctl_complete zbctl'],
    ['fish', "complete -c zbctl -a '(__zbctl_complete)'"],
    ['powershell', "Register-ArgumentCompleter -Native -CommandName 'zbctl'"],
    ['zsh', '#compdef zbctl'],
  ])('has a script for %s, by both commands of zbctl', async (shell, line) => {
    const { stdout } = await run('zbctl', ['completion', shell]);
    expect(stdout.split(/\n/).some((each) => each.startsWith(line))).toBe(true);
    expect((await run('zbctl', ['generate', 'completion', '--shell', shell])).stdout).toBe(stdout);
    expect((await run('grevy', ['completion', shell])).stdout).toBe(stdout.replaceAll('zbctl', 'grevy'));
  });

  it.each(['fish', 'powershell', 'zsh'])('has a script for %s without descriptions', async (shell) => {
    const { stdout } = await run('zbctl', ['completion', shell, '--no-descriptions']);
    expect(stdout).not.toContain('$description }');
    expect(stdout).not.toContain(':$description');
    expect(stdout).not.toBe((await run('zbctl', ['completion', shell])).stdout);
  });
});
