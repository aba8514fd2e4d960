"""Read all that an editor writes: settings, layout, decisions and registers."""
