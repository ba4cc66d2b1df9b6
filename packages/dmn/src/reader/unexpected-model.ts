// Models on which the reference's reader ends with an exception instead of a failure of its own. A deployment
// reports them with the resource's name, other failures without.
import type { XmlElement } from '@grevy/xml';

/** Thrown by the readers of elements, caught by `readDmn`. */
export class UnexpectedModel extends Error {
  override readonly name = 'UnexpectedModel';

  constructor(element: XmlElement, what: string) {
    const id = element.attribute('id');
    super(
      `Element '${element.name}'${id === undefined ? '' : ` with id '${id}'`} (line ${element.line}) ${what}`,
    );
  }
}

/** A reference to an element that the file does not have. */
export class MissingElement extends Error {
  override readonly name = 'MissingElement';

  constructor(id: string) {
    super(`Unable to find a model element instance for id ${id === '' ? 'null' : id}`);
  }
}
