"""Light fields: many views at once, for displays that send each of them its own way."""
