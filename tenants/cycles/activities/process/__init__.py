"""Processing: what looks wrong is resolved one by one, then the units' figures become capaian of the OPD."""
