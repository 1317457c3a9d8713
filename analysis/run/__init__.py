"""What happens in one setting, beside a reference."""
