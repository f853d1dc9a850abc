resource "aws_sqs_queue" "inbound" {
  name       = "${var.stack_name}-inbound.fifo"
  fifo_queue = true
  # Each customer's messages keep their order without waiting for other customers'.
  deduplication_scope   = "messageGroup"
  fifo_throughput_limit = "perMessageGroupId"
  # Six times the function's timeout, as AWS advises for a Lambda source.
  visibility_timeout_seconds        = 180
  message_retention_seconds         = 345600
  kms_master_key_id                 = aws_kms_key.this.arn
  kms_data_key_reuse_period_seconds = 300

  # Dialogue puts a message aside itself at the third try, with the reason; this is for those it dies with,
  # and those that found no room to run: each time counts here, and none of them was a try.
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.inbound_dead_letter.arn
    maxReceiveCount     = 10
  })
}

# What stops something, so that it waits behind nothing else its customer wrote.
resource "aws_sqs_queue" "urgent" {
  name                              = "${var.stack_name}-urgent.fifo"
  fifo_queue                        = true
  deduplication_scope               = "messageGroup"
  fifo_throughput_limit             = "perMessageGroupId"
  visibility_timeout_seconds        = 180
  message_retention_seconds         = 345600
  kms_master_key_id                 = aws_kms_key.this.arn
  kms_data_key_reuse_period_seconds = 300

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.inbound_dead_letter.arn
    maxReceiveCount     = 10
  })
}

resource "aws_sqs_queue" "inbound_dead_letter" {
  name                              = "${var.stack_name}-inbound-dead.fifo"
  fifo_queue                        = true
  message_retention_seconds         = 1209600
  kms_master_key_id                 = aws_kms_key.this.arn
  kms_data_key_reuse_period_seconds = 300
}
