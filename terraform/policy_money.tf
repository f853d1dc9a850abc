# What the functions around orders, money and credentials may do; policy_chat.tf says how these are written.

# The only role that may write the ledger. The journal is never deleted from, so it has no DeleteItem.
data "aws_iam_policy_document" "transfers" {
  statement {
    sid       = "Ledger"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "ExpiredHolds"
    actions   = ["dynamodb:Query"]
    resources = [local.holds_index_arn]
  }

  statement {
    sid       = "ArrangementsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["arrangements"].arn]
  }

  statement {
    sid       = "BillsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["bills"].arn]
  }

  statement {
    sid       = "ChannelsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid       = "SealedOrder"
    actions   = ["dynamodb:GetItem"]
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
    sid       = "Withdrawals"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["withdrawals"].arn]
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

# The only role that may write what was told under a proof. Such records are kept, so it has no DeleteItem.
data "aws_iam_policy_document" "documents" {
  statement {
    sid       = "Disclosures"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["disclosures"].arn]
  }

  statement {
    sid       = "SealedOrder"
    actions   = ["dynamodb:GetItem"]
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
    sid       = "StoreDocument"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.this["documents"].arn}/*"]
  }

  statement {
    sid       = "LedgerReadOnly"
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["verifying"].arn]
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
      values   = [local.via["dynamodb"], local.via["s3"], local.via["secretsmanager"]]
    }
  }
}

# The only role that may write what customers have arranged.
data "aws_iam_policy_document" "arrangements" {
  statement {
    sid = "Arrangements"
    actions = [
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
    ]
    resources = [aws_dynamodb_table.this["arrangements"].arn]
  }

  statement {
    sid       = "DuePayments"
    actions   = ["dynamodb:Query"]
    resources = [local.due_index_arn]
  }

  statement {
    sid       = "ChannelsReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid       = "SealedOrder"
    actions   = ["dynamodb:GetItem"]
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

data "aws_iam_policy_document" "confirmation" {
  statement {
    sid       = "Confirmations"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["confirmations"].arn]
  }

  statement {
    sid       = "CredentialTries"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["credential_tries"].arn]
  }

  statement {
    sid       = "PasscodeTries"
    actions   = ["dynamodb:GetItem", "dynamodb:ConditionCheckItem"]
    resources = [aws_dynamodb_table.this["passcode_tries"].arn]
  }

  statement {
    sid       = "Suspensions"
    actions   = ["dynamodb:Query", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["suspensions"].arn]
  }

  statement {
    sid       = "PhrasesReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["desk"].arn]
  }

  statement {
    sid       = "CustomersReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  statement {
    sid       = "AnswerWorkflow"
    actions   = ["states:SendTaskSuccess", "states:SendTaskFailure"]
    resources = [local.state_machine_arn]
  }

  statement {
    sid       = "AskPasscode"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.function_arn["passcode"]]
  }

  statement {
    sid       = "Withdrawals"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["withdrawals"].arn]
  }

  statement {
    sid     = "ReadItsSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.this["cash"].arn,
      aws_secretsmanager_secret.this["credentials"].arn,
      aws_secretsmanager_secret.this["profiles"].arn,
    ]
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

data "aws_iam_policy_document" "passcode" {
  statement {
    sid       = "Confirmations"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["confirmations"].arn]
  }

  statement {
    sid       = "Texts"
    actions   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.this["texts"].arn]
  }

  statement {
    sid       = "CredentialTries"
    actions   = ["dynamodb:GetItem", "dynamodb:ConditionCheckItem"]
    resources = [aws_dynamodb_table.this["credential_tries"].arn]
  }

  statement {
    sid       = "PasscodeTries"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["passcode_tries"].arn]
  }

  statement {
    sid       = "SuspensionsReadOnly"
    actions   = ["dynamodb:Query"]
    resources = [aws_dynamodb_table.this["suspensions"].arn]
  }

  statement {
    sid       = "CustomersReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  statement {
    sid       = "AnswerWorkflow"
    actions   = ["states:SendTaskSuccess", "states:SendTaskFailure"]
    resources = [local.state_machine_arn]
  }

  # A phone number is not a resource, so what SNS compares is "*". not_resources says it the narrow way round: any
  # number, but no topic and no mobile application.
  statement {
    sid           = "TextAPhone"
    actions       = ["sns:CheckIfPhoneNumberIsOptedOut", "sns:Publish"]
    not_resources = ["arn:${local.partition}:sns:*:*:*"]
  }

  statement {
    sid     = "ReadItsSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.this["passcode"].arn,
      aws_secretsmanager_secret.this["verifying"].arn,
    ]
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

data "aws_iam_policy_document" "enrolment" {
  statement {
    sid       = "CustomersReadOnly"
    actions   = ["dynamodb:GetItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  statement {
    sid       = "Desk"
    actions   = ["dynamodb:PutItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.this["desk"].arn]
  }

  statement {
    sid       = "Channels"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid       = "Confirmations"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["confirmations"].arn]
  }

  statement {
    sid     = "Tries"
    actions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:ConditionCheckItem"]
    resources = [
      aws_dynamodb_table.this["credential_tries"].arn,
      aws_dynamodb_table.this["passcode_tries"].arn,
    ]
  }

  statement {
    sid       = "Suspensions"
    actions   = ["dynamodb:Query", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.this["suspensions"].arn]
  }

  statement {
    sid       = "EndSessions"
    actions   = ["states:SendTaskFailure"]
    resources = [local.state_machine_arn]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["activation"].arn]
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

# It moves nothing: what it may start moves it.
data "aws_iam_policy_document" "atm" {
  statement {
    sid       = "Withdrawals"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["withdrawals"].arn]
  }

  statement {
    sid       = "StartMachines"
    actions   = ["states:StartExecution"]
    resources = [local.machines_arn]
  }

  statement {
    sid       = "HearHowItEnded"
    actions   = ["states:DescribeExecution"]
    resources = [local.machines_executions_arn]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["cash"].arn]
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

# With enrolment, the only role that may say which phone speaks for whom.
data "aws_iam_policy_document" "binding" {
  statement {
    sid       = "Channels"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.this["channels"].arn]
  }

  statement {
    sid     = "ReadItsSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      aws_secretsmanager_secret.this["activation"].arn,
      aws_secretsmanager_secret.this["verifying"].arn,
    ]
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

# The only role that may scan the ledger. It may write nothing.
data "aws_iam_policy_document" "reconciliation" {
  statement {
    sid       = "WholeLedger"
    actions   = ["dynamodb:Scan", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "Holds"
    actions   = ["dynamodb:Query"]
    resources = [local.holds_index_arn]
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
