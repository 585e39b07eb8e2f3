"""Planning the visits of a period: which unit is visited when, where and by whom, and what is asked there."""
