// Log lines on standard error, with date and time in front.
export function logLine(text: string): void {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}/${two(now.getMonth() + 1)}/${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  process.stderr.write(`${date} ${time} ${text}\n`);
}
