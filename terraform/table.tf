locals {
  # retained: losing it would lose the bank's customers, its books, who is suspended and locked, by which proof something was
  # told, what customers rely on, or what they are asked to pay. index: the one it has, of those below. expires: something in it runs out.
  tables = {
    customers        = { retained = true, index = null, expires = false }
    channels         = { retained = true, index = null, expires = true }
    ledger           = { retained = true, index = "holds", expires = true }
    confirmations    = { retained = true, index = null, expires = true }
    conversations    = { retained = false, index = null, expires = true }
    disclosures      = { retained = true, index = null, expires = false }
    desk             = { retained = true, index = null, expires = false }
    credential_tries = { retained = true, index = null, expires = false }
    passcode_tries   = { retained = true, index = null, expires = false }
    texts            = { retained = false, index = null, expires = true }
    suspensions      = { retained = true, index = null, expires = false }
    arrangements     = { retained = true, index = "due", expires = false }
    bills            = { retained = true, index = null, expires = false }
    withdrawals      = { retained = false, index = null, expires = true }
  }

  indexes = {
    # Pending transfers only: settling one removes its bucket. The sweep finds lost holds here.
    holds = {
      hash_key   = "hold_bucket"
      range_key  = "hold_expires_at"
      attributes = { hold_bucket = "S", hold_expires_at = "N" }
    }

    # Standing orders only, by the day from which the next payment is tried.
    due = {
      hash_key   = "due_bucket"
      range_key  = "try_on"
      attributes = { due_bucket = "S", try_on = "S" }
    }
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
    for_each = each.value.index == null ? {} : local.indexes[each.value.index].attributes

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = each.value.index == null ? [] : [each.value.index]

    content {
      name            = global_secondary_index.value
      hash_key        = local.indexes[global_secondary_index.value].hash_key
      range_key       = local.indexes[global_secondary_index.value].range_key
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
