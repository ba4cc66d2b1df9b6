// What is wrong with the XML declaration, the first thing of a document, in the words of Xerces.

/** @param finding what saxes says */
export function declarationProblem(finding: string, source: string): string {
  const declaration = /^<\?xml[^>]*/.exec(source)?.[0] ?? '';
  if (finding.startsWith('version number ')) return unsupportedVersion(valueOf('version', declaration));
  if (finding.startsWith('encoding value ')) return invalidEncodingName(valueOf('encoding', declaration));
  if (finding.startsWith('standalone value ')) {
    return `The standalone document declaration value must be "yes" or "no", not "${valueOf('standalone', declaration)}".`;
  }
  return /^<\?xml\s*(?:encoding|standalone|\?|$)/.test(declaration)
    ? 'The version is required in the XML declaration.'
    : 'A pseudo attribute name is expected.';
}

function valueOf(name: string, declaration: string): string {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return pattern.exec(declaration)?.slice(1).join('') ?? '';
}

/** Of a declaration that is well-formed otherwise; XML 1.1 can be read too. */
export function unsupportedVersion(version: string): string {
  return `XML version "${version}" is not supported, only XML 1.0 is supported.`;
}

export function invalidEncodingName(name: string): string {
  return `Invalid encoding name "${name}".`;
}
