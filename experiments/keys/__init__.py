"""Every key of the configuration: what it may be, how it is read, how much may be asked for."""
