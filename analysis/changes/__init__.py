"""What changed between two stored studies of one question: settings, model, outcomes, verdicts."""
