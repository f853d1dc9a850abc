resource "aws_sfn_state_machine" "sweep" {
  name     = local.sweep_name
  type     = "STANDARD"
  role_arn = aws_iam_role.sweep_workflow.arn

  definition = templatefile("${path.module}/../workflows/sweep.asl.json", {
    MessengerFunctionArn = local.function_arn["messenger"]
    TransfersFunctionArn = local.function_arn["transfers"]
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.sweep.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  depends_on = [aws_iam_role_policy.sweep_workflow, module.function]
}

resource "aws_cloudwatch_log_group" "sweep" {
  name              = "/aws/vendedlogs/states/${local.sweep_name}"
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "sweep_workflow" {
  name               = "${local.sweep_name}-workflow-${local.region}"
  description        = "One of the four identities that may invoke Transfers; the other workflows' are the others."
  assume_role_policy = data.aws_iam_policy_document.workflow_assume_role.json
}

resource "aws_iam_role_policy" "sweep_workflow" {
  name   = "steps"
  role   = aws_iam_role.sweep_workflow.id
  policy = data.aws_iam_policy_document.sweep_workflow.json
}

data "aws_iam_policy_document" "sweep_workflow" {
  source_policy_documents = [data.aws_iam_policy_document.workflow_telemetry.json]

  statement {
    sid       = "InvokeItsTwoFunctions"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.function_arn["transfers"], local.function_arn["messenger"]]
  }
}

resource "aws_cloudwatch_event_rule" "sweep" {
  name                = local.sweep_name
  description         = "Gives back, every five minutes, the holds that have run out."
  schedule_expression = "rate(5 minutes)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "sweep" {
  rule      = aws_cloudwatch_event_rule.sweep.name
  target_id = "sweep"
  arn       = aws_sfn_state_machine.sweep.arn
  role_arn  = aws_iam_role.sweep_schedule.arn
  input     = "{}"
}

resource "aws_iam_role" "sweep_schedule" {
  name               = "${local.sweep_name}-schedule-${local.region}"
  description        = "Lets the schedule start the sweep, and nothing else."
  assume_role_policy = data.aws_iam_policy_document.sweep_schedule_assume_role.json
}

resource "aws_iam_role_policy" "sweep_schedule" {
  name   = "start"
  role   = aws_iam_role.sweep_schedule.id
  policy = data.aws_iam_policy_document.sweep_schedule.json
}

data "aws_iam_policy_document" "sweep_schedule_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "sweep_schedule" {
  statement {
    sid       = "StartSweep"
    actions   = ["states:StartExecution"]
    resources = [local.sweep_arn]
  }
}
