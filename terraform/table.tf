locals {
  # retained: losing it would lose the bank's customers, its books, or who is frozen and locked. holds: it indexes
  # pending transfers.
  tables = {
    customers     = { retained = true, holds = false }
    ledger        = { retained = true, holds = true }
    confirmations = { retained = true, holds = false }
    conversations = { retained = false, holds = false }
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${var.stack_name}-${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  deletion_protection_enabled = each.value.retained && var.deletion_protection

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "sk"
    type = "S"
  }

  dynamic "attribute" {
    for_each = each.value.holds ? { hold_bucket = "S", hold_expires_at = "N" } : {}

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  # Pending transfers only: settling one removes its bucket. The sweep finds lost holds here.
  dynamic "global_secondary_index" {
    for_each = each.value.holds ? ["holds"] : []

    content {
      name            = global_secondary_index.value
      hash_key        = "hold_bucket"
      range_key       = "hold_expires_at"
      projection_type = "KEYS_ONLY"
    }
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }

  point_in_time_recovery {
    enabled = true
  }
}
