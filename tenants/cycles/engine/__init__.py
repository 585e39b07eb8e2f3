"""The state machine of a cycle, pure: state and command give events, events give the next state."""
