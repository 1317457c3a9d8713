"""What a reader asks and has set: checked, and written as an address."""
