variable "stack_name" {
  description = "Prefix of every name. Role names and the buckets' names add to it, which is why it is short."
  type        = string
  default     = "acme-banking"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,22}[a-z0-9]$", var.stack_name))
    error_message = "stack_name is 2 to 24 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen."
  }
}

variable "link_url" {
  description = "Address of the confirmation page, without fragment. Empty means this API's own address."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.link_url == "" || can(regex("^(https://|http://(localhost|127[.]0[.]0[.]1)[:/])[^#]+$", var.link_url))
    error_message = "link_url is empty or an https address (http only on this machine) without fragment."
  }
}

variable "whatsapp_graph_url" {
  description = "Base address and version of the WhatsApp Cloud API."
  type        = string
  default     = "https://graph.facebook.com/v26.0"
  nullable    = false

  validation {
    condition     = can(regex("^(https://|http://127[.]0[.]0[.]1[:/])[^#]+$", var.whatsapp_graph_url))
    error_message = "whatsapp_graph_url is an https address (http only on 127.0.0.1)."
  }
}

variable "whatsapp_templates" {
  description = "Approved templates for what is said outside the 24-hour window, or none; docs/channel.md has their texts."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = can(regex("^(none|[a-z]+=[a-z0-9_]+/[A-Za-z_]+(,[a-z]+=[a-z0-9_]+/[A-Za-z_]+)*)$", var.whatsapp_templates))
    error_message = "whatsapp_templates is none, or a list like receipt=acme_receipt/en_GB."
  }
}

variable "whatsapp_phone_number_id" {
  description = "Meta's id of the bank's WhatsApp number (not the number itself)."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{5,20}$", var.whatsapp_phone_number_id))
    error_message = "whatsapp_phone_number_id is 5 to 20 digits."
  }
}

variable "chat_concurrency" {
  description = "Messages answered at the same time, at most, and room kept free for them. 0 sets no limit and keeps none, for an account whose own limit is below 120."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = contains([0, 20, 100, 500], var.chat_concurrency)
    error_message = "chat_concurrency is 0, 20, 100 or 500."
  }
}

variable "throttle_routes" {
  description = "Whether each route has limits of its own. False only for an emulated AWS that tells a path's name otherwise than AWS does."
  type        = bool
  default     = true
  nullable    = false
}

variable "page_firewall" {
  description = "Whether AWS WAF slows down an address that tries many links or codes. It costs a few dollars a month."
  type        = string
  default     = "on"
  nullable    = false

  validation {
    condition     = contains(["on", "off"], var.page_firewall)
    error_message = "page_firewall is on or off."
  }
}

variable "bank_phone_number" {
  description = "The bank's WhatsApp number in digits with country code, as used in https://wa.me/ links."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]{6,14}$", var.bank_phone_number))
    error_message = "bank_phone_number is 7 to 15 digits with country code, without plus sign or leading zero."
  }
}

variable "desk_second_person" {
  description = "What the desk needs to unlock a customer or to lift a suspension, either a reason, or a second person (required)."
  type        = string
  default     = "reason"
  nullable    = false

  validation {
    condition     = contains(["reason", "required"], var.desk_second_person)
    error_message = "desk_second_person is reason or required."
  }
}

variable "atm_notes" {
  description = "Currency of the bank's cash machines and the notes that each of them has, in whole units."
  type        = string
  default     = "GBP=10,20"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z]{3}=[0-9]{1,3}(,[0-9]{1,3})*$", var.atm_notes))
    error_message = "atm_notes is a currency and whole units of it, like GBP=10,20."
  }
}

variable "watson_environments" {
  description = "Languages beside English, each with the environment of its Watson assistant (pt-BR=<id>), or none."
  type        = string
  default     = "none"
  nullable    = false

  validation {
    condition     = can(regex("^(none|[A-Za-z-]+=[A-Za-z0-9-]+(,[A-Za-z-]+=[A-Za-z0-9-]+)*)$", var.watson_environments))
    error_message = "watson_environments is none, or a list like pt-BR=0a1b,es=2c3d."
  }
}

variable "watson_voice" {
  description = "Voice of Watson Text to Speech."
  type        = string
  default     = "en-GB_CharlotteV3Voice"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}-[A-Z]{2}_[A-Za-z0-9]+$", var.watson_voice))
    error_message = "watson_voice looks like en-GB_CharlotteV3Voice."
  }
}

variable "sms_sender_id" {
  description = "Sender name on the passcode SMS, 1 to 11 letters and digits (some countries ignore or refuse it)."
  type        = string
  default     = "ACMEBank"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]{1,11}$", var.sms_sender_id))
    error_message = "sms_sender_id is 1 to 11 letters and digits."
  }
}

variable "sms_countries" {
  description = "Countries whose mobile numbers get passcodes, as ISO 3166 codes parted by commas."
  type        = string
  default     = "GB"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Z]{2}(,[A-Z]{2})*$", var.sms_countries))
    error_message = "sms_countries is ISO 3166 codes parted by commas, such as GB,IE."
  }
}

variable "sms_max_per_hour" {
  description = "Passcode SMS of the whole bank within an hour; past it none goes out until the next hour."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.sms_max_per_hour >= 1 && floor(var.sms_max_per_hour) == var.sms_max_per_hour
    error_message = "sms_max_per_hour is a whole number, 1 or more."
  }
}

variable "bank_time_zone" {
  description = "The bank's time zone, an IANA name. Daily limits begin anew at its midnight."
  type        = string
  default     = "Europe/London"
}

variable "architecture" {
  description = "Processor the functions were built for."
  type        = string
  default     = "arm64"
  nullable    = false

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 7, 14, 30, 90, 180, 365, 731], var.log_retention_days)
    error_message = "log_retention_days is 1, 7, 14, 30, 90, 180, 365 or 731."
  }
}

variable "package_directory" {
  description = "Folder with <function>/bootstrap.zip for every function, as `cargo lambda build --output-format zip` writes it, seen from this folder."
  type        = string
  default     = "../target/package"
  nullable    = false

  validation {
    condition     = var.package_directory != "" && !endswith(var.package_directory, "/")
    error_message = "package_directory is a folder, without a slash at its end."
  }
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete what customers cannot lose: every table but conversations, the key and the keys secret. Turn off only for a stack that is thrown away, as local and CI runs do."
  type        = bool
  default     = true
  nullable    = false
}
