"""MiniStack, with the gaps closed that would make a local run prove less than it claims.

`cargo run` starts this instead of the `ministack` command. The template, the policies and the workflow are deployed
exactly as they are; what differs from AWS is put right here, in the emulator, and nowhere else:

1. A function that fails in a `.waitForTaskToken` state fails that state, and the next attempt gets a new token.
   (MiniStack swallows the error and waits for the state's timeout with the old token.)
2. SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat are authorised against the token's state machine.
   (MiniStack knows no resource for them, so a policy that names the state machine would be refused.)
3. SQS batches are authorised as the single action they repeat: whoever may SendMessage may SendMessageBatch.
   (MiniStack asks for the right to SendMessageBatch, which IAM does not know.)
4. Loopback counts as TLS. (The emulator speaks plain HTTP on 127.0.0.1; the bucket's TLS-only policy stays on.)

5. What Terraform sets can be read back: a state machine's tracing, and a stage without access logs as one without.
6. The same of an alarm: MiniStack keeps all of it and tells the Query protocol, which Terraform speaks, half.
7. A connection is never closed while a client may still use it. (MiniStack closes idle ones after 75 s; Terraform and
   the functions keep theirs for 90 s. A request sent in between was carried out, its answer lost, and the client's
   second attempt told that what it had just made "already exists".)
8. A function that a state hands an event to (InvocationType Event) is not waited for.
   (MiniStack knows only RequestResponse and makes the state machine wait for the answer.)

It also ends, and so saves its state, when the one who started it is gone, however that one ended, and its clock and
that of the functions can be moved ahead (`test_clock.py`), as nobody can on AWS.

Beside that it deliberately adds nothing that AWS does not do. Written against the pinned version below; another one is
refused, because it replaces functions that MiniStack does not promise to keep.
"""

import contextvars
import importlib.metadata
import json
import os
import signal
import sys
import threading
import time
from xml.sax.saxutils import escape

import test_clock

EXPECTED_VERSION = "1.5.33"

task_context = contextvars.ContextVar("task_context", default=None)
callback_token = contextvars.ContextVar("callback_token", default=None)
state_machine_of_token: dict[str, str] = {}


def fail_callbacks_with_their_function(stepfunctions):
    """Gap 1: errors of the invoked function reach the waiting state, and a failed attempt's token is spent."""
    execute_task = stepfunctions._execute_task
    invoke_with_callback = stepfunctions._invoke_with_callback
    call_lambda = stepfunctions._call_lambda

    def execute(state, state_input, execution, context):
        task_context.set(context)
        return execute_task(state, state_input, execution, context)

    def invoke(resource, arguments, token, state):
        context = task_context.get()
        callback_token.set(token)
        state_machine_of_token[token] = context["StateMachine"]["Id"]
        try:
            return invoke_with_callback(resource, arguments, token, state)
        except stepfunctions._ExecutionError:
            context["Task"] = {"Token": stepfunctions.new_uuid()}
            raise
        finally:
            callback_token.set(None)

    def call(function, event):
        try:
            return call_lambda(function, event)
        except stepfunctions._ExecutionError as failure:
            waiting = stepfunctions._task_tokens.get(callback_token.get())
            if waiting and not waiting["event"].is_set():
                waiting["error"] = {"Error": failure.error, "Cause": failure.cause}
                waiting["event"].set()
            raise

    stepfunctions._execute_task = execute
    stepfunctions._invoke_with_callback = invoke
    stepfunctions._call_lambda = call


def hand_events_over(stepfunctions):
    """Gap 8: the state is answered at once; a failure is tried twice more, after one and two minutes, as Lambda does."""
    invoke_resource = stepfunctions._invoke_resource

    def work_off(resource, arguments):
        for pause in (60, 120, None):
            try:
                return invoke_resource(resource, arguments)
            except stepfunctions._ExecutionError:
                if pause is not None:
                    time.sleep(pause)

    def invoke(resource, arguments):
        if "states:::lambda:invoke" not in resource or arguments.get("InvocationType") != "Event":
            return invoke_resource(resource, arguments)
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(work_off, resource, arguments), daemon=True).start()
        return {"StatusCode": 202, "Payload": {}}

    stepfunctions._invoke_resource = invoke


def authorise_callbacks_on_their_state_machine(iam_actions, stepfunctions):
    """Gap 2: the resource of a task's answer is the state machine that waits, or waited, for it.

    A token from before a restart is nobody's any more; it counts as the one workflow's, so that its holder hears
    TaskDoesNotExist, as on AWS, and not a refusal.
    """
    extract_resource_arn = iam_actions.extract_resource_arn

    def extract(service, method, path, headers, body, query_params, region, account_id):
        if service == "states" and body and b"taskToken" in body:
            token = json.loads(body).get("taskToken")
            return state_machine_of_token.get(token) or next(iter(stepfunctions._state_machines), "*")
        return extract_resource_arn(service, method, path, headers, body, query_params, region, account_id)

    iam_actions.extract_resource_arn = extract


def authorise_batches_as_their_single_action(iam_actions):
    """Gap 3: in IAM, SendMessage, DeleteMessage and ChangeMessageVisibility cover their batches."""
    extract_iam_action = iam_actions.extract_iam_action

    def extract(service, *request):
        action = extract_iam_action(service, *request)
        return action.removesuffix("Batch") if service == "sqs" and action else action

    iam_actions.extract_iam_action = extract


def trust_loopback(app):
    """Gap 4: a request that never leaves this machine is as good as one under TLS."""
    pin_request_origin = app.pin_request_origin

    def pin(source_ip, secure_transport):
        return pin_request_origin(source_ip, secure_transport or source_ip == "127.0.0.1")

    app.pin_request_origin = pin


def keep_what_terraform_reads_back(stepfunctions, apigateway):
    """Gap 5: tracingConfiguration is kept, and accessLogSettings that nobody set are absent."""
    create_stage = apigateway._create_stage

    def keeping_tracing(operation):
        def operate(data):
            answer = operation(data)
            for machine in stepfunctions._state_machines.values():
                is_meant = data.get("stateMachineArn", machine.get("stateMachineArn")) == machine.get("stateMachineArn")
                if is_meant and data.get("name", machine["name"]) == machine["name"] and "tracingConfiguration" in data:
                    machine["tracingConfiguration"] = data["tracingConfiguration"]
            return answer

        return operate

    def create(api_id, data):
        answer = create_stage(api_id, data)
        stage = apigateway._stages_v1.get(api_id, {}).get(data.get("stageName"))
        if stage is not None and not stage.get("accessLogSettings", True):
            del stage["accessLogSettings"]
        return answer

    stepfunctions._create_state_machine = keeping_tracing(stepfunctions._create_state_machine)
    stepfunctions._update_state_machine = keeping_tracing(stepfunctions._update_state_machine)
    apigateway._create_stage = create


def tell_alarms_whole(cloudwatch):
    """Gap 6: DescribeAlarms answers in XML with everything that PutMetricAlarm has set."""
    describe_alarms = cloudwatch._describe_alarms

    def untold(alarm):
        dimensions = "".join(
            f"<member><Name>{escape(one['Name'])}</Name><Value>{escape(one['Value'])}</Value></member>"
            for one in alarm.get("Dimensions") or []
        )
        texts = {
            "AlarmDescription": alarm.get("AlarmDescription") or "",
            "ActionsEnabled": str(alarm.get("ActionsEnabled", True)).lower(),
            "Period": str(alarm["Period"]),
            "Statistic": alarm["Statistic"],
            "TreatMissingData": alarm["TreatMissingData"],
        }
        told = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items())
        return f"{told}<Dimensions>{dimensions}</Dimensions>"

    def describe(params, cbor_data, is_cbor, is_json=False):
        status, headers, body = describe_alarms(params, cbor_data, is_cbor, is_json)
        if not is_cbor and not is_json:
            text = body.decode()
            for name, alarm in cloudwatch._alarms.items():
                begin = f"<member><AlarmName>{name}</AlarmName>"
                text = text.replace(begin, begin + untold(alarm))
            body = text.encode()
        return status, headers, body

    cloudwatch._describe_alarms = describe


def outlast_idle_clients(hypercorn_asyncio):
    """Gap 7: the one who closes an idle connection is the client, who knows that it is idle."""
    serve = hypercorn_asyncio.serve

    def serve_patiently(app, config):
        config.keep_alive_timeout = 24 * 60 * 60
        return serve(app, config)

    hypercorn_asyncio.serve = serve_patiently


def end_with_its_starter():
    """Standard input is a pipe from the starter; the kernel closes it even if the starter is killed."""

    def wait():
        while os.read(sys.stdin.fileno(), 4096):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def main():
    version = importlib.metadata.version("ministack")
    if version != EXPECTED_VERSION:
        sys.exit(f"local/emulator.py is written for MiniStack {EXPECTED_VERSION}, not {version}")
    test_clock.rule()
    import hypercorn.asyncio
    import ministack.app
    from ministack.core import iam_actions, sigv4
    from ministack.services import apigateway_v1, cloudwatch, stepfunctions

    fail_callbacks_with_their_function(stepfunctions)
    hand_events_over(stepfunctions)
    authorise_callbacks_on_their_state_machine(iam_actions, stepfunctions)
    authorise_batches_as_their_single_action(iam_actions)
    trust_loopback(ministack.app)
    keep_what_terraform_reads_back(stepfunctions, apigateway_v1)
    tell_alarms_whole(cloudwatch)
    outlast_idle_clients(hypercorn.asyncio)
    test_clock.end_waits(stepfunctions)
    test_clock.accept_machines_signatures(sigv4)
    end_with_its_starter()
    ministack.app.main()


if __name__ == "__main__":
    main()
