//! Makes the program anew when a file joins the arrangements that it carries.

#![allow(clippy::print_stdout, reason = "how a build script speaks to Cargo")]

fn main() {
    println!("cargo:rerun-if-changed=layouts/sheets");
}
