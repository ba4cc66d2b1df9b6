package io.grevy.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.worker.JobHandler;
import io.camunda.zeebe.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Workers of the client whose handlers do what the request says. */
final class Workers {
  /** A worker that is closed waits for its open poll, so polls are short. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ZeebeClient client;
  private final Map<Integer, JobWorker> open = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();

  Workers(final ZeebeClient client) {
    this.client = client;
  }

  ObjectNode open(final JsonNode request) {
    final JobWorker worker =
        client
            .newWorker()
            .jobType(request.get("type").textValue())
            .handler(handler(request.get("outcome")))
            .name(request.get("name").textValue())
            .timeout(Duration.ofMillis(request.get("timeoutMs").longValue()))
            .requestTimeout(POLL)
            .streamEnabled(request.get("stream").booleanValue())
            .open();
    final int id = lastId.incrementAndGet();
    open.put(id, worker);
    return Json.empty().put("worker", id);
  }

  /** Waits until the worker is closed: its last poll may still bring jobs. */
  ObjectNode close(final JsonNode request) throws InterruptedException {
    final JobWorker worker = open.remove(request.get("worker").intValue());
    worker.close();
    while (!worker.isClosed()) Thread.sleep(10);
    return Json.empty();
  }

  private static JobHandler handler(final JsonNode outcome) {
    if (outcome.has("complete")) {
      final String variables = outcome.get("complete").toString();
      return (jobs, job) -> jobs.newCompleteCommand(job).variables(variables).send();
    }
    if (outcome.has("fail")) {
      final JsonNode failure = outcome.get("fail");
      return (jobs, job) ->
          jobs.newFailCommand(job)
              .retries(failure.get("retries").intValue())
              .errorMessage(failure.get("errorMessage").textValue())
              .send();
    }
    if (outcome.has("throwError")) {
      final JsonNode error = outcome.get("throwError");
      return (jobs, job) ->
          jobs.newThrowErrorCommand(job)
              .errorCode(error.get("errorCode").textValue())
              .errorMessage(error.get("errorMessage").textValue())
              .send();
    }
    final String message = outcome.get("exception").textValue();
    return (jobs, job) -> {
      throw new IllegalStateException(message);
    };
  }
}
