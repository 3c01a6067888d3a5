//! `probata`: the command. Reads arguments, the environment and the clock; everything else is done by acts.
//!
//! Invariant: a command only translates: what is done stands in `casework`, what is shown in `workpaper`.
//! Invariant: nothing leaves the machine.

mod arguments;
mod command;
mod desk;
mod progress;
mod screen;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A failure inside an act is caught there and told in a sentence; a trace helps nobody at a desk.
    std::panic::set_hook(Box::new(|_| {}));
    let mut given = std::env::args_os();
    match given.nth(1) {
        Some(argument) if argument == probata_confine::ARGUMENT => return probata_confine::serve(),
        Some(argument) if argument == probata_confine::RECOGNISE => return probata_confine::recognise(given),
        _ => {}
    }
    let arguments = arguments::Arguments::parse();
    match command::run(arguments) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            screen::complain(&error);
            ExitCode::from(2)
        }
    }
}
