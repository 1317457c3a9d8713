"""Many runs: settings, the runner, what is kept of them, and the command line."""
