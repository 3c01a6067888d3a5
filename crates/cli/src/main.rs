//! `probata`: the command. Reads arguments, the environment and the clock; everything else is done by acts.
//!
//! Invariant: a command only translates: what is done stands in `casework`, what is shown in `workpaper`.
//! Invariant: nothing leaves the machine.

mod arguments;
mod command;
mod desk;
mod screen;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A failure inside an act is caught there and told in a sentence; a trace helps nobody at a desk.
    std::panic::set_hook(Box::new(|_| {}));
    if std::env::args_os().nth(1).is_some_and(|argument| argument == probata_confine::ARGUMENT) {
        return probata_confine::serve();
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
