"""A driver for pyzeebe: reads requests as lines of JSON from its input and answers on its output (see driver-process.ts).

Argument: the gateway's address. Calls on jobs, which pyzeebe offers to its workers alone, use the adapter below them.
"""

import asyncio
import dataclasses
import enum
import json
import logging
import os
import re
import sys
import tempfile

import grpc
from pyzeebe import (
    JobController,
    ZeebeClient,
    ZeebeTaskRouter,
    ZeebeWorker,
    create_insecure_channel,
    create_oauth2_client_credentials_channel,
)
from pyzeebe.errors import BusinessError

MAX_LINE_BYTES = 16 * 1024 * 1024


def plain(value):
    """JSON of a response: names of the protocol, keys as text, enumerations by name."""
    if dataclasses.is_dataclass(value):
        return {
            camel_case(field.name): plain_field(field.name, getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "items"):
        return {name: plain(item) for name, item in value.items()}
    return value


def plain_field(name, value):
    if name == "key" or name.endswith("_key"):
        return str(value)
    if name in ("decision_output", "input_value", "output_value"):
        # pyzeebe has parsed these JSON texts.
        return json.dumps(value)
    return plain(value)


def camel_case(name):
    return re.sub(r"_(\w)", lambda match: match.group(1).upper(), name)


def open_channel(address):
    """Plaintext, or TLS with tokens if the environment has a certificate, in the variables of the other clients."""
    certificate = os.environ.get("ZEEBE_CA_CERTIFICATE_PATH")
    if certificate is None:
        return create_insecure_channel(address)
    with open(certificate, "rb") as file:
        credentials = grpc.ssl_channel_credentials(root_certificates=file.read())
    return create_oauth2_client_credentials_channel(
        grpc_address=address,
        client_id=os.environ["ZEEBE_CLIENT_ID"],
        client_secret=os.environ["ZEEBE_CLIENT_SECRET"],
        authorization_server=os.environ["ZEEBE_AUTHORIZATION_SERVER_URL"],
        audience=os.environ["ZEEBE_TOKEN_AUDIENCE"],
        channel_credentials=credentials,
    )


class Driver:
    def __init__(self, address):
        self.address = address
        self.channel = open_channel(address)
        self.client = ZeebeClient(self.channel)
        self.jobs = self.client.zeebe_adapter
        self.workers = {}

    async def call(self, name, request):
        return await getattr(self, name)(request)

    async def Topology(self, _request):
        return plain(await self.client.topology())

    async def HealthCheck(self, _request):
        await ZeebeWorker(self.channel).healthcheck()
        response = await self.client.healthcheck()
        return {"status": type(response).ServingStatus(response.status).name}

    async def DeployResource(self, request):
        with tempfile.TemporaryDirectory() as directory:
            paths = []
            for resource in request["resources"]:
                paths.append(os.path.join(directory, resource["name"]))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(resource["content"])
            response = await self.client.deploy_resource(*paths)
        kinds = {
            "ProcessMetadata": "process",
            "DecisionMetadata": "decision",
            "DecisionRequirementsMetadata": "decisionRequirements",
            "FormMetadata": "form",
        }
        deployments = [{kinds[type(each).__name__]: plain(each)} for each in response.deployments]
        return {**plain(dataclasses.replace(response, deployments=[])), "deployments": deployments}

    async def CreateProcessInstance(self, request):
        response = await self.client.run_process(
            bpmn_process_id=request["bpmnProcessId"],
            variables=request["variables"],
            version=request["version"],
            tenant_id=request.get("tenantId"),
        )
        return plain(response)

    async def CreateProcessInstanceWithResult(self, request):
        instance = request["request"]
        response = await self.client.run_process_with_result(
            bpmn_process_id=instance["bpmnProcessId"],
            variables=instance["variables"],
            version=instance["version"],
            timeout=request.get("requestTimeout", 0),
            variables_to_fetch=request.get("fetchVariables"),
        )
        return plain(response)

    async def CancelProcessInstance(self, request):
        return plain(await self.client.cancel_process_instance(int(request["processInstanceKey"])))

    async def EvaluateDecision(self, request):
        key = request.get("decisionKey")
        response = await self.client.evaluate_decision(
            decision_key=int(key) if key else None,
            decision_id=request.get("decisionId"),
            variables=request["variables"],
        )
        return plain(response)

    async def BroadcastSignal(self, request):
        return plain(await self.client.broadcast_signal(request["signalName"], request["variables"]))

    async def PublishMessage(self, request):
        response = await self.client.publish_message(
            name=request["name"],
            correlation_key=request["correlationKey"],
            variables=request["variables"],
            time_to_live_in_milliseconds=request["timeToLive"],
            message_id=request.get("messageId"),
        )
        return plain(response)

    async def ActivateJobs(self, request):
        jobs = self.jobs.activate_jobs(
            task_type=request["type"],
            worker=request["worker"],
            timeout=request["timeout"],
            max_jobs_to_activate=request["maxJobsToActivate"],
            variables_to_fetch=request.get("fetchVariable", []),
            request_timeout=request["requestTimeout"],
        )
        return {"jobs": [plain(job) async for job in jobs]}

    async def StreamActivatedJobs(self, request):
        jobs = self.jobs.stream_activate_jobs(
            task_type=request["type"],
            worker=request["worker"],
            timeout=request["timeout"],
            variables_to_fetch=[],
            stream_request_timeout=60,
        )
        pushed = []
        async for job in jobs:
            pushed.append(plain(job))
            if len(pushed) == request["jobs"]:
                break
        await jobs.aclose()
        return {"jobs": pushed}

    async def CompleteJob(self, request):
        return plain(await self.jobs.complete_job(int(request["jobKey"]), request["variables"]))

    async def FailJob(self, request):
        response = await self.jobs.fail_job(
            job_key=int(request["jobKey"]),
            retries=request["retries"],
            message=request["errorMessage"],
            retry_back_off_ms=request.get("retryBackOff", 0),
            variables=request.get("variables", {}),
        )
        return plain(response)

    async def ThrowError(self, request):
        response = await self.jobs.throw_error(
            job_key=int(request["jobKey"]),
            message=request["errorMessage"],
            variables=request["variables"],
            error_code=request["errorCode"],
        )
        return plain(response)

    async def UpdateJobTimeout(self, request):
        return plain(await self.jobs.update_job_timeout(int(request["jobKey"]), request["timeout"]))

    async def OpenWorker(self, request):
        channel = open_channel(self.address)
        worker = ZeebeWorker(channel, name=request["name"], stream_enabled=request["stream"])
        outcome = request["outcome"]

        seen = []

        async def before(job):
            seen.append(job.key)
            return job

        async def after(job):
            seen.remove(job.key)
            return job

        async def fail(_error, _job, controller: JobController):
            await controller.set_failure_status(outcome["fail"]["errorMessage"], variables={"seen": len(seen)})

        router = ZeebeTaskRouter(before=[before])

        @router.task(
            task_type=request["type"],
            timeout_ms=request["timeoutMs"],
            after=[after],
            exception_handler=fail if "fail" in outcome else None,
        )
        async def handle() -> dict:
            if "throwError" in outcome:
                raise BusinessError(outcome["throwError"]["errorCode"], outcome["throwError"]["errorMessage"])
            if "complete" not in outcome:
                raise RuntimeError(outcome.get("exception"))
            return outcome["complete"]

        worker.include_router(router)
        number = len(self.workers) + 1
        self.workers[number] = (worker, channel, asyncio.create_task(worker.work()))
        return {"worker": number}

    async def CloseWorker(self, request):
        worker, channel, work = self.workers.pop(request["worker"])
        await worker.stop()
        await work
        await channel.close()
        return {}


def refusal(error):
    """The status behind an error: pyzeebe wraps it into errors of its own."""
    for each in chain(error):
        status = each if isinstance(each, grpc.aio.AioRpcError) else getattr(each, "grpc_error", None)
        if status is not None:
            return {"code": status.code().name, "message": status.details()}
    return {"code": type(error).__name__, "message": str(error)}


def chain(error):
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


async def answer(driver, line):
    asked = json.loads(line)
    try:
        reply = {"id": asked["id"], "response": await driver.call(asked["call"], asked["request"])}
    except Exception as error:
        reply = {"id": asked["id"], "error": refusal(error)}
    print(json.dumps(reply), flush=True)


async def main():
    logging.disable()
    driver = Driver(sys.argv[1])
    lines = asyncio.StreamReader(limit=MAX_LINE_BYTES)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    answering = set()
    while line := await lines.readline():
        task = asyncio.create_task(answer(driver, line))
        answering.add(task)
        task.add_done_callback(answering.discard)
    os._exit(0)


asyncio.run(main())
