// Builds the drivers with the tools that are installed, into a cache outside of the repository. Without a tool, or without
// the network on the first run, there is no driver: the reason is printed and the suite is skipped.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Program } from './driver-process.js';

const run = promisify(execFile);
const BUILD_TIMEOUT_MS = 240_000;
const CACHE = process.env['GREVY_TEST_CLIENTS_CACHE'] ?? join(homedir(), '.cache', 'grevy-test-clients');
const DRIVERS = fileURLToPath(new URL('./drivers/', import.meta.url));

/** The driver of the Go client, which go.mod names. */
export function goDriver(): Promise<Program | undefined> {
  const source = join(DRIVERS, 'go');
  return available('the Go client', ['go'], async () => {
    const built = await cached('go-driver', source, (directory) =>
      execute('go', ['build', '-o', join(directory, 'driver'), '.'], source),
    );
    return { command: join(built, 'driver'), args: [] };
  });
}

/** The command line tool zbctl, built from its module. */
export function zbctl(version: string): Promise<Program | undefined> {
  return available('zbctl', ['go'], async () => {
    const built = await cached(`zbctl-${version}`, undefined, (directory) =>
      execute('go', ['install', `github.com/camunda/zeebe/clients/go/v8/cmd/zbctl@v${version}`], CACHE, {
        GOBIN: directory,
      }),
    );
    return { command: join(built, 'zbctl'), args: [] };
  });
}

/** The driver of the Java client of that version. @param newer whether it has the calls that came after 8.3 */
export function javaDriver(version: string, newer: boolean): Promise<Program | undefined> {
  const source = join(DRIVERS, 'java');
  return available(`the Java client ${version}`, ['java', 'mvn'], async () => {
    const built = await cached(`java-${version}`, source, async (directory) => {
      const settings = [`-Dclient.version=${version}`, `-Ddriver.directory=${directory}`];
      if (!newer) settings.push('-Dexcluded.calls=**/NewerCalls.java');
      const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${directory}/classpath`];
      const build = (mode: readonly string[]): Promise<void> =>
        execute('mvn', ['-B', '-q', ...mode, ...settings, ...goals], source);
      // Offline first: a network that is slow or missing does not matter once everything is there.
      await build(['-o']).catch(() => build([]));
    });
    const dependencies = (await readFile(join(built, 'classpath'), 'utf8')).trim();
    const classpath = `${join(built, 'classes')}:${dependencies}`;
    const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-Xmx256m'];
    return { command: 'java', args: [...quickStart, '-cp', classpath, 'io.grevy.clients.Driver'] };
  });
}

/** The driver of pyzeebe, whose version requirements.txt names, in an environment of its own. */
export function pythonDriver(): Promise<Program | undefined> {
  const source = join(DRIVERS, 'python');
  return available('pyzeebe', ['python3'], async () => {
    const built = await cached('python', join(source, 'requirements.txt'), async (directory) => {
      await execute('python3', ['-m', 'venv', directory], CACHE);
      const pip = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check'];
      await execute(
        join(directory, 'bin', 'python'),
        [...pip, '-r', join(source, 'requirements.txt')],
        CACHE,
      );
    });
    return { command: join(built, 'bin', 'python'), args: [join(source, 'driver.py')] };
  });
}

async function available(
  client: string,
  tools: readonly string[],
  build: () => Promise<Program>,
): Promise<Program | undefined> {
  for (const tool of tools) {
    if (await isInstalled(tool)) continue;
    console.log(`Skipped ${client}: '${tool}' is not installed`);
    return undefined;
  }
  try {
    await mkdir(CACHE, { recursive: true });
    return await build();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    console.log(`Skipped ${client}: its driver cannot be built: ${text.slice(0, 2_000)}`);
    return undefined;
  }
}

async function isInstalled(tool: string): Promise<boolean> {
  const directories = (process.env['PATH'] ?? '').split(':');
  const found = await Promise.allSettled(directories.map((directory) => stat(join(directory, tool))));
  return found.some(({ status }) => status === 'fulfilled');
}

/** The directory that the build has filled, now or earlier; another one when the sources change. */
async function cached(
  name: string,
  source: string | undefined,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const suffix = source === undefined ? '' : `-${await fingerprint(source)}`;
  const directory = join(CACHE, `${name}${suffix}`);
  const done = join(directory, '.complete');
  if (await exists(done)) return directory;
  const isFirst = await mkdir(directory).then(
    () => true,
    () => false,
  );
  // Another run builds it now, or was killed while it did.
  if (!isFirst && (await appears(done))) return directory;
  try {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    await build(directory);
    await mkdir(done);
    return directory;
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** Whether the path comes to be within the time that a build may take. */
async function appears(path: string): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < BUILD_TIMEOUT_MS; waitedMs += 500) {
    if (await exists(path)) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}

async function fingerprint(source: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await stat(source)).isFile()
    ? [source]
    : (await readdir(source, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function execute(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await run(command, args, { cwd, env: { ...process.env, ...environment }, timeout: BUILD_TIMEOUT_MS });
}
