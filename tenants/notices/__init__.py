"""Messages to an official: what became his, what came back and why."""
