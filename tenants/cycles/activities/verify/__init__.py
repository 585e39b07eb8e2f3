"""Verifying the report: a checklist, and the decision to accept it or to send it back."""
