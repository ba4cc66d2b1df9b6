/** JSON text with a line for each member. Numbers stay as they are: 64-bit ones would not survive parsing. */
export function indentedJson(json: string): string {
  let depth = 0;
  return json.replaceAll(TOKEN, (token) => {
    switch (token) {
      case '{':
      case '[':
        depth += 1;
        return `${token}${newLine(depth)}`;
      case '}':
      case ']':
        depth -= 1;
        return `${newLine(depth)}${token}`;
      case ',':
        return `,${newLine(depth)}`;
      case ':':
        return ': ';
      default:
        return token;
    }
  });
}

/** Strings and empty containers are left as they are. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g;

function newLine(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}
