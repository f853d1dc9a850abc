"""MiniStack, with the gaps closed that would make a local run prove less than it claims.

`cargo run` starts this instead of the `ministack` command. The template, the policies and the workflow are deployed
exactly as they are; what differs from AWS is put right here, in the emulator, and nowhere else:

1. A function that fails in a `.waitForTaskToken` state fails that state, and the next attempt gets a new token.
   (MiniStack swallows the error and waits for the state's timeout with the old token.)
2. SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat are authorised against the token's state machine.
   (MiniStack knows no resource for them, so a policy that names the state machine would be refused.)
3. Loopback counts as TLS. (The emulator speaks plain HTTP on 127.0.0.1; the bucket's TLS-only policy stays on.)

It deliberately adds nothing that AWS does not do. Written against the pinned version below; another one is refused,
because it replaces functions that MiniStack does not promise to keep.
"""

import contextvars
import importlib.metadata
import json
import sys

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


def trust_loopback(app):
    """Gap 3: a request that never leaves this machine is as good as one under TLS."""
    pin_request_origin = app.pin_request_origin

    def pin(source_ip, secure_transport):
        return pin_request_origin(source_ip, secure_transport or source_ip == "127.0.0.1")

    app.pin_request_origin = pin


def main():
    version = importlib.metadata.version("ministack")
    if version != EXPECTED_VERSION:
        sys.exit(f"local/emulator.py is written for MiniStack {EXPECTED_VERSION}, not {version}")
    import ministack.app
    from ministack.core import iam_actions
    from ministack.services import stepfunctions

    fail_callbacks_with_their_function(stepfunctions)
    authorise_callbacks_on_their_state_machine(iam_actions, stepfunctions)
    trust_loopback(ministack.app)
    ministack.app.main()


if __name__ == "__main__":
    main()
