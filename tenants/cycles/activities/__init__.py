"""The working tools of the steps, one folder for each; none knows another."""
