variable "name" {
  description = "Name of the function; its log group is /aws/lambda/<name>."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z0-9-_]{1,64}$", var.name))
    error_message = "name is 1 to 64 letters, digits, hyphens and underscores."
  }
}

variable "role_name" {
  description = "Name of the function's role. Roles belong to the whole account, so it carries the region."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.role_name) <= 64
    error_message = "role_name has at most 64 characters."
  }
}

variable "description" {
  description = "What the function is for, in one sentence."
  type        = string
  nullable    = false
}

variable "package" {
  description = "Path of the zip with the bootstrap binary."
  type        = string
  nullable    = false

  validation {
    condition     = fileexists(var.package)
    error_message = "There is no ${var.package}. Build the packages first, as README.md says."
  }
}

variable "architecture" {
  description = "Processor the package was built for: arm64 or x86_64."
  type        = string
  nullable    = false
}

variable "memory_size_mb" {
  description = "Memory in MiB; the processor share grows with it."
  type        = number
  nullable    = false

  validation {
    condition     = var.memory_size_mb >= 128 && var.memory_size_mb <= 10240
    error_message = "memory_size_mb is 128 to 10240."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which Lambda ends an invocation."
  type        = number
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds is 1 to 900."
  }
}

variable "reserved_concurrency" {
  description = "How many run at the same time, at most, with room kept free for them; -1 keeps none and sets no limit."
  type        = number
  nullable    = false
}

variable "environment" {
  description = "Environment variables. Never a secret: those are read from Secrets Manager."
  type        = map(string)
  nullable    = false
}

variable "policy_json" {
  description = "What the function may do with the bank's resources, as an IAM policy document."
  type        = string
  nullable    = false
}

variable "tracing_policy_arn" {
  description = "Managed policy that lets a function send its own traces."
  type        = string
  nullable    = false
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  nullable    = false
}
