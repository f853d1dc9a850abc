# Brings customers, accounts, opening balances, billers and bills of the core bank. No function has this role; people assume it, and who
# may is for the account's administrators to say: nobody can who has no permission to.
resource "aws_iam_role" "loader" {
  name               = "${var.stack_name}-loader-${local.region}"
  description        = "Brings customers, accounts, opening balances, billers and bills of the core bank. No function has it; people assume it."
  assume_role_policy = data.aws_iam_policy_document.loader_assume_role.json
}

resource "aws_iam_role_policy" "loader" {
  name   = "load"
  role   = aws_iam_role.loader.id
  policy = data.aws_iam_policy_document.loader.json
}

data "aws_iam_policy_document" "loader_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }
}

data "aws_iam_policy_document" "loader" {
  statement {
    sid       = "Customers"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["customers"].arn]
  }

  # An opening writes the account, its first entry and the bank's own side of it.
  statement {
    sid       = "OpenAccounts"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.this["ledger"].arn]
  }

  statement {
    sid       = "Bills"
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [aws_dynamodb_table.this["bills"].arn]
  }

  statement {
    sid       = "ReadItsSecret"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this["profiles"].arn]
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
