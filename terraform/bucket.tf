locals {
  # Voice notes, and statements as PDFs.
  buckets = toset(["audio", "documents"])
}

resource "aws_s3_bucket" "this" {
  for_each = local.buckets

  bucket = "${var.stack_name}-${each.key}-${local.account}-${local.region}"
  # What is in them lives a day anyway; a stack that is thrown away need not wait for it.
  force_destroy = !var.deletion_protection
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id

  rule {
    id     = "forget-after-a-day"
    status = "Enabled"

    filter {}

    expiration {
      days = 1
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = aws_s3_bucket.this

  bucket = each.value.id
  policy = data.aws_iam_policy_document.bucket[each.key].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

data "aws_iam_policy_document" "bucket" {
  for_each = aws_s3_bucket.this

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value.arn, "${each.value.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# Whoever deployed this when there was only one bucket keeps it.
moved {
  from = aws_s3_bucket.audio
  to   = aws_s3_bucket.this["audio"]
}

moved {
  from = aws_s3_bucket_public_access_block.audio
  to   = aws_s3_bucket_public_access_block.this["audio"]
}

moved {
  from = aws_s3_bucket_ownership_controls.audio
  to   = aws_s3_bucket_ownership_controls.this["audio"]
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.audio
  to   = aws_s3_bucket_server_side_encryption_configuration.this["audio"]
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.audio
  to   = aws_s3_bucket_lifecycle_configuration.this["audio"]
}

moved {
  from = aws_s3_bucket_policy.audio
  to   = aws_s3_bucket_policy.this["audio"]
}
