locals {
  # What is known before anything exists; its keys name the functions everywhere.
  functions = {
    webhook = {
      description     = "Meta's webhook: verify, split, queue."
      memory_size_mb  = 256
      timeout_seconds = 10
    }

    dialogue = {
      description     = "One customer message: identify, ask Watson, act, reply."
      memory_size_mb  = 512
      timeout_seconds = 30
    }

    accounts = {
      description     = "Read-only banking: balances, statements."
      memory_size_mb  = 256
      timeout_seconds = 10
    }

    transfers = {
      description     = "The only code that moves money: reserve, post, void, expire."
      memory_size_mb  = 256
      timeout_seconds = 15
    }

    documents = {
      description     = "Carries out orders to tell: makes the PDF, records the proof."
      memory_size_mb  = 512
      timeout_seconds = 30
    }

    arrangements = {
      description     = "The only code that changes what a customer has arranged: payees, standing orders."
      memory_size_mb  = 256
      timeout_seconds = 15
    }

    confirmation = {
      description = "The link page: credentials and confidential data."
      # Checking a PIN is deliberately hard work; the processor share grows with the memory.
      memory_size_mb = 1024
      # Longer than it waits for passcode, shorter than API Gateway's 29 s and the page's 28.
      timeout_seconds = 25
    }

    passcode = {
      description     = "SMS passcode: issue, resend, verify."
      memory_size_mb  = 256
      timeout_seconds = 15
    }

    messenger = {
      description     = "The workflow's messages to the customer: link, receipt, ending."
      memory_size_mb  = 512
      timeout_seconds = 45
    }

    speech = {
      description     = "Watson Text to Speech to S3."
      memory_size_mb  = 256
      timeout_seconds = 30
    }

    enrolment = {
      description     = "The bank's side: authorise, list or revoke a phone, unlock, lift a suspension, end sessions, set the safety phrase."
      memory_size_mb  = 256
      timeout_seconds = 15
    }

    atm = {
      description    = "What cash machines ask: authorise a code, dispense, reverse."
      memory_size_mb = 256
      # Longer than it waits for the workflow, shorter than API Gateway's 29 s.
      timeout_seconds = 25
    }

    binding = {
      description     = "Which phone speaks for whom, by the customer's own message and its ticket."
      memory_size_mb  = 256
      timeout_seconds = 10
    }

    reconciliation = {
      description = "Rebuilds every balance from the journal and compares."
      # Half a gigabyte for a million entries, and the processor share that comes with twice as much.
      memory_size_mb  = 2048
      timeout_seconds = 900
    }
  }

  common_environment = {
    # REST API events carry the stage in their path; the functions' routes do not.
    AWS_LAMBDA_HTTP_IGNORE_STAGE_IN_PATH = "true"
    RUST_LOG                             = "info"
  }

  # The one address the bank's links begin with.
  link_url = var.link_url == "" ? "https://${aws_api_gateway_rest_api.this.id}.execute-api.${local.region}.${local.dns_suffix}/live/confirm" : var.link_url

  # Never a secret: those are read from Secrets Manager.
  environment = {
    webhook = {
      INBOUND_QUEUE_URL        = aws_sqs_queue.inbound.url
      QUEUE_SECRET_ID          = aws_secretsmanager_secret.this["queue"].name
      TICKETS_SECRET_ID        = aws_secretsmanager_secret.this["tickets"].name
      URGENT_QUEUE_URL         = aws_sqs_queue.urgent.url
      WEBHOOK_SECRET_ID        = aws_secretsmanager_secret.this["webhook"].name
      WHATSAPP_PHONE_NUMBER_ID = var.whatsapp_phone_number_id
    }

    dialogue = {
      ACCOUNTS_FUNCTION        = local.function_name["accounts"]
      ARRANGEMENTS_TABLE       = aws_dynamodb_table.this["arrangements"].name
      ATM_NOTES                = var.atm_notes
      BANK_TIME_ZONE           = var.bank_time_zone
      BINDING_FUNCTION         = local.function_name["binding"]
      CHANNELS_TABLE           = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE      = aws_dynamodb_table.this["confirmations"].name
      CONVERSATIONS_TABLE      = aws_dynamodb_table.this["conversations"].name
      CREDENTIAL_TRIES_TABLE   = aws_dynamodb_table.this["credential_tries"].name
      CUSTOMERS_TABLE          = aws_dynamodb_table.this["customers"].name
      DEAD_LETTER_QUEUE_URL    = aws_sqs_queue.inbound_dead_letter.url
      DISCLOSURES_TABLE        = aws_dynamodb_table.this["disclosures"].name
      INBOUND_QUEUE_URL        = aws_sqs_queue.inbound.url
      LINK_URL                 = local.link_url
      MESSENGER_FUNCTION       = local.function_name["messenger"]
      PASSCODE_FUNCTION        = local.function_name["passcode"]
      PASSCODE_TRIES_TABLE     = aws_dynamodb_table.this["passcode_tries"].name
      QUEUE_SECRET_ID          = aws_secretsmanager_secret.this["queue"].name
      STATE_MACHINE_ARN        = local.state_machine_arn
      SUSPENSIONS_TABLE        = aws_dynamodb_table.this["suspensions"].name
      URGENT_QUEUE_URL         = aws_sqs_queue.urgent.url
      WATSON_ENVIRONMENTS      = var.watson_environments
      WATSON_SECRET_ID         = aws_secretsmanager_secret.this["watson"].name
      WHATSAPP_GRAPH_URL       = var.whatsapp_graph_url
      WHATSAPP_PHONE_NUMBER_ID = var.whatsapp_phone_number_id
      WHATSAPP_SECRET_ID       = aws_secretsmanager_secret.this["whatsapp"].name
    }

    accounts = {
      BILLS_TABLE         = aws_dynamodb_table.this["bills"].name
      CHANNELS_TABLE      = aws_dynamodb_table.this["channels"].name
      CUSTOMERS_TABLE     = aws_dynamodb_table.this["customers"].name
      LEDGER_TABLE        = aws_dynamodb_table.this["ledger"].name
      VERIFYING_SECRET_ID = aws_secretsmanager_secret.this["verifying"].name
    }

    transfers = {
      ARRANGEMENTS_TABLE     = aws_dynamodb_table.this["arrangements"].name
      ATM_NOTES              = var.atm_notes
      BANK_TIME_ZONE         = var.bank_time_zone
      BILLS_TABLE            = aws_dynamodb_table.this["bills"].name
      CHANNELS_TABLE         = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      LEDGER_TABLE           = aws_dynamodb_table.this["ledger"].name
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
      VERIFYING_SECRET_ID    = aws_secretsmanager_secret.this["verifying"].name
      WITHDRAWALS_TABLE      = aws_dynamodb_table.this["withdrawals"].name
    }

    documents = {
      BANK_TIME_ZONE         = var.bank_time_zone
      CHANNELS_TABLE         = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      DISCLOSURES_TABLE      = aws_dynamodb_table.this["disclosures"].name
      DOCUMENTS_BUCKET       = aws_s3_bucket.this["documents"].bucket
      LEDGER_TABLE           = aws_dynamodb_table.this["ledger"].name
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
      VERIFYING_SECRET_ID    = aws_secretsmanager_secret.this["verifying"].name
    }

    arrangements = {
      ARRANGEMENTS_TABLE     = aws_dynamodb_table.this["arrangements"].name
      BANK_TIME_ZONE         = var.bank_time_zone
      CHANNELS_TABLE         = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
      VERIFYING_SECRET_ID    = aws_secretsmanager_secret.this["verifying"].name
    }

    confirmation = {
      BANK_PHONE_NUMBER      = var.bank_phone_number
      CASH_SECRET_ID         = aws_secretsmanager_secret.this["cash"].name
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIALS_SECRET_ID  = aws_secretsmanager_secret.this["credentials"].name
      PROFILES_SECRET_ID     = aws_secretsmanager_secret.this["profiles"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      CUSTOMERS_TABLE        = aws_dynamodb_table.this["customers"].name
      DESK_TABLE             = aws_dynamodb_table.this["desk"].name
      PASSCODE_FUNCTION      = local.function_name["passcode"]
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
      WITHDRAWALS_TABLE      = aws_dynamodb_table.this["withdrawals"].name
    }

    passcode = {
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      CUSTOMERS_TABLE        = aws_dynamodb_table.this["customers"].name
      PASSCODE_SECRET_ID     = aws_secretsmanager_secret.this["passcode"].name
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SMS_BOUND_TO           = var.link_url == "" ? "none" : var.link_url
      SMS_COUNTRIES          = var.sms_countries
      SMS_MAX_PER_HOUR       = tostring(var.sms_max_per_hour)
      SMS_SENDER_ID          = var.sms_sender_id
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
      TEXTS_TABLE            = aws_dynamodb_table.this["texts"].name
      VERIFYING_SECRET_ID    = aws_secretsmanager_secret.this["verifying"].name
    }

    messenger = {
      ARRANGEMENTS_TABLE       = aws_dynamodb_table.this["arrangements"].name
      AUDIO_BUCKET             = aws_s3_bucket.this["audio"].bucket
      BANK_TIME_ZONE           = var.bank_time_zone
      CHANNELS_TABLE           = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE      = aws_dynamodb_table.this["confirmations"].name
      CONVERSATIONS_TABLE      = aws_dynamodb_table.this["conversations"].name
      CREDENTIAL_TRIES_TABLE   = aws_dynamodb_table.this["credential_tries"].name
      DISCLOSURES_TABLE        = aws_dynamodb_table.this["disclosures"].name
      DOCUMENTS_BUCKET         = aws_s3_bucket.this["documents"].bucket
      LEDGER_TABLE             = aws_dynamodb_table.this["ledger"].name
      LINK_URL                 = local.link_url
      PASSCODE_FUNCTION        = local.function_name["passcode"]
      PASSCODE_TRIES_TABLE     = aws_dynamodb_table.this["passcode_tries"].name
      SPEECH_FUNCTION          = local.function_name["speech"]
      SUSPENSIONS_TABLE        = aws_dynamodb_table.this["suspensions"].name
      WHATSAPP_GRAPH_URL       = var.whatsapp_graph_url
      WHATSAPP_PHONE_NUMBER_ID = var.whatsapp_phone_number_id
      WHATSAPP_SECRET_ID       = aws_secretsmanager_secret.this["whatsapp"].name
      WHATSAPP_TEMPLATES       = var.whatsapp_templates
    }

    speech = {
      AUDIO_BUCKET     = aws_s3_bucket.this["audio"].bucket
      WATSON_SECRET_ID = aws_secretsmanager_secret.this["watson"].name
      WATSON_VOICE     = var.watson_voice
    }

    enrolment = {
      ACTIVATION_SECRET_ID   = aws_secretsmanager_secret.this["activation"].name
      BANK_PHONE_NUMBER      = var.bank_phone_number
      CHANNELS_TABLE         = aws_dynamodb_table.this["channels"].name
      CONFIRMATIONS_TABLE    = aws_dynamodb_table.this["confirmations"].name
      CREDENTIAL_TRIES_TABLE = aws_dynamodb_table.this["credential_tries"].name
      CUSTOMERS_TABLE        = aws_dynamodb_table.this["customers"].name
      DESK_SECOND_PERSON     = var.desk_second_person
      DESK_TABLE             = aws_dynamodb_table.this["desk"].name
      PASSCODE_TRIES_TABLE   = aws_dynamodb_table.this["passcode_tries"].name
      SUSPENSIONS_TABLE      = aws_dynamodb_table.this["suspensions"].name
    }

    atm = {
      ATM_NOTES            = var.atm_notes
      CASH_SECRET_ID       = aws_secretsmanager_secret.this["cash"].name
      MACHINE_WORKFLOW_ARN = local.machines_arn
      WITHDRAWALS_TABLE    = aws_dynamodb_table.this["withdrawals"].name
    }

    binding = {
      ACTIVATION_SECRET_ID = aws_secretsmanager_secret.this["activation"].name
      CHANNELS_TABLE       = aws_dynamodb_table.this["channels"].name
      VERIFYING_SECRET_ID  = aws_secretsmanager_secret.this["verifying"].name
    }

    reconciliation = {
      LEDGER_TABLE        = aws_dynamodb_table.this["ledger"].name
      VERIFYING_SECRET_ID = aws_secretsmanager_secret.this["verifying"].name
    }
  }

  policy_json = {
    webhook        = data.aws_iam_policy_document.webhook.json
    dialogue       = data.aws_iam_policy_document.dialogue.json
    accounts       = data.aws_iam_policy_document.accounts.json
    transfers      = data.aws_iam_policy_document.transfers.json
    documents      = data.aws_iam_policy_document.documents.json
    arrangements   = data.aws_iam_policy_document.arrangements.json
    confirmation   = data.aws_iam_policy_document.confirmation.json
    passcode       = data.aws_iam_policy_document.passcode.json
    messenger      = data.aws_iam_policy_document.messenger.json
    speech         = data.aws_iam_policy_document.speech.json
    enrolment      = data.aws_iam_policy_document.enrolment.json
    atm            = data.aws_iam_policy_document.atm.json
    binding        = data.aws_iam_policy_document.binding.json
    reconciliation = data.aws_iam_policy_document.reconciliation.json
  }
}

module "function" {
  source   = "./modules/function"
  for_each = local.functions

  name               = local.function_name[each.key]
  role_name          = "${var.stack_name}-${each.key}-${local.region}"
  description        = each.value.description
  package            = "${var.package_directory}/${each.key}/bootstrap.zip"
  architecture       = var.architecture
  memory_size_mb     = each.value.memory_size_mb
  timeout_seconds    = each.value.timeout_seconds
  environment        = merge(local.common_environment, local.environment[each.key])
  policy_json        = local.policy_json[each.key]
  tracing_policy_arn = aws_iam_policy.tracing.arn
  log_retention_days = var.log_retention_days
  # Nobody else's load takes the room in which "block" is answered, and the two queues hand over no more than fits:
  # what finds no room counts as a failed try, and after ten of them a message is put aside.
  reserved_concurrency = each.key == "dialogue" && var.chat_concurrency > 0 ? var.chat_concurrency : -1
}

# A tenth of the room is for what stops something.
locals {
  queues = {
    inbound = { arn = aws_sqs_queue.inbound.arn, room = var.chat_concurrency - floor(var.chat_concurrency / 10) }
    urgent  = { arn = aws_sqs_queue.urgent.arn, room = floor(var.chat_concurrency / 10) }
  }
}

resource "aws_lambda_event_source_mapping" "queue" {
  for_each = local.queues

  function_name    = module.function["dialogue"].arn
  event_source_arn = each.value.arn
  # One customer's slow or deadly message must not hold up or take along another's.
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  dynamic "scaling_config" {
    for_each = var.chat_concurrency == 0 ? [] : [each.value.room]

    content {
      maximum_concurrency = scaling_config.value
    }
  }
}
