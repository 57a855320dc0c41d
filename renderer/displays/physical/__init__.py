"""Pictures that stand in the air on a stage: mirrors, gauze, fans, and displays that only look so."""
