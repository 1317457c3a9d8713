"""Asking people: forms that work offline, their answers, and the belief that they come to."""
