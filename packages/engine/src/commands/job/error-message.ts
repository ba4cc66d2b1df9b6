// Messages of failed jobs and thrown errors are cut, so that a stack trace cannot fill the log (spec 13 §3.2).
import { MAX_ERROR_MESSAGE_CHARACTERS } from '../../limits.js';

export function limitedErrorMessage(message: string): string {
  if (message.length <= MAX_ERROR_MESSAGE_CHARACTERS) return message;
  return `${message.slice(0, MAX_ERROR_MESSAGE_CHARACTERS)}...`;
}
