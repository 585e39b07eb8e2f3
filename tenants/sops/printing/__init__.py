"""A version of an SOP on paper and in files, as its office prints them, and the page that says it is genuine."""
