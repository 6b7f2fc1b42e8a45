//! Set-up, build, test, serve and measure: the commands of the README.

fn main() {}
