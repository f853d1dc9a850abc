locals {
  # retained: losing it would lose the bank's customers, its books, who is suspended and locked, by which proof something was
  # told, what customers rely on, or what they are asked to pay. holds: it indexes pending transfers. expires: something in it runs out.
  tables = {
    customers        = { retained = true, holds = false, expires = false }
    channels         = { retained = true, holds = false, expires = true }
    ledger           = { retained = true, holds = true, expires = true }
    confirmations    = { retained = true, holds = false, expires = true }
    conversations    = { retained = false, holds = false, expires = true }
    disclosures      = { retained = true, holds = false, expires = false }
    desk             = { retained = true, holds = false, expires = false }
    credential_tries = { retained = true, holds = false, expires = false }
    passcode_tries   = { retained = true, holds = false, expires = false }
    texts            = { retained = false, holds = false, expires = true }
    suspensions      = { retained = true, holds = false, expires = false }
    arrangements     = { retained = true, holds = false, expires = false }
    bills            = { retained = true, holds = false, expires = false }
    withdrawals      = { retained = false, holds = false, expires = true }
  }
}

resource "aws_dynamodb_table" "this" {
  for_each = local.tables

  name                        = "${var.stack_name}-${replace(each.key, "_", "-")}"
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

  dynamic "ttl" {
    for_each = each.value.expires ? ["expires_at"] : []

    content {
      attribute_name = ttl.value
      enabled        = true
    }
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }

  point_in_time_recovery {
    enabled = true
  }
}
