output "api_url" {
  description = "Base address of the API; the webhook is at /webhook, the confirmation page at /confirm."
  value       = "https://${aws_api_gateway_rest_api.this.id}.execute-api.${local.region}.${local.dns_suffix}/${aws_api_gateway_stage.this.stage_name}"
}

output "api_id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "queue_url" {
  description = "The queue of inbound messages."
  value       = aws_sqs_queue.inbound.url
}

output "dead_letter_queue_url" {
  description = "Messages put aside after three tries, with their reason."
  value       = aws_sqs_queue.inbound_dead_letter.url
}

output "loader_role_arn" {
  description = "The role that brings customers and accounts of the core bank."
  value       = aws_iam_role.loader.arn
}

output "state_machine_arn" {
  description = "The confirmation workflow."
  value       = aws_sfn_state_machine.this.arn
}

output "sweep_state_machine_arn" {
  description = "The sweep of holds that have run out."
  value       = aws_sfn_state_machine.sweep.arn
}

output "machines_state_machine_arn" {
  description = "The workflow of cash machines' requests."
  value       = aws_sfn_state_machine.machines.arn
}

output "payments_state_machine_arn" {
  description = "The workflow of standing orders."
  value       = aws_sfn_state_machine.payments.arn
}

output "customers_table" {
  description = "Profiles."
  value       = aws_dynamodb_table.this["customers"].name
}

output "channels_table" {
  description = "Which phone speaks for whom, and activation codes."
  value       = aws_dynamodb_table.this["channels"].name
}

output "ledger_table" {
  description = "Accounts, journal entries, transfers, daily spend."
  value       = aws_dynamodb_table.this["ledger"].name
}

output "confirmations_table" {
  description = "Sealed orders, links, open confirmations."
  value       = aws_dynamodb_table.this["confirmations"].name
}

output "desk_table" {
  description = "What the desk did, and the phrases customers chose."
  value       = aws_dynamodb_table.this["desk"].name
}

output "credential_tries_table" {
  description = "Tries of PIN and fact, and the fact that is asked."
  value       = aws_dynamodb_table.this["credential_tries"].name
}

output "passcode_tries_table" {
  description = "Tries of passcodes."
  value       = aws_dynamodb_table.this["passcode_tries"].name
}

output "texts_table" {
  description = "How many texts went out."
  value       = aws_dynamodb_table.this["texts"].name
}

output "suspensions_table" {
  description = "Who is suspended, and for what."
  value       = aws_dynamodb_table.this["suspensions"].name
}

output "conversations_table" {
  description = "Dialogue state and message claims."
  value       = aws_dynamodb_table.this["conversations"].name
}

output "disclosures_table" {
  description = "What was told under a proof, and when each customer last proved who they are."
  value       = aws_dynamodb_table.this["disclosures"].name
}

output "arrangements_table" {
  description = "Payees, and everything else a customer has arranged."
  value       = aws_dynamodb_table.this["arrangements"].name
}

output "bills_table" {
  description = "Billers and bills."
  value       = aws_dynamodb_table.this["bills"].name
}

output "withdrawals_table" {
  description = "What waits for a cash machine, and what machines asked for."
  value       = aws_dynamodb_table.this["withdrawals"].name
}

output "audio_bucket" {
  description = "Voice notes, for a day."
  value       = aws_s3_bucket.this["audio"].bucket
}

output "documents_bucket" {
  description = "Statements as PDFs, for a day."
  value       = aws_s3_bucket.this["documents"].bucket
}

output "desk_role_arn" {
  description = "The role the branch desk assumes to call enrolment."
  value       = aws_iam_role.caller["desk"].arn
}

output "internet_banking_role_arn" {
  description = "The role internet banking assumes to call enrolment."
  value       = aws_iam_role.caller["internet-banking"].arn
}

output "atm_network_role_arn" {
  description = "The role the network of cash machines assumes to call the bank."
  value       = aws_iam_role.caller["atm-network"].arn
}

output "reconciliation_function" {
  description = "What an operator invokes to reconcile the ledger at once."
  value       = module.function["reconciliation"].name
}

output "function_environment" {
  description = "Environment of every function, as far as it is known; what a plan can be compared by (it holds no secret)."
  value       = { for name, environment in local.environment : name => merge(local.common_environment, environment) }
}

output "caller_paths" {
  description = "What of the API each role of the bank's may call; what a plan can be compared by (it holds no secret)."
  value       = local.caller_paths
}
