// Names as XML with namespaces has them: what an element or attribute may be called.
const NAME_START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const NAME_CHARACTER = `\\u0300-\\u036F${NAME_START}\\-.0-9\\u00B7\\u203F\\u2040`;

/** A name without a colon. */
export const NC_NAME = new RegExp(`^[${NAME_START}][${NAME_CHARACTER}]*$`);
const NC_NAME_AT_START = new RegExp(`^[${NAME_START}][${NAME_CHARACTER}]*`);
const NAME_CHARACTERS_AT_START = new RegExp(`^[${NAME_CHARACTER}]*`);

/**
 * What is wrong with a name; undefined if nothing is, or if another rule says it.
 * @param element the element whose attribute it is the name of; undefined if it names an element
 */
export function nameProblem(name: string, element?: string): string | undefined {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon + 1);
  const rest = name.slice(prefix.length);
  const isPrefixed = colon > 0 && NC_NAME.test(name.slice(0, colon));
  if (NC_NAME.test(rest) && (prefix === '' || isPrefixed)) return undefined;
  const complete = NC_NAME_AT_START.exec(isPrefixed ? rest : name)?.[0];
  if (isPrefixed && complete === undefined) {
    const characters = NAME_CHARACTERS_AT_START.exec(rest)?.[0] ?? '';
    return `Element or attribute "${prefix}${characters}" do not match QName production: QName::=(NCName:)?NCName.`;
  }
  if (complete === undefined) return undefined;
  const known = isPrefixed ? prefix + complete : complete;
  return element === undefined ? elementNotFollowed(known) : attributeNotFollowed(known, element);
}

/** An element's name, and then something that cannot be. */
export function elementNotFollowed(element: string): string {
  return (
    nameProblem(element) ??
    `Element type "${element}" must be followed by either attribute specifications, ">" or "/>".`
  );
}

/** An attribute's name, and then something that cannot be. */
export function attributeNotFollowed(attribute: string, element: string): string {
  return (
    nameProblem(attribute, element) ??
    `Attribute name "${attribute}" associated with an element type "${element}" must be followed by the ' = ' character.`
  );
}
