resource "aws_sfn_state_machine" "payments" {
  name     = local.payments_name
  type     = "STANDARD"
  role_arn = aws_iam_role.payments_workflow.arn

  definition = templatefile("${path.module}/../workflows/payments.asl.json", {
    ArrangementsFunctionArn = local.function_arn["arrangements"]
    MessengerFunctionArn    = local.function_arn["messenger"]
    TransfersFunctionArn    = local.function_arn["transfers"]
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.payments.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  depends_on = [aws_iam_role_policy.payments_workflow, module.function]
}

resource "aws_cloudwatch_log_group" "payments" {
  name              = "/aws/vendedlogs/states/${local.payments_name}"
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "payments_workflow" {
  name               = "${local.payments_name}-workflow-${local.region}"
  description        = "One of the four identities that may invoke Transfers, and one of the two that may invoke Arrangements."
  assume_role_policy = data.aws_iam_policy_document.workflow_assume_role.json
}

resource "aws_iam_role_policy" "payments_workflow" {
  name   = "steps"
  role   = aws_iam_role.payments_workflow.id
  policy = data.aws_iam_policy_document.payments_workflow.json
}

data "aws_iam_policy_document" "payments_workflow" {
  source_policy_documents = [data.aws_iam_policy_document.workflow_telemetry.json]

  statement {
    sid     = "InvokeItsThreeFunctions"
    actions = ["lambda:InvokeFunction"]
    resources = [
      local.function_arn["transfers"],
      local.function_arn["arrangements"],
      local.function_arn["messenger"],
    ]
  }
}

resource "aws_cloudwatch_event_rule" "payments" {
  name                = local.payments_name
  description         = "Pays, every half hour, what is due under standing orders."
  schedule_expression = "rate(30 minutes)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "payments" {
  rule      = aws_cloudwatch_event_rule.payments.name
  target_id = "payments"
  arn       = aws_sfn_state_machine.payments.arn
  role_arn  = aws_iam_role.payments_schedule.arn
  input     = "{}"
}

resource "aws_iam_role" "payments_schedule" {
  name               = "${local.payments_name}-schedule-${local.region}"
  description        = "Lets the schedule start the payments, and nothing else."
  assume_role_policy = data.aws_iam_policy_document.sweep_schedule_assume_role.json
}

resource "aws_iam_role_policy" "payments_schedule" {
  name   = "start"
  role   = aws_iam_role.payments_schedule.id
  policy = data.aws_iam_policy_document.payments_schedule.json
}

data "aws_iam_policy_document" "payments_schedule" {
  statement {
    sid       = "StartPayments"
    actions   = ["states:StartExecution"]
    resources = [local.payments_arn]
  }
}
