# Guards the page and leaves the webhook alone: Meta sends from few addresses at high rates and signs what it sends,
# and a managed rule must not drop a customer's message for its words.
resource "aws_wafv2_web_acl" "this" {
  count = var.page_firewall == "on" ? 1 : 0

  name        = var.stack_name
  description = "Slows down whoever tries many links or codes from one address."
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "page-rate-per-address"
    priority = 1

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type = "IP"
        # Requests within evaluation_window_sec. A person makes about ten, and while the page waits
        # it asks again every few seconds; a mobile network puts many people behind one address.
        limit                 = 3000
        evaluation_window_sec = 300

        scope_down_statement {
          regex_match_statement {
            # With or without the stage's name before it. Calling off and "I did not ask for this" share no limit
            # with whoever guesses.
            regex_string = "/confirm(/(open|credentials|passcode|resend|status))?/?$"

            field_to_match {
              uri_path {}
            }

            text_transformation {
              priority = 0
              type     = "URL_DECODE"
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "page-rate-per-address"
      # Samples would keep headers of customers' requests.
      sampled_requests_enabled = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.stack_name
    sampled_requests_enabled   = false
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.page_firewall == "on" ? 1 : 0

  resource_arn = aws_api_gateway_stage.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this[0].arn
}
