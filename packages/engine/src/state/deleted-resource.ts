// A resource that another partition deployed here and has deleted again. Its commands may be repeated and overtake each
// other: the deletion is carried out once, and a late repetition of the deployment does not bring the resource back.
import { object } from '@grevy/protocol/schema';

export const deletedResource = object((field) => ({ resourceKey: field.key() }));
