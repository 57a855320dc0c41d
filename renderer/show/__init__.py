"""What runs live for days: window, ``present`` (a projector's warp belongs there), monitors, inputs, figures."""
