# Who may call enrolment. No function has these roles; whoever lets people and systems assume one also names the session,
# and that name goes on record as who acted.
locals {
  callers = {
    desk = {
      description = "Calls the bank's enrolment from the branch desk. The session is named after the clerk."
      routes      = [for route, door in local.doors : route if door.function == "enrolment"]
    }

    internet-banking = {
      description = "Calls the bank's enrolment for customers who have signed in. The session is named after the system."
      routes = [
        "POST /enrolment/{customer_id}/activation",
        "GET /enrolment/{customer_id}/phones",
        "POST /enrolment/{customer_id}/revocation",
      ]
    }

    atm-network = {
      description = "Asks for the bank's cash machines. The session is named after the network's system."
      routes      = [for route, door in local.doors : route if door.function == "atm"]
    }
  }

  # caller => what of the API it may call. The star is the customer, who is part of the path.
  caller_paths = {
    for caller, settings in local.callers : caller => [
      for route in settings.routes :
      "/live/${local.doors[route].method}${replace(local.doors[route].path, "{customer_id}", "*")}"
    ]
  }
}

resource "aws_iam_role" "caller" {
  for_each = local.callers

  name               = "${var.stack_name}-${each.key}-${local.region}"
  description        = each.value.description
  assume_role_policy = data.aws_iam_policy_document.caller_assume_role.json
}

resource "aws_iam_role_policy" "caller" {
  for_each = local.callers

  name   = "call"
  role   = aws_iam_role.caller[each.key].id
  policy = data.aws_iam_policy_document.caller[each.key].json
}

data "aws_iam_policy_document" "caller_assume_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${local.partition}:iam::${local.account}:root"]
    }
  }
}

data "aws_iam_policy_document" "caller" {
  for_each = local.callers

  statement {
    sid       = "Call"
    actions   = ["execute-api:Invoke"]
    resources = [for path in local.caller_paths[each.key] : "${aws_api_gateway_rest_api.this.execution_arn}${path}"]
  }
}
