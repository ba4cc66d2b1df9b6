package io.grevy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.ZeebeFuture;
import io.camunda.zeebe.client.api.command.CreateProcessInstanceCommandStep1.CreateProcessInstanceCommandStep3;
import io.camunda.zeebe.client.api.command.DeployProcessCommandStep1.DeployProcessCommandBuilderStep2;
import io.camunda.zeebe.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.zeebe.client.api.command.EvaluateDecisionCommandStep1.EvaluateDecisionCommandStep2;
import io.camunda.zeebe.client.api.command.ModifyProcessInstanceCommandStep1;
import io.camunda.zeebe.client.api.command.ModifyProcessInstanceCommandStep1.ModifyProcessInstanceCommandStep2;
import io.camunda.zeebe.client.api.command.ModifyProcessInstanceCommandStep1.ModifyProcessInstanceCommandStep3;
import io.camunda.zeebe.client.api.command.PublishMessageCommandStep1.PublishMessageCommandStep3;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.response.DeploymentEvent;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The calls of the client, under the names of the protocol. */
final class Calls {
  private final ZeebeClient client;
  private final Workers workers;

  Calls(final ZeebeClient client) {
    this.client = client;
    workers = new Workers(client);
  }

  ObjectNode call(final String name, final JsonNode request) throws Exception {
    return switch (name) {
      case "OpenWorker" -> workers.open(request);
      case "CloseWorker" -> workers.close(request);
      case "Topology" -> Json.of(client.newTopologyRequest().send().join());
      case "DeployResource" -> deployResource(request);
      case "DeployProcess" -> deployProcess(request);
      case "DeleteResource" -> Json.of(client.newDeleteResourceCommand(Json.key(request, "resourceKey")).send().join());
      case "CreateProcessInstance" -> Json.of(creation(request).send().join());
      case "CreateProcessInstanceWithResult" -> createWithResult(request);
      case "CancelProcessInstance" ->
          Json.of(client.newCancelInstanceCommand(Json.key(request, "processInstanceKey")).send().join());
      case "ModifyProcessInstance" -> modify(request);
      case "SetVariables" -> Json.of(
          client
              .newSetVariablesCommand(Json.key(request, "elementInstanceKey"))
              .variables(Json.document(request, "variables"))
              .local(request.path("local").booleanValue())
              .send()
              .join());
      case "ActivateJobs" -> activateJobs(request);
      case "StreamActivatedJobs" -> streamJobs(request);
      case "CompleteJob" -> Json.of(
          client
              .newCompleteCommand(Json.key(request, "jobKey"))
              .variables(Json.document(request, "variables"))
              .send()
              .join());
      case "FailJob" -> Json.of(
          client
              .newFailCommand(Json.key(request, "jobKey"))
              .retries(request.path("retries").intValue())
              .retryBackoff(milliseconds(request, "retryBackOff"))
              .errorMessage(request.path("errorMessage").textValue())
              .variables(Json.document(request, "variables"))
              .send()
              .join());
      case "ThrowError" -> nothing(
          client
              .newThrowErrorCommand(Json.key(request, "jobKey"))
              .errorCode(request.path("errorCode").textValue())
              .errorMessage(request.path("errorMessage").textValue())
              .variables(Json.document(request, "variables"))
              .send());
      case "UpdateJobRetries" -> Json.of(
          client
              .newUpdateRetriesCommand(Json.key(request, "jobKey"))
              .retries(request.path("retries").intValue())
              .send()
              .join());
      case "ResolveIncident" ->
          Json.of(client.newResolveIncidentCommand(Json.key(request, "incidentKey")).send().join());
      case "PublishMessage" -> publish(request);
      case "BroadcastSignal" -> Json.of(
          client
              .newBroadcastSignalCommand()
              .signalName(request.path("signalName").textValue())
              .variables(Json.document(request, "variables"))
              .send()
              .join());
      case "EvaluateDecision" -> evaluate(request);
      default -> newerCall(name, request);
    };
  }

  /** Calls that came after 8.3; their class is there if the client has them. */
  private ObjectNode newerCall(final String name, final JsonNode request) throws Exception {
    final Class<?> newer = Class.forName("io.grevy.clients.NewerCalls");
    try {
      return (ObjectNode)
          newer.getMethod("call", ZeebeClient.class, String.class, JsonNode.class).invoke(null, client, name, request);
    } catch (final InvocationTargetException thrown) {
      throw (Exception) thrown.getCause();
    }
  }

  private ObjectNode deployResource(final JsonNode request) throws Exception {
    DeployResourceCommandStep2 command = null;
    for (final JsonNode resource : request.get("resources")) {
      final String name = resource.get("name").textValue();
      final String content = resource.get("content").textValue();
      command =
          command == null
              ? client.newDeployResourceCommand().addResourceStringUtf8(content, name)
              : command.addResourceStringUtf8(content, name);
    }
    return deployment(command.send().join());
  }

  private static ObjectNode deployment(final DeploymentEvent event) throws Exception {
    final ObjectNode json = Json.empty().put("key", String.valueOf(event.getKey()));
    final ArrayNode deployments = json.putArray("deployments");
    final Map<String, List<?>> byKind =
        Map.of(
            "process", event.getProcesses(),
            "decision", event.getDecisions(),
            "decisionRequirements", event.getDecisionRequirements(),
            "form", event.getForm());
    for (final String kind : List.of("process", "decision", "decisionRequirements", "form")) {
      for (final Object metadata : byKind.get(kind)) deployments.addObject().set(kind, Json.of(metadata));
    }
    return json;
  }

  @SuppressWarnings("deprecation")
  private ObjectNode deployProcess(final JsonNode request) throws Exception {
    DeployProcessCommandBuilderStep2 command = null;
    for (final JsonNode process : request.get("processes")) {
      final String name = process.get("name").textValue();
      final String definition = process.get("definition").textValue();
      command =
          command == null
              ? client.newDeployCommand().addResourceStringUtf8(definition, name)
              : command.addResourceStringUtf8(definition, name);
    }
    return Json.of(command.send().join());
  }

  private CreateProcessInstanceCommandStep3 creation(final JsonNode request) {
    final var command = client.newCreateInstanceCommand();
    CreateProcessInstanceCommandStep3 chosen =
        request.has("bpmnProcessId")
            ? command
                .bpmnProcessId(request.get("bpmnProcessId").textValue())
                .version(request.path("version").intValue())
            : command.processDefinitionKey(Json.key(request, "processDefinitionKey"));
    chosen = chosen.variables(Json.document(request, "variables"));
    for (final JsonNode instruction : request.path("startInstructions")) {
      chosen = chosen.startBeforeElement(instruction.get("elementId").textValue());
    }
    return request.has("tenantId") ? chosen.tenantId(request.get("tenantId").textValue()) : chosen;
  }

  private ObjectNode createWithResult(final JsonNode request) throws Exception {
    final var command = creation(request.get("request")).withResult().fetchVariables(Json.texts(request, "fetchVariables"));
    if (request.has("requestTimeout")) command.requestTimeout(milliseconds(request, "requestTimeout"));
    return Json.of(command.send().join());
  }

  private ObjectNode modify(final JsonNode request) throws Exception {
    ModifyProcessInstanceCommandStep1 command =
        client.newModifyProcessInstanceCommand(Json.key(request, "processInstanceKey"));
    ModifyProcessInstanceCommandStep2 last = null;
    for (final JsonNode instruction : request.path("activateInstructions")) {
      if (last != null) command = last.and();
      ModifyProcessInstanceCommandStep3 activation = command.activateElement(instruction.get("elementId").textValue());
      for (final JsonNode variables : instruction.path("variableInstructions")) {
        activation = activation.withVariables(Json.document(variables, "variables"));
      }
      last = activation;
    }
    for (final JsonNode instruction : request.path("terminateInstructions")) {
      if (last != null) command = last.and();
      last = command.terminateElement(Json.key(instruction, "elementInstanceKey"));
    }
    return Json.of(last.send().join());
  }

  private ObjectNode activateJobs(final JsonNode request) throws Exception {
    final var command =
        client
            .newActivateJobsCommand()
            .jobType(request.get("type").textValue())
            .maxJobsToActivate(request.get("maxJobsToActivate").intValue())
            .timeout(milliseconds(request, "timeout"))
            .workerName(request.get("worker").textValue())
            .fetchVariables(Json.texts(request, "fetchVariable"))
            .requestTimeout(milliseconds(request, "requestTimeout"));
    return jobs(command.send().join().getJobs());
  }

  /** Ends the stream when it has brought as many jobs as asked for. */
  private ObjectNode streamJobs(final JsonNode request) throws Exception {
    final List<ActivatedJob> pushed = new CopyOnWriteArrayList<>();
    final CountDownLatch missing = new CountDownLatch(request.get("jobs").intValue());
    final ZeebeFuture<?> stream =
        client
            .newStreamJobsCommand()
            .jobType(request.get("type").textValue())
            .consumer(
                job -> {
                  pushed.add(job);
                  missing.countDown();
                })
            .timeout(milliseconds(request, "timeout"))
            .workerName(request.get("worker").textValue())
            .send();
    missing.await();
    stream.cancel(true);
    return jobs(pushed.subList(0, request.get("jobs").intValue()));
  }

  private static ObjectNode jobs(final List<ActivatedJob> activated) throws Exception {
    final ObjectNode json = Json.empty();
    final ArrayNode jobs = json.putArray("jobs");
    for (final ActivatedJob job : activated) jobs.add(Json.of(job));
    return json;
  }

  private ObjectNode publish(final JsonNode request) throws Exception {
    PublishMessageCommandStep3 command =
        client
            .newPublishMessageCommand()
            .messageName(request.get("name").textValue())
            .correlationKey(request.get("correlationKey").textValue())
            .timeToLive(milliseconds(request, "timeToLive"))
            .variables(Json.document(request, "variables"));
    if (request.has("messageId")) command = command.messageId(request.get("messageId").textValue());
    return Json.empty().put("key", String.valueOf(command.send().join().getMessageKey()));
  }

  private ObjectNode evaluate(final JsonNode request) throws Exception {
    final var command = client.newEvaluateDecisionCommand();
    final EvaluateDecisionCommandStep2 chosen =
        request.has("decisionId")
            ? command.decisionId(request.get("decisionId").textValue())
            : command.decisionKey(Json.key(request, "decisionKey"));
    return Json.of(chosen.variables(Json.document(request, "variables")).send().join());
  }

  private static ObjectNode nothing(final ZeebeFuture<Void> answer) {
    answer.join();
    return Json.empty();
  }

  private static Duration milliseconds(final JsonNode request, final String field) {
    return Duration.ofMillis(request.path(field).longValue());
  }
}
