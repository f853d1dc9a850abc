# What each function may do: exactly the actions it calls, on exactly the resources it calls them on, as in
# ../template.yaml. The module adds each function's own log group. That only the two workflows may move money is
# expressed by absence: no other role may invoke transfers, and no other function's role may write the ledger. In the same way only
# the confirmation workflow may have something told or arranged.

# X-Ray has no resource types: "*" is the only resource these two actions know.
resource "aws_iam_policy" "tracing" {
  name        = "${var.stack_name}-tracing-${local.region}"
  description = "Lets a function send its own traces."
  policy      = data.aws_iam_policy_document.tracing.json
}

data "aws_iam_policy_document" "tracing" {
  statement {
    sid       = "Trace"
    actions   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "webhook" {
  statement {
    sid       = "QueueInbound"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.inbound.arn, aws_sqs_queue.urgent.arn]
  }

  statement {
    sid     = "ReadItsSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.this["webhook"].arn,
      aws_secretsmanager_secret.this["queue"].arn,
      aws_secretsmanager_secret.this["tickets"].arn,
    ]
  }

  statement {
    sid       = "EncryptWhatItStores"
    actions   = ["kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["sqs"]]
    }
  }

  statement {
    sid       = "DecryptWhatItReads"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["sqs"], local.via["secretsmanager"]]
    }
  }
}

data "aws_iam_policy_document" "dialogue" {
  statement {
    sid = "TakeInbound"
    actions = [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ChangeMessageVisibility",
    ]
    resources = [aws_sqs_queue.inbound.arn, aws_sqs_queue.urgent.arn]
  }

  statement {
    sid       = "PutAside"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.inbound_dead_letter.arn]
  }

  statement {
    sid       = "CustomersReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  statement {
    sid       = "ChannelsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid = "Conversations"
    actions = [
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
    ]
    resources = [aws_dynamodb_table.this["conversations"].arn]
  }

  statement {
    sid       = "Confirmations"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["confirmations"].arn]
  }

  statement {
    sid     = "TriesReadOnly"
    actions = ["dynamodb:GetItem"]
    resources = [
      aws_dynamodb_table.this["credential_tries"].arn,
      aws_dynamodb_table.this["passcode_tries"].arn,
    ]
  }

  statement {
    sid       = "Suspensions"
    actions   = ["dynamodb:Query", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["suspensions"].arn]
  }

  statement {
    sid       = "DisclosuresReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["disclosures"].arn]
  }

  statement {
    sid       = "ArrangementsReadOnly"
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.this["arrangements"].arn]
  }

  statement {
    sid       = "StartConfirmation"
    actions   = ["states:StartExecution"]
    resources = [local.state_machine_arn]
  }

  statement {
    sid       = "CancelConfirmation"
    actions   = ["states:SendTaskFailure"]
    resources = [local.state_machine_arn]
  }

  statement {
    sid     = "AskItsNeighbours"
    actions = ["lambda:InvokeFunction"]
    resources = [
      local.function_arn["accounts"],
      local.function_arn["binding"],
      local.function_arn["messenger"],
      local.function_arn["passcode"],
    ]
  }

  statement {
    sid     = "ReadItsSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.this["whatsapp"].arn,
      aws_secretsmanager_secret.this["watson"].arn,
      aws_secretsmanager_secret.this["queue"].arn,
    ]
  }

  statement {
    sid       = "EncryptWhatItStores"
    actions   = ["kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["sqs"]]
    }
  }

  statement {
    sid       = "DecryptWhatItReads"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["dynamodb"], local.via["sqs"], local.via["secretsmanager"]]
    }
  }
}

data "aws_iam_policy_document" "accounts" {
  statement {
    sid       = "ReadOnly"
    actions   = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "BillsReadOnly"
    actions   = ["dynamodb:Query"]
    resources = [aws_dynamodb_table.this["bills"].arn]
  }

  statement {
    sid       = "CustomersReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  statement {
    sid       = "ChannelsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["verifying"].arn]
  }

  statement {
    sid       = "DecryptWhatItReads"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["dynamodb"], local.via["secretsmanager"]]
    }
  }
}

data "aws_iam_policy_document" "messenger" {
  statement {
    sid       = "Confirmations"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["confirmations"].arn]
  }

  statement {
    sid     = "TriesReadOnly"
    actions = ["dynamodb:GetItem"]
    resources = [
      aws_dynamodb_table.this["credential_tries"].arn,
      aws_dynamodb_table.this["passcode_tries"].arn,
    ]
  }

  statement {
    sid       = "SuspensionsReadOnly"
    actions   = ["dynamodb:Query"]
    resources = [aws_dynamodb_table.this["suspensions"].arn]
  }

  statement {
    sid       = "ChannelsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid       = "LedgerReadOnly"
    actions   = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "OutboundRecords"
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.this["conversations"].arn]
  }

  statement {
    sid       = "DisclosuresReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["disclosures"].arn]
  }

  statement {
    sid       = "ArrangementsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["arrangements"].arn]
  }

  statement {
    sid       = "FetchVoiceNote"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.this["audio"].arn}/*"]
  }

  statement {
    sid       = "FetchDocument"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.this["documents"].arn}/*"]
  }

  statement {
    sid     = "AskItsNeighbours"
    actions = ["lambda:InvokeFunction"]
    resources = [
      local.function_arn["passcode"],
      local.function_arn["speech"],
    ]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["whatsapp"].arn]
  }

  statement {
    sid       = "DecryptWhatItReads"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["dynamodb"], local.via["s3"], local.via["secretsmanager"]]
    }
  }
}

data "aws_iam_policy_document" "speech" {
  statement {
    sid       = "StoreVoiceNote"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.this["audio"].arn}/*"]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["watson"].arn]
  }

  statement {
    sid       = "EncryptWhatItStores"
    actions   = ["kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["s3"]]
    }
  }

  statement {
    sid       = "DecryptWhatItReads"
    actions   = ["kms:Decrypt"]
    resources = [aws_kms_key.this.arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [local.via["s3"], local.via["secretsmanager"]]
    }
  }
}
