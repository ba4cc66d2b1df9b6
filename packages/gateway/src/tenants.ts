/** Tenant checks (spec 01 §7.2 and §7.4). */
import { DEFAULT_TENANT_ID, MAX_TENANT_ID_LENGTH } from '@grevy/protocol';
import type { Caller } from './caller.js';
import {
  multiTenancyDisabled,
  tenantIllegal,
  tenantListMissing,
  tenantMissing,
  tenantNotAuthorized,
  tenantTooLong,
  tenantsUnknown,
} from './errors.js';

const DEFAULT_TENANTS: readonly string[] = [DEFAULT_TENANT_ID];
const NO_TENANTS: readonly string[] = [];
const LEGAL_TENANT_ID = /^[A-Za-z0-9_.-]+$/;

export class Tenants {
  constructor(private readonly multiTenancyEnabled: boolean) {}

  /**
   * The tenant of a request that names one.
   * @throws GrpcError if it is malformed, or not one of the caller's.
   */
  ofRequest(rpc: string, tenantId: string, caller: Caller): string {
    if (this.multiTenancyEnabled) return checked(rpc, tenantId, caller);
    if (isBlank(tenantId) || tenantId === DEFAULT_TENANT_ID) return DEFAULT_TENANT_ID;
    throw multiTenancyDisabled(rpc, tenantId);
  }

  /**
   * The tenants of a request that names several. Without multi-tenancy a list that passes is forwarded as given, so
   * `['']` finds nothing.
   * @throws GrpcError for the first one that is malformed, or not one of the caller's.
   */
  listOfRequest(rpc: string, tenantIds: readonly string[], caller: Caller): readonly string[] {
    if (tenantIds.length === 0) {
      if (this.multiTenancyEnabled) throw tenantListMissing(rpc);
      return DEFAULT_TENANTS;
    }
    for (const tenantId of tenantIds) this.ofRequest(rpc, tenantId, caller);
    return tenantIds;
  }

  /** The tenants whose objects a command of this caller may touch. */
  authorizedFor(caller: Caller): readonly string[] {
    return this.multiTenancyEnabled ? (caller.tenants ?? NO_TENANTS) : DEFAULT_TENANTS;
  }
}

function checked(rpc: string, tenantId: string, { tenants }: Caller): string {
  if (isBlank(tenantId)) throw tenantMissing(rpc, tenantId);
  if (tenantId.length > MAX_TENANT_ID_LENGTH) throw tenantTooLong(rpc, tenantId);
  if (tenantId !== DEFAULT_TENANT_ID && !LEGAL_TENANT_ID.test(tenantId)) throw tenantIllegal(rpc, tenantId);
  if (tenants === undefined) throw tenantsUnknown(rpc, tenantId);
  if (!tenants.includes(tenantId)) throw tenantNotAuthorized(rpc, tenantId);
  return tenantId;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
