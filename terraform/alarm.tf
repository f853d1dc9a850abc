resource "aws_cloudwatch_metric_alarm" "ledger_differences" {
  alarm_name        = "${var.stack_name}-ledger-differences"
  alarm_description = "The ledger does not agree with itself, or was not reconciled for a day. The function's log names each difference."
  namespace         = "AcmeBanking"
  metric_name       = "LedgerDifferences"
  statistic         = "Maximum"
  # A day: a reconciliation that did not come to its end is missing data, and that is as bad as a difference.
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
}

locals {
  # what the functions count => what it means that there is one
  counts = {
    ChannelEvents = {
      name        = "channel-event"
      description = "Meta says that somebody else answers the bank's customers, or that number, account or a template can do less than before. The log of webhook names what happened."
    }

    DisownedOrders = {
      name        = "disowned-order"
      description = "A customer says that they did not ask for what was carried out. Chat and cards are stopped; the log names the order, and a person has to call the customer."
    }

    IdentityChanges = {
      name        = "identity-change"
      description = "A chat was stopped because its number, user id or phone may be somebody else's now. The log of dialogue names the customer, who was told nothing."
    }
  }

  # state machine => its ARN, and what it means that an execution has failed
  workflows = {
    confirmation = {
      arn         = local.state_machine_arn
      description = "A confirmation could neither post nor release its hold. The execution's history says why."
    }

    sweep = {
      arn         = local.sweep_arn
      description = "A hold that has run out could not be given back. The execution's history says why."
    }

    machines = {
      arn         = local.machines_arn
      description = "What a cash machine asked for could be neither done nor refused. The execution's history says why."
    }

    payments = {
      arn         = local.payments_arn
      description = "A payment that is due could be neither made nor refused. The execution's history says why."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "workflow_failed" {
  for_each = local.workflows

  alarm_name          = "${var.stack_name}-${each.key}-failed"
  alarm_description   = each.value.description
  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = each.value.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "message_put_aside" {
  alarm_name          = "${var.stack_name}-message-put-aside"
  alarm_description   = "A customer's message could not be dealt with. The redrive command shows why and puts it back."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.inbound_dead_letter.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "counted" {
  for_each = local.counts

  alarm_name          = "${var.stack_name}-${each.value.name}"
  alarm_description   = each.value.description
  namespace           = "AcmeBanking"
  metric_name         = each.key
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
}
