/** Base64 (RFC 4648, section 4): standard alphabet, with padding, without line feeds. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CHUNK_BYTES = 3 * 1024;
/** The two characters of every 12-bit group. */
const PAIRS = Array.from(
  { length: 4096 },
  (_, bits) => ALPHABET.charAt(bits >> 6) + ALPHABET.charAt(bits & 63),
);

/** The base64 text of bytes. */
export function base64(input: Uint8Array): string {
  const whole = input.length - (input.length % 3);
  const byte = (index: number): number => input[index] ?? 0;
  const chunks: string[] = [];
  for (let start = 0; start < whole; start += CHUNK_BYTES) {
    let chunk = '';
    for (let i = start; i < Math.min(start + CHUNK_BYTES, whole); i += 3) {
      const bits = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2);
      chunk += (PAIRS[bits >> 12] ?? '') + (PAIRS[bits & 0xfff] ?? '');
    }
    chunks.push(chunk);
  }
  const rest = input.length - whole;
  if (rest === 1) chunks.push((PAIRS[byte(whole) << 4] ?? '') + '==');
  if (rest === 2) {
    const bits = (byte(whole) << 16) | (byte(whole + 1) << 8);
    chunks.push((PAIRS[bits >> 12] ?? '') + ALPHABET.charAt((bits >> 6) & 63) + '=');
  }
  return chunks.join('');
}
