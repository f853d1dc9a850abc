output "arn" {
  description = "ARN of the function, once its role has its permissions."
  value       = aws_lambda_function.this.arn
}

output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}
