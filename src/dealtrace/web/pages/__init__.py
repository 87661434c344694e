"""What people open: one module for each sort of page, each with the routers it brings."""
