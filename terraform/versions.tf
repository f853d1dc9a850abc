terraform {
  # 1.9: a variable's validation may speak about more than the variable's own type.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
