//! The command line: a thin door to the library. Everything it does stands in `cli`.

mod cli;

use std::process::ExitCode;

/// Many small allocations per page fragment the system allocator; this one keeps peak memory down.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os().collect()).into()
}
