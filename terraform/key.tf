resource "aws_kms_key" "this" {
  description             = "Everything ${var.stack_name} keeps at rest."
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.stack_name}"
  target_key_id = aws_kms_key.this.key_id
}

data "aws_iam_policy_document" "key" {
  # Hands the decision to IAM: without it, nobody could ever change this key again. In a key policy "*" is this key.
  statement {
    sid       = "AccountAdministersThroughIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }

  # Without the key nothing kept at rest can be read again. Lifting the protection is an apply of its own.
  dynamic "statement" {
    for_each = var.deletion_protection ? [true] : []

    content {
      sid       = "NobodyDeletesIt"
      effect    = "Deny"
      actions   = ["kms:ScheduleKeyDeletion"]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
    }
  }
}

locals {
  # retained: what it protects could never be read or checked again. The others can be had again from Meta and IBM, or
  # open only what lies in the queues, which go with them.
  secrets = {
    whatsapp    = { retained = false, description = "WhatsApp access token." }
    webhook     = { retained = false, description = "WhatsApp app secrets (current and previous), webhook verify token." }
    watson      = { retained = false, description = "Addresses and API keys of Watson Assistant and Watson Text to Speech." }
    profiles    = { retained = true, description = "PIN pepper and fact key; 32 bytes each." }
    credentials = { retained = false, description = "Key by which confirmation signs; 32 bytes." }
    passcode    = { retained = false, description = "Key of the passcodes and the key by which passcode signs; 32 bytes each." }
    activation  = { retained = false, description = "Key of the activation codes; 32 bytes." }
    cash        = { retained = false, description = "Key of the codes for cash machines; 32 bytes." }
    tickets     = { retained = false, description = "Key by which webhook signs tickets; 32 bytes." }
    verifying   = { retained = true, description = "Public halves of the keys that sign, current and previous; 32 bytes each." }
    queue       = { retained = false, description = "Keys that seal customers' messages in the queues (current and previous); 32 bytes each." }
  }
}

# Created without a value, and none ever enters Terraform's state. Until a person has put one, every function that needs
# it fails and says so.
resource "aws_secretsmanager_secret" "this" {
  for_each = local.secrets

  name                    = "${var.stack_name}/${each.key}"
  description             = each.value.description
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = each.value.retained && var.deletion_protection ? 30 : 0
  # Within the secret, not a resource of its own: that would be destroyed first and protect nothing. "{}" takes a policy
  # away; null would leave it.
  policy = each.value.retained && var.deletion_protection ? data.aws_iam_policy_document.retained_secret.json : "{}"
}

# Without the PIN pepper no PIN of the retained customers table can ever be checked again; without the public halves,
# no authority by which money was moved.
data "aws_iam_policy_document" "retained_secret" {
  statement {
    sid       = "NobodyDeletesIt"
    effect    = "Deny"
    actions   = ["secretsmanager:DeleteSecret"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
