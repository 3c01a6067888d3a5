use super::CommandError;
use crate::arguments::Arguments;
use crate::screen::Screen;
use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::{Shell, generate};
use probata_casework::rules;
use probata_workpaper::{nearest, topics};

/// `probata completions`.
pub(super) fn completions(screen: &Screen, shell: Shell) -> Result<u8, CommandError> {
    let mut written = Vec::new();
    generate(shell, &mut with_names(Arguments::command()), "probata", &mut written);
    screen.write_raw(&written)?;
    Ok(0)
}

/// The command with the names of rules and topics where one is asked for, so that a shell can offer them. A name that
/// does not exist is told by the command itself, with those that come near.
fn with_names(command: clap::Command) -> clap::Command {
    let rules: Vec<&'static str> = rules().iter().map(|rule| rule.name).collect();
    let explained = PossibleValuesParser::new(rules.iter().copied().chain(topics()));
    let judged = PossibleValuesParser::new(rules.into_iter().chain(["all"]));
    command
        .mut_subcommand("explain", |explain| explain.mut_arg("name", |name| name.value_parser(explained)))
        .mut_subcommand("audit", |audit| {
            ["deny", "warn", "allow"]
                .into_iter()
                .fold(audit, |audit, level| audit.mut_arg(level, |level| level.value_parser(judged.clone())))
        })
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
