package io.grevy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.ZeebeClientBuilder;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A driver for the Java client: reads requests as lines of JSON from its input and answers on its output (see
 * driver-process.ts). Argument: the gateway's address.
 */
public final class Driver {
  private Driver() {}

  public static void main(final String[] arguments) throws IOException {
    final ZeebeClientBuilder builder =
        ZeebeClient.newClientBuilder().gatewayAddress(arguments[0]).numJobWorkerExecutionThreads(4);
    // With TLS, the client finds certificates and credentials in its own environment variables.
    if (System.getenv("ZEEBE_CA_CERTIFICATE_PATH") == null) builder.usePlaintext();
    final ZeebeClient client = builder.build();
    final Calls calls = new Calls(client);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      final JsonNode asked = Json.MAPPER.readTree(line);
      threads.submit(() -> answer(calls, asked));
    }
    threads.shutdownNow();
    try {
      client.close();
    } finally {
      // A client that cannot close in its own time throws; its threads would keep the program.
      System.exit(0);
    }
  }

  private static void answer(final Calls calls, final JsonNode asked) {
    final ObjectNode answer = Json.MAPPER.createObjectNode().put("id", asked.get("id").intValue());
    try {
      answer.set("response", calls.call(asked.get("call").textValue(), asked.get("request")));
    } catch (final Exception error) {
      answer.set("error", refusal(error));
    }
    print(answer.toString());
  }

  private static synchronized void print(final String line) {
    final byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  private static ObjectNode refusal(final Exception error) {
    String code = error.getClass().getSimpleName();
    String message = String.valueOf(error.getMessage());
    if (error instanceof ClientStatusException refused) {
      code = refused.getStatusCode().name();
      message = String.valueOf(refused.getStatus().getDescription());
    } else if (error.getCause() instanceof StatusRuntimeException refused) {
      code = refused.getStatus().getCode().name();
      message = String.valueOf(refused.getStatus().getDescription());
    }
    return Json.MAPPER.createObjectNode().put("code", code).put("message", message);
  }
}
