/**
 * The file that keeps access tokens between runs (spec 02, section 1.7): YAML, one entry per audience, shared with
 * other tools of the same protocol, whose entries and fields are left as they are.
 */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

export const DEFAULT_TOKEN_CACHE_FILE = join(homedir(), '.camunda', 'credentials');

export interface AccessToken {
  readonly accessToken: string;
  /** As in `Bearer`. */
  readonly tokenType: string;
  readonly expiryMs: number;
}

export class TokenCache {
  constructor(private readonly file: string) {}

  /**
   * The token of an audience; undefined if there is none that can be read.
   * @throws Error if the path cannot be a cache file
   */
  async read(audience: string): Promise<AccessToken | undefined> {
    const credentials = member(member(member(await this.#entries(), audience), 'auth'), 'credentials');
    const accessToken = member(credentials, 'accesstoken');
    const tokenType = member(credentials, 'tokentype');
    const expiry = member(credentials, 'expiry');
    const expiryMs = expiry instanceof Date ? expiry.getTime() : Date.parse(String(expiry));
    if (typeof accessToken !== 'string' || typeof tokenType !== 'string' || Number.isNaN(expiryMs)) {
      return undefined;
    }
    return { accessToken, tokenType, expiryMs };
  }

  /** Keeps the token of an audience, beside those of the others; only the owner may read a new file. */
  async write(audience: string, token: AccessToken): Promise<void> {
    const entries = new Map(Object.entries(await this.#entries()));
    entries.set(audience, {
      auth: {
        credentials: {
          accesstoken: token.accessToken,
          tokentype: token.tokenType,
          refreshtoken: '',
          expiry: new Date(token.expiryMs).toISOString(),
        },
      },
    });
    await mkdir(dirname(this.file), { recursive: true, mode: 0o770 });
    const draft = `${this.file}.${process.pid}.new`;
    await writeFile(draft, stringify(Object.fromEntries(entries)), { mode: 0o600 });
    await rename(draft, this.file);
  }

  async #entries(): Promise<object> {
    const folder = await stat(dirname(this.file)).catch(() => undefined);
    if (folder !== undefined && !folder.isDirectory()) {
      throw new Error(
        `${dirname(this.file)}: OAuth credentials cache folder is not a directory, cannot create cache file under it`,
      );
    }
    const existing = await stat(this.file).catch(() => undefined);
    if (existing === undefined) return {};
    if (existing.isDirectory()) {
      throw new Error(`${this.file}: OAuth credentials cache must be a file, not a directory`);
    }
    try {
      const content: unknown = parse(await readFile(this.file, 'utf8'), { maxAliasCount: 0 });
      return typeof content === 'object' && content !== null ? content : {};
    } catch {
      // A damaged cache costs one token request.
      return {};
    }
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return new Map(Object.entries(value)).get(name);
}
