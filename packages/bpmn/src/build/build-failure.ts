/** A file that follows all rules and still cannot be executed: the deployment is rejected with this message. */
export class BuildFailure extends Error {}

/** Elements that records have to name need an id; the text is the one that the reference answers. */
export function missingId(): BuildFailure {
  return new BuildFailure(
    'Cannot invoke "String.getBytes(java.nio.charset.Charset)" because "value" is null',
  );
}
