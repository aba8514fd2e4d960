"""Read dates as letters print them."""
