resource "aws_cloudwatch_event_rule" "reconciliation" {
  name                = local.function_name["reconciliation"]
  description         = "Reconciles the ledger once a day, when the bank is quiet."
  schedule_expression = "cron(30 3 * * ? *)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "reconciliation" {
  rule      = aws_cloudwatch_event_rule.reconciliation.name
  target_id = "reconciliation"
  arn       = module.function["reconciliation"].arn
  input     = "{}"
}

resource "aws_lambda_permission" "reconciliation" {
  function_name = module.function["reconciliation"].name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.reconciliation.arn
}
