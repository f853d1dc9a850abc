resource "aws_sfn_state_machine" "machines" {
  name     = local.machines_name
  type     = "STANDARD"
  role_arn = aws_iam_role.machines_workflow.arn

  definition = templatefile("${path.module}/../workflows/machines.asl.json", {
    MessengerFunctionArn = local.function_arn["messenger"]
    TransfersFunctionArn = local.function_arn["transfers"]
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "${aws_cloudwatch_log_group.machines.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  depends_on = [aws_iam_role_policy.machines_workflow, module.function]
}

resource "aws_cloudwatch_log_group" "machines" {
  name              = "/aws/vendedlogs/states/${local.machines_name}"
  retention_in_days = var.log_retention_days
}

resource "aws_iam_role" "machines_workflow" {
  name               = "${local.machines_name}-workflow-${local.region}"
  description        = "One of the four identities that may invoke Transfers; the other workflows' are the others."
  assume_role_policy = data.aws_iam_policy_document.workflow_assume_role.json
}

resource "aws_iam_role_policy" "machines_workflow" {
  name   = "steps"
  role   = aws_iam_role.machines_workflow.id
  policy = data.aws_iam_policy_document.machines_workflow.json
}

data "aws_iam_policy_document" "machines_workflow" {
  source_policy_documents = [data.aws_iam_policy_document.workflow_telemetry.json]

  statement {
    sid     = "InvokeItsFunctions"
    actions = ["lambda:InvokeFunction"]
    resources = [
      local.function_arn["messenger"],
      local.function_arn["transfers"],
    ]
  }
}
