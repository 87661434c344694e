"""From claims to the report's deals: events, who sells to whom, which events are one deal."""
