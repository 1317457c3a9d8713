"""What evidence leaves of conditions, tables and theories: draws with weights, and how sure."""
