# The same system as ../template.yaml, which is the source of truth: names, settings and permissions follow it.
# Region, credentials and, for a local AWS, AWS_ENDPOINT_URL come from the environment.

provider "aws" {
  default_tags {
    tags = {
      stack = var.stack_name
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account    = data.aws_caller_identity.current.account_id
  dns_suffix = data.aws_partition.current.dns_suffix
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.name

  # Names and ARNs that follow from the stack's name are spelled out where a reference would close a circle (functions
  # know the workflow and the workflow knows functions), and so that a plan already shows them.
  function_name      = { for name in keys(local.functions) : name => "${var.stack_name}-${name}" }
  function_arn       = { for name, full in local.function_name : name => "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${full}" }
  state_machine_name = "${var.stack_name}-confirmation"
  holds_index_arn    = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.stack_name}-ledger/index/holds"
  due_index_arn      = "arn:${local.partition}:dynamodb:${local.region}:${local.account}:table/${var.stack_name}-arrangements/index/due"
  state_machine_arn  = "arn:${local.partition}:states:${local.region}:${local.account}:stateMachine:${local.state_machine_name}"
  sweep_name         = "${var.stack_name}-sweep"
  sweep_arn          = "arn:${local.partition}:states:${local.region}:${local.account}:stateMachine:${local.sweep_name}"
  payments_name      = "${var.stack_name}-payments"
  payments_arn       = "arn:${local.partition}:states:${local.region}:${local.account}:stateMachine:${local.payments_name}"
  machines_name      = "${var.stack_name}-machines"
  machines_arn       = "arn:${local.partition}:states:${local.region}:${local.account}:stateMachine:${local.machines_name}"
  # The star is an execution, whose name follows from a machine's request.
  machines_executions_arn = "arn:${local.partition}:states:${local.region}:${local.account}:execution:${local.machines_name}:*"

  # What kms:ViaService compares: the service through which a function may use the key.
  via = { for service in ["dynamodb", "s3", "secretsmanager", "sqs"] : service => "${service}.${local.region}.${local.dns_suffix}" }
}
