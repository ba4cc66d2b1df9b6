/** The tenant fields of record values. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import type { Field } from '../schema/description.js';
import { identifier, jsonConstant } from '../schema/field.js';

/** Owning tenant. */
export const tenantId = (): Field<string, 'defaulted'> => identifier(DEFAULT_TENANT_ID);

/** A tenant that 8.3 shows but does not store: always the default tenant. */
export const defaultTenant = (): Field<never, 'constant'> => jsonConstant(`"${DEFAULT_TENANT_ID}"`);
