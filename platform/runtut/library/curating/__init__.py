"""The operator's desk: what OPDs offer to the library, the answers, and how each template came to be what it is."""
