/**
 * The messages and calls of the gateway as a client sees them. Generated from gateway.proto by
 * scripts/generate-gateway-messages.mjs; never edited by hand.
 *
 * Of a request any field may be left out; an answer has them all. 64-bit integers arrive as decimal text.
 */
import type { Int64Input } from './int64.js';

export type { Int64Input };

export type PartitionBrokerRole = 'LEADER' | 'FOLLOWER' | 'INACTIVE';

export type PartitionBrokerHealth = 'HEALTHY' | 'UNHEALTHY' | 'DEAD';

export interface ActivateJobsRequest {
  readonly type?: string;
  readonly worker?: string;
  /** How long the jobs are locked, in milliseconds. */
  readonly timeout?: Int64Input;
  readonly maxJobsToActivate?: number;
  /** Empty: all visible variables. */
  readonly fetchVariable?: readonly string[];
  /** Milliseconds; 0: the default of the gateway; negative: no long polling. */
  readonly requestTimeout?: Int64Input;
  readonly tenantIds?: readonly string[];
}

export interface ActivateJobsResponse {
  readonly jobs: readonly ActivatedJob[];
}

export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** A JSON object of strings. */
  readonly customHeaders: string;
  readonly worker: string;
  readonly retries: number;
  /** Epoch milliseconds at which the lock ends. */
  readonly deadline: string;
  /** A JSON object. */
  readonly variables: string;
  readonly tenantId: string;
}

export interface StreamActivatedJobsRequest {
  readonly type?: string;
  readonly worker?: string;
  /** How long a pushed job is locked, in milliseconds. */
  readonly timeout?: Int64Input;
  /** Empty: all visible variables. */
  readonly fetchVariable?: readonly string[];
  readonly tenantIds?: readonly string[];
}

export interface CancelProcessInstanceRequest {
  readonly processInstanceKey?: Int64Input;
  readonly operationReference?: Int64Input;
}

export type CancelProcessInstanceResponse = Readonly<Record<never, never>>;

export interface CompleteJobRequest {
  readonly jobKey?: Int64Input;
  /** A JSON object. */
  readonly variables?: string;
}

export type CompleteJobResponse = Readonly<Record<never, never>>;

export interface CreateProcessInstanceRequest {
  /** Used only if bpmnProcessId is empty. */
  readonly processDefinitionKey?: Int64Input;
  readonly bpmnProcessId?: string;
  /** -1: the latest. */
  readonly version?: number;
  /** A JSON object. */
  readonly variables?: string;
  /** Empty: the none start event. */
  readonly startInstructions?: readonly ProcessInstanceCreationStartInstruction[];
  readonly tenantId?: string;
  readonly operationReference?: Int64Input;
}

export interface ProcessInstanceCreationStartInstruction {
  readonly elementId?: string;
}

export interface CreateProcessInstanceResponse {
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processInstanceKey: string;
  readonly tenantId: string;
}

export interface CreateProcessInstanceWithResultRequest {
  readonly request?: CreateProcessInstanceRequest;
  /** Milliseconds; 0 or less: the default of the gateway. */
  readonly requestTimeout?: Int64Input;
  /** Empty: all variables of the root scope. */
  readonly fetchVariables?: readonly string[];
}

export interface CreateProcessInstanceWithResultResponse {
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processInstanceKey: string;
  /** A JSON object. */
  readonly variables: string;
  readonly tenantId: string;
}

export interface EvaluateDecisionRequest {
  readonly decisionKey?: Int64Input;
  /** Wins over the key. */
  readonly decisionId?: string;
  /** A JSON object. */
  readonly variables?: string;
  readonly tenantId?: string;
}

export interface EvaluateDecisionResponse {
  readonly decisionKey: string;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionVersion: number;
  readonly decisionRequirementsId: string;
  readonly decisionRequirementsKey: string;
  /** JSON of any type; empty if the evaluation failed. */
  readonly decisionOutput: string;
  /** In the order of evaluation: required decisions first. */
  readonly evaluatedDecisions: readonly EvaluatedDecision[];
  /** As the next, only if the evaluation failed. */
  readonly failedDecisionId: string;
  readonly failureMessage: string;
  readonly tenantId: string;
  readonly decisionInstanceKey: string;
}

export interface EvaluatedDecision {
  readonly decisionKey: string;
  readonly decisionId: string;
  readonly decisionName: string;
  readonly decisionVersion: number;
  readonly decisionType: string;
  /** JSON of any type. */
  readonly decisionOutput: string;
  readonly matchedRules: readonly MatchedDecisionRule[];
  readonly evaluatedInputs: readonly EvaluatedDecisionInput[];
  readonly tenantId: string;
}

export interface EvaluatedDecisionInput {
  readonly inputId: string;
  readonly inputName: string;
  /** JSON of any type. */
  readonly inputValue: string;
}

export interface EvaluatedDecisionOutput {
  readonly outputId: string;
  readonly outputName: string;
  /** JSON of any type. */
  readonly outputValue: string;
}

export interface MatchedDecisionRule {
  readonly ruleId: string;
  /** From 1. */
  readonly ruleIndex: number;
  readonly evaluatedOutputs: readonly EvaluatedDecisionOutput[];
}

export interface DeployProcessRequest {
  readonly processes?: readonly ProcessRequestObject[];
}

export interface ProcessRequestObject {
  readonly name?: string;
  readonly definition?: Uint8Array;
}

export interface DeployProcessResponse {
  readonly key: string;
  readonly processes: readonly ProcessMetadata[];
}

export interface DeployResourceRequest {
  readonly resources?: readonly Resource[];
  readonly tenantId?: string;
}

export interface Resource {
  /** The suffix decides the type: .bpmn, .dmn or .form. */
  readonly name?: string;
  readonly content?: Uint8Array;
}

export interface DeployResourceResponse {
  readonly key: string;
  /** Processes, then decisions, then decision requirements, then forms. */
  readonly deployments: readonly Deployment[];
  readonly tenantId: string;
}

export interface Deployment {
  readonly process?: ProcessMetadata;
  readonly decision?: DecisionMetadata;
  readonly decisionRequirements?: DecisionRequirementsMetadata;
  readonly form?: FormMetadata;
}

export interface ProcessMetadata {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

export interface DecisionMetadata {
  readonly dmnDecisionId: string;
  readonly dmnDecisionName: string;
  readonly version: number;
  readonly decisionKey: string;
  readonly dmnDecisionRequirementsId: string;
  readonly decisionRequirementsKey: string;
  readonly tenantId: string;
}

export interface DecisionRequirementsMetadata {
  readonly dmnDecisionRequirementsId: string;
  readonly dmnDecisionRequirementsName: string;
  readonly version: number;
  readonly decisionRequirementsKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

export interface FormMetadata {
  readonly formId: string;
  readonly version: number;
  readonly formKey: string;
  readonly resourceName: string;
  readonly tenantId: string;
}

export interface FailJobRequest {
  readonly jobKey?: Int64Input;
  readonly retries?: number;
  readonly errorMessage?: string;
  /** Milliseconds. */
  readonly retryBackOff?: Int64Input;
  /** A JSON object. */
  readonly variables?: string;
}

export type FailJobResponse = Readonly<Record<never, never>>;

export interface ThrowErrorRequest {
  readonly jobKey?: Int64Input;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** A JSON object. */
  readonly variables?: string;
}

export type ThrowErrorResponse = Readonly<Record<never, never>>;

export interface PublishMessageRequest {
  readonly name?: string;
  readonly correlationKey?: string;
  /** Milliseconds. */
  readonly timeToLive?: Int64Input;
  readonly messageId?: string;
  /** A JSON object. */
  readonly variables?: string;
  readonly tenantId?: string;
}

export interface PublishMessageResponse {
  readonly key: string;
  readonly tenantId: string;
}

export interface ResolveIncidentRequest {
  readonly incidentKey?: Int64Input;
  readonly operationReference?: Int64Input;
}

export type ResolveIncidentResponse = Readonly<Record<never, never>>;

export interface SetVariablesRequest {
  readonly elementInstanceKey?: Int64Input;
  /** A JSON object. */
  readonly variables?: string;
  /** True: exactly in this scope; false: in the scope that has the variable, else in the root scope. */
  readonly local?: boolean;
  readonly operationReference?: Int64Input;
}

export interface SetVariablesResponse {
  readonly key: string;
}

export type TopologyRequest = Readonly<Record<never, never>>;

export interface TopologyResponse {
  readonly brokers: readonly BrokerInfo[];
  readonly clusterSize: number;
  readonly partitionsCount: number;
  readonly replicationFactor: number;
  readonly gatewayVersion: string;
}

export interface BrokerInfo {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly partitions: readonly Partition[];
  readonly version: string;
}

export interface Partition {
  readonly partitionId: number;
  readonly role: PartitionBrokerRole;
  readonly health: PartitionBrokerHealth;
}

export interface UpdateJobRetriesRequest {
  readonly jobKey?: Int64Input;
  readonly retries?: number;
  readonly operationReference?: Int64Input;
}

export type UpdateJobRetriesResponse = Readonly<Record<never, never>>;

export interface UpdateJobTimeoutRequest {
  readonly jobKey?: Int64Input;
  /** Milliseconds from now. */
  readonly timeout?: Int64Input;
  readonly operationReference?: Int64Input;
}

export type UpdateJobTimeoutResponse = Readonly<Record<never, never>>;

export interface ModifyProcessInstanceRequest {
  readonly processInstanceKey?: Int64Input;
  readonly activateInstructions?: readonly ActivateInstruction[];
  readonly terminateInstructions?: readonly TerminateInstruction[];
  readonly operationReference?: Int64Input;
}

export interface ActivateInstruction {
  readonly elementId?: string;
  /** 0 or less: the engine chooses. */
  readonly ancestorElementInstanceKey?: Int64Input;
  readonly variableInstructions?: readonly VariableInstruction[];
}

export interface VariableInstruction {
  /** A JSON object. */
  readonly variables?: string;
  /** Element id; empty: the scope of the process instance. */
  readonly scopeId?: string;
}

export interface TerminateInstruction {
  readonly elementInstanceKey?: Int64Input;
}

export type ModifyProcessInstanceResponse = Readonly<Record<never, never>>;

export interface MigrateProcessInstanceRequest {
  readonly processInstanceKey?: Int64Input;
  readonly migrationPlan?: MigrationPlan;
  readonly operationReference?: Int64Input;
}

export interface MigrationPlan {
  readonly targetProcessDefinitionKey?: Int64Input;
  readonly mappingInstructions?: readonly MappingInstruction[];
}

export interface MappingInstruction {
  readonly sourceElementId?: string;
  readonly targetElementId?: string;
}

export type MigrateProcessInstanceResponse = Readonly<Record<never, never>>;

export interface DeleteResourceRequest {
  readonly resourceKey?: Int64Input;
  readonly operationReference?: Int64Input;
}

export type DeleteResourceResponse = Readonly<Record<never, never>>;

export interface BroadcastSignalRequest {
  readonly signalName?: string;
  /** A JSON object. */
  readonly variables?: string;
  readonly tenantId?: string;
}

export interface BroadcastSignalResponse {
  readonly key: string;
  readonly tenantId: string;
}

/** Request and response of each unary call. */
export interface UnaryCalls {
  readonly CancelProcessInstance: {
    readonly request: CancelProcessInstanceRequest;
    readonly response: CancelProcessInstanceResponse;
  };
  readonly CompleteJob: { readonly request: CompleteJobRequest; readonly response: CompleteJobResponse };
  readonly CreateProcessInstance: {
    readonly request: CreateProcessInstanceRequest;
    readonly response: CreateProcessInstanceResponse;
  };
  readonly CreateProcessInstanceWithResult: {
    readonly request: CreateProcessInstanceWithResultRequest;
    readonly response: CreateProcessInstanceWithResultResponse;
  };
  readonly EvaluateDecision: {
    readonly request: EvaluateDecisionRequest;
    readonly response: EvaluateDecisionResponse;
  };
  readonly DeployProcess: {
    readonly request: DeployProcessRequest;
    readonly response: DeployProcessResponse;
  };
  readonly DeployResource: {
    readonly request: DeployResourceRequest;
    readonly response: DeployResourceResponse;
  };
  readonly FailJob: { readonly request: FailJobRequest; readonly response: FailJobResponse };
  readonly ThrowError: { readonly request: ThrowErrorRequest; readonly response: ThrowErrorResponse };
  readonly PublishMessage: {
    readonly request: PublishMessageRequest;
    readonly response: PublishMessageResponse;
  };
  readonly ResolveIncident: {
    readonly request: ResolveIncidentRequest;
    readonly response: ResolveIncidentResponse;
  };
  readonly SetVariables: { readonly request: SetVariablesRequest; readonly response: SetVariablesResponse };
  readonly Topology: { readonly request: TopologyRequest; readonly response: TopologyResponse };
  readonly UpdateJobRetries: {
    readonly request: UpdateJobRetriesRequest;
    readonly response: UpdateJobRetriesResponse;
  };
  readonly ModifyProcessInstance: {
    readonly request: ModifyProcessInstanceRequest;
    readonly response: ModifyProcessInstanceResponse;
  };
  readonly MigrateProcessInstance: {
    readonly request: MigrateProcessInstanceRequest;
    readonly response: MigrateProcessInstanceResponse;
  };
  readonly DeleteResource: {
    readonly request: DeleteResourceRequest;
    readonly response: DeleteResourceResponse;
  };
  readonly BroadcastSignal: {
    readonly request: BroadcastSignalRequest;
    readonly response: BroadcastSignalResponse;
  };
  readonly UpdateJobTimeout: {
    readonly request: UpdateJobTimeoutRequest;
    readonly response: UpdateJobTimeoutResponse;
  };
}

/** Request and response of each server-streaming call. */
export interface ServerStreamingCalls {
  readonly ActivateJobs: { readonly request: ActivateJobsRequest; readonly response: ActivateJobsResponse };
  readonly StreamActivatedJobs: {
    readonly request: StreamActivatedJobsRequest;
    readonly response: ActivatedJob;
  };
}
