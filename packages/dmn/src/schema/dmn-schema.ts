// The schema that every DMN file has to follow, by the version that its namespace names.
import { defineSchema, type Schema } from '@grevy/xml';
import { diagramTables } from './diagram-tables.js';
import { modelTable } from './model-table.js';
import { namespacesOf } from './namespaces.js';

const schemas = new Map<string, Schema>();

/** The schema of files with this model namespace; undefined when it is none of DMN 1.1 to 1.5. */
export function dmnSchema(modelNamespace: string): Schema | undefined {
  const namespaces = namespacesOf(modelNamespace);
  if (namespaces === undefined) return undefined;
  const { version, model, diagram } = namespaces;
  const known = schemas.get(model);
  if (known !== undefined) return known;
  const schema = defineSchema({
    dmn: modelTable(version, model),
    ...(diagram === undefined ? {} : diagramTables(version, diagram)),
  });
  schemas.set(model, schema);
  return schema;
}
