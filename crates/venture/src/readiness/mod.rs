//! The readiness check: levels earned by evidence, gates, a bottleneck, actions.
