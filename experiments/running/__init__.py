"""Where and how runs are done: chunks, executors, interrupts, progress."""
