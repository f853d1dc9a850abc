resource "aws_sfn_state_machine" "this" {
  name     = local.state_machine_name
  type     = "STANDARD"
  role_arn = aws_iam_role.workflow.arn

  definition = templatefile("${path.module}/../workflows/confirmation.asl.json", {
    ArrangementsFunctionArn = local.function_arn["arrangements"]
    DocumentsFunctionArn    = local.function_arn["documents"]
    MessengerFunctionArn    = local.function_arn["messenger"]
    PasscodeFunctionArn     = local.function_arn["passcode"]
    TransfersFunctionArn    = local.function_arn["transfers"]
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.workflow.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  depends_on = [aws_iam_role_policy.workflow, module.function]
}

resource "aws_cloudwatch_log_group" "workflow" {
  name              = "/aws/vendedlogs/states/${local.state_machine_name}"
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "workflow" {
  name               = "${local.state_machine_name}-workflow-${local.region}"
  description        = "The only identity that may invoke Documents, one of the two that may invoke Arrangements (the payments' is the other), and one of the four that may invoke Transfers."
  assume_role_policy = data.aws_iam_policy_document.workflow_assume_role.json
}

resource "aws_iam_role_policy" "workflow" {
  name   = "steps"
  role   = aws_iam_role.workflow.id
  policy = data.aws_iam_policy_document.workflow.json
}

data "aws_iam_policy_document" "workflow_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

data "aws_iam_policy_document" "workflow" {
  source_policy_documents = [data.aws_iam_policy_document.workflow_telemetry.json]

  statement {
    sid     = "InvokeItsFiveFunctions"
    actions = ["lambda:InvokeFunction"]
    resources = [
      local.function_arn["transfers"],
      local.function_arn["documents"],
      local.function_arn["arrangements"],
      local.function_arn["messenger"],
      local.function_arn["passcode"],
    ]
  }
}

# What every workflow may besides its steps.
data "aws_iam_policy_document" "workflow_telemetry" {
  # Log delivery and X-Ray have no resource types: "*" is the only resource these actions know.
  statement {
    sid = "DeliverItsLogs"
    actions = [
      "logs:CreateLogDelivery",
      "logs:GetLogDelivery",
      "logs:UpdateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:DescribeResourcePolicies",
      "logs:DescribeLogGroups",
    ]
    resources = ["*"]
  }

  statement {
    sid = "Trace"
    actions = [
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
    ]
    resources = ["*"]
  }
}
