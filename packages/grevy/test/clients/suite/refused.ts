// A call that must be refused.
import { expect } from 'vitest';
import { ClientError, type Message } from '../client.js';

/** Expects a refusal with this status whose description is the text, or matches the expression. */
export async function refused(call: Promise<Message>, code: string, text: string | RegExp): Promise<void> {
  const answer: unknown = await call.catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(ClientError);
  if (!(answer instanceof ClientError)) return;
  expect(answer).toMatchObject({ code });
  if (typeof text === 'string') expect(answer.message).toBe(text);
  else expect(answer.message).toMatch(text);
}
