use super::CommandError;
use crate::arguments::Arguments;
use crate::screen::Screen;
use clap::CommandFactory;
use clap_complete::{Shell, generate};
use probata_workpaper::nearest;

/// `probata completions`.
pub(super) fn completions(screen: &Screen, shell: Shell) -> Result<u8, CommandError> {
    let mut written = Vec::new();
    generate(shell, &mut Arguments::command(), "probata", &mut written);
    screen.write_raw(&written)?;
    Ok(0)
}

/// `probata man`.
pub(super) fn page(screen: &Screen, name: Option<&str>) -> Result<u8, CommandError> {
    let mut whole = Arguments::command();
    whole.build();
    let command = match name {
        None => whole,
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => command.clone(),
            None => return Err(unknown(&whole, name)),
        },
    };
    let mut written = Vec::new();
    clap_mangen::Man::new(command).render(&mut written)?;
    screen.write_raw(&written)?;
    Ok(0)
}

fn unknown(whole: &clap::Command, name: &str) -> CommandError {
    let names: Vec<_> = whole.get_subcommands().map(|command| command.get_name()).collect();
    let near = nearest(name, names.into_iter()).into_iter().map(str::to_owned).collect();
    let hint = "(\"probata --help\" lists the commands)";
    CommandError::Unknown { what: "command", name: name.to_owned(), near, hint }
}
