package io.grevy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.MigrateProcessInstanceCommandStep1.MigrateProcessInstanceCommandFinalStep;
import java.time.Duration;

/** Calls that the client has had since 8.4. */
public final class NewerCalls {
  private NewerCalls() {}

  public static ObjectNode call(final ZeebeClient client, final String name, final JsonNode request) throws Exception {
    return switch (name) {
      case "UpdateJobTimeout" -> Json.of(
          client
              .newUpdateTimeoutCommand(Json.key(request, "jobKey"))
              .timeout(Duration.ofMillis(request.path("timeout").longValue()))
              .send()
              .join());
      case "MigrateProcessInstance" -> migrate(client, request);
      default -> throw new IllegalArgumentException("The client has no call " + name);
    };
  }

  private static ObjectNode migrate(final ZeebeClient client, final JsonNode request) throws Exception {
    final JsonNode plan = request.get("migrationPlan");
    final var step =
        client
            .newMigrateProcessInstanceCommand(Json.key(request, "processInstanceKey"))
            .migrationPlan(Json.key(plan, "targetProcessDefinitionKey"));
    MigrateProcessInstanceCommandFinalStep command = null;
    for (final JsonNode mapping : plan.get("mappingInstructions")) {
      final String source = mapping.get("sourceElementId").textValue();
      final String target = mapping.get("targetElementId").textValue();
      command =
          command == null
              ? step.addMappingInstruction(source, target)
              : command.addMappingInstruction(source, target);
    }
    return Json.of(command.send().join());
  }
}
