locals {
  # route => function
  routes = {
    "GET /webhook"                                  = "webhook"
    "POST /webhook"                                 = "webhook"
    "GET /confirm"                                  = "confirmation"
    "POST /confirm/open"                            = "confirmation"
    "POST /confirm/credentials"                     = "confirmation"
    "POST /confirm/passcode"                        = "confirmation"
    "POST /confirm/resend"                          = "confirmation"
    "POST /confirm/status"                          = "confirmation"
    "POST /confirm/cancel"                          = "confirmation"
    "POST /confirm/disown"                          = "confirmation"
    "POST /enrolment/{customer_id}/activation"      = "enrolment"
    "GET /enrolment/{customer_id}/phones"           = "enrolment"
    "POST /enrolment/{customer_id}/revocation"      = "enrolment"
    "GET /enrolment/{customer_id}/standing"         = "enrolment"
    "POST /enrolment/{customer_id}/unlock"          = "enrolment"
    "POST /enrolment/{customer_id}/lift-suspension" = "enrolment"
    "POST /enrolment/{customer_id}/end-sessions"    = "enrolment"
    "PUT /enrolment/{customer_id}/safety-phrase"    = "enrolment"
    "POST /atm/authorise"                           = "atm"
    "POST /atm/dispense"                            = "atm"
    "POST /atm/reverse"                             = "atm"
  }

  # route => requests a second of the whole bank, and how many at once: far above its need. One address is slowed down
  # by the firewall.
  throttles = {
    "GET /webhook"                                  = { rate = 5, burst = 10 }
    "POST /webhook"                                 = { rate = 2000, burst = 4000 }
    "GET /confirm"                                  = { rate = 500, burst = 1000 }
    "POST /confirm/open"                            = { rate = 200, burst = 400 }
    "POST /confirm/credentials"                     = { rate = 200, burst = 400 }
    "POST /confirm/passcode"                        = { rate = 200, burst = 400 }
    "POST /confirm/resend"                          = { rate = 100, burst = 200 }
    "POST /confirm/status"                          = { rate = 1000, burst = 2000 }
    "POST /confirm/cancel"                          = { rate = 500, burst = 1000 }
    "POST /confirm/disown"                          = { rate = 500, burst = 1000 }
    "POST /enrolment/{customer_id}/activation"      = { rate = 20, burst = 40 }
    "GET /enrolment/{customer_id}/phones"           = { rate = 50, burst = 100 }
    "POST /enrolment/{customer_id}/revocation"      = { rate = 50, burst = 100 }
    "GET /enrolment/{customer_id}/standing"         = { rate = 50, burst = 100 }
    "POST /enrolment/{customer_id}/unlock"          = { rate = 20, burst = 40 }
    "POST /enrolment/{customer_id}/lift-suspension" = { rate = 20, burst = 40 }
    "POST /enrolment/{customer_id}/end-sessions"    = { rate = 50, burst = 100 }
    "PUT /enrolment/{customer_id}/safety-phrase"    = { rate = 20, burst = 40 }
    "POST /atm/authorise"                           = { rate = 100, burst = 200 }
    "POST /atm/dispense"                            = { rate = 100, burst = 200 }
    "POST /atm/reverse"                             = { rate = 100, burst = 200 }
  }

  # On every response of the gateway's own.
  protection = {
    "Cache-Control"                = "no-store"
    "Content-Security-Policy"      = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    "Cross-Origin-Opener-Policy"   = "same-origin"
    "Cross-Origin-Resource-Policy" = "same-origin"
    "Permissions-Policy"           = "camera=(), geolocation=(), microphone=(), payment=()"
    "Referrer-Policy"              = "no-referrer"
    "Strict-Transport-Security"    = "max-age=63072000; includeSubDomains"
    "X-Content-Type-Options"       = "nosniff"
    "X-Frame-Options"              = "DENY"
    "X-Robots-Tag"                 = "noindex"
  }

  # route => its two halves and the resource they hang on
  doors = {
    for route, function in local.routes : route => {
      function = function
      method   = split(" ", route)[0]
      path     = split(" ", route)[1]
      # Signed (Signature Version 4), by a role that may call the very operation: API Gateway checks both.
      authorization = contains(["atm", "enrolment"], function) ? "AWS_IAM" : "NONE"
    }
  }

  resource_ids = merge(
    { for resource in aws_api_gateway_resource.top : resource.path => resource.id },
    { for resource in aws_api_gateway_resource.step : resource.path => resource.id },
    { for resource in aws_api_gateway_resource.enrolment : resource.path => resource.id },
    { for resource in aws_api_gateway_resource.atm : resource.path => resource.id },
  )
}

resource "aws_api_gateway_rest_api" "this" {
  name        = var.stack_name
  description = "Meta's webhook, the confirmation page, and what the bank's own systems and cash machines call."

  # Only the page is that large: its answers hold nothing a compression side channel could be used on.
  minimum_compression_size = "4096"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# What the gateway itself answers (throttled, no such route, a function that broke) carries the same protection.
resource "aws_api_gateway_gateway_response" "this" {
  for_each = toset(["DEFAULT_4XX", "DEFAULT_5XX"])

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key

  response_parameters = {
    for name, value in local.protection : "gatewayresponse.header.${name}" => "'${value}'"
  }

  response_templates = {
    "application/json" = jsonencode({ error = "refused" })
  }
}

resource "aws_api_gateway_resource" "top" {
  for_each = toset([for door in local.doors : split("/", door.path)[1]])

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

# The steps of the page: everything below /confirm.
resource "aws_api_gateway_resource" "step" {
  for_each = toset([for door in local.doors : split("/", door.path)[2] if startswith(door.path, "/confirm/")])

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.top["confirm"].id
  path_part   = each.key
}

# What cash machines ask: everything below /atm.
resource "aws_api_gateway_resource" "atm" {
  for_each = toset([for door in local.doors : split("/", door.path)[2] if startswith(door.path, "/atm/")])

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.top["atm"].id
  path_part   = each.key
}

# What can be done for a customer: everything below /enrolment/{customer_id}.
resource "aws_api_gateway_resource" "customer" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.top["enrolment"].id
  path_part   = "{customer_id}"
}

resource "aws_api_gateway_resource" "enrolment" {
  for_each = toset([for door in local.doors : split("/", door.path)[3] if length(split("/", door.path)) == 4])

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.customer.id
  path_part   = each.key
}

# Open to anyone who can show a signature (webhook) or a link's token (confirmation): the functions check both. Enrolment
# and cash machines' requests are open to nobody: only to roles of the bank's.
resource "aws_api_gateway_method" "this" {
  for_each = local.doors

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = local.resource_ids[each.value.path]
  http_method   = each.value.method
  authorization = each.value.authorization

  request_parameters = each.value.function == "enrolment" ? { "method.request.path.customer_id" = true } : {}
}

resource "aws_api_gateway_integration" "this" {
  for_each = local.doors

  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_method.this[each.key].resource_id
  http_method             = aws_api_gateway_method.this[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = "arn:${local.partition}:apigateway:${local.region}:lambda:path/2015-03-31/functions/${local.function_arn[each.value.function]}/invocations"
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  # A deployment is a snapshot: whatever changes a route has to make a new one.
  triggers = {
    routes = sha256(jsonencode([
      local.resource_ids,
      { for route, method in aws_api_gateway_method.this : route => method.authorization },
      { for route, integration in aws_api_gateway_integration.this : route => integration.uri },
      aws_api_gateway_gateway_response.this,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = "live"
  xray_tracing_enabled = true
}

resource "aws_api_gateway_method_settings" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    throttling_rate_limit  = 200
    throttling_burst_limit = 400
    metrics_enabled        = true
    # Bodies hold messages, PINs and tokens: never into a log.
    data_trace_enabled = false
    logging_level      = "OFF"
  }
}

resource "aws_api_gateway_method_settings" "route" {
  for_each = var.throttle_routes ? local.doors : {}

  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  # Slashes within a path are written ~1; AWS takes any other form for no route at all, and the stage's limits hold.
  method_path = "${replace(each.value.path, "/", "~1")}/${each.value.method}"

  settings {
    throttling_rate_limit  = local.throttles[each.key].rate
    throttling_burst_limit = local.throttles[each.key].burst
    metrics_enabled        = true
    data_trace_enabled     = false
    logging_level          = "OFF"
  }
}

resource "aws_lambda_permission" "api" {
  for_each = local.doors

  function_name = module.function[each.value.function].name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${aws_api_gateway_stage.this.stage_name}/${each.value.method}${replace(each.value.path, "{customer_id}", "*")}"
}
